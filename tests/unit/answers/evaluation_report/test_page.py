"""The evaluation's page and its PDF: the answer on top, everything inside the file, no small number shown."""

from __future__ import annotations

import re
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest

from joinedup.answers.evaluation_report.as_html import as_html
from joinedup.answers.evaluation_report.as_pdf import as_pdf
from joinedup.answers.evaluation_report.content import content_of
from joinedup.evaluation.methods.checks.finding import Finding
from joinedup.learning.register import Register
from joinedup.place.model import Expectation
from tests.unit.answers.evaluation_report.examples import (
    SMALL,
    answer,
    comparison,
    each_outcome,
    estimate,
    evaluated,
    registered,
)
from tests.unit.answers.reading import PageReader
from tests.unit.learning.agreements import AT, HELD, LATER, assumption, care_model, protocol

WORDS = {
    "as-expected": "Supported",
    "less-than-expected": "Not supported",
    "too-small-to-matter": "Not supported",
    "not-shown": "Not supported",
    "opposite": "Not supported",
    "cannot-tell": "Undetectable",
    "no-estimate": "Undetectable",
    "day-not-reached": "Too early",
    "followed-too-little": "Too early",
}
PUBLISHED = "2024-05-01T08:00:00+00:00"


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory) -> str:
    return as_html(content_of(evaluated(tmp_path_factory.mktemp("place"))))


@pytest.fixture(scope="module")
def page(text: str) -> PageReader:
    return PageReader(text)


def said(page: PageReader) -> str:
    return re.sub(r"\s+", " ", " ".join(page.words))


def test_the_page_is_well_formed_and_fetches_nothing(page: PageReader, text: str) -> None:
    assert page.faults == []
    assert page.fetched == []
    assert "<script" not in text
    assert len(page.ids) == len(set(page.ids))
    assert set(page.pointed_at) <= set(page.ids)


def test_the_answer_stands_above_everything_else(text: str) -> None:
    assert text.index("Supported") < text.index("What happened")
    assert (
        "People who joined Complex care hubs had 14% fewer emergency admissions than people like them" in text
    )
    assert "between 5% and 22% fewer" in text


def test_what_was_expected_and_what_could_be_found_stand_beside_it(text: str) -> None:
    card = text[text.index("<article") : text.index("</article>")]
    for figure in ("14% fewer", "10% fewer", "8% fewer", "95% interval: 22% fewer to 5% fewer"):
        assert figure in card


def test_every_part_of_the_report_is_there(page: PageReader) -> None:
    parts = [name for name in page.ids if not name.endswith("-title")]
    for part in ("what-happened", "who", "checks", "other-ways"):
        assert f"assumption-a1-{part}" in parts
    for part in ("limits", "agreed", "methods", "disclosure"):
        assert part in parts


def test_no_small_number_of_people_is_shown(page: PageReader, text: str) -> None:
    flow = next(table for table in page.tables if "at each step" in table.caption)
    assert flow.column("People") == ["655", "*", "*", "610", "600"]
    over_time = next(table for table in page.tables if table.headings[0] == "Months since joining")
    assert over_time.rows[-1] == ["+12 to +15", "*", "*", "*", "*"]
    counts = {int(n.replace(",", "")) for n in over_time.column("People") if n != "*"}
    assert all(count % 5 == 0 and count > 7 for count in counts)
    for small in SMALL:
        assert f"({small})" not in text
        assert f" {small} people" not in text
        assert f" {small} of" not in text


def test_a_check_that_counts_people_is_worded_without_the_count(text: str) -> None:
    assert "A few of those who joined are unlike everybody they could be compared with" in text
    assert "of the treated (3)" not in text


def test_every_check_has_its_answer_and_the_failed_ones_stand_with_the_verdict(tmp_path: Path) -> None:
    failed = Finding("negative-control", "An outcome that cannot change", "failed", "Outpatients fell too.")
    checks = tuple(comparison().checks[:2])
    asked = type(checks[0])("Does an outcome that cannot be affected show nothing?", failed)
    text = as_html(content_of(evaluated(tmp_path, answer(comparison(checks=(*checks, asked))))))
    card = text[text.index("<article") : text.index("</article>")]
    assert "A check of the comparison failed (an outcome that cannot change)" in card
    assert "Of 3 checks: 2 passed with a reservation, 1 failed." in text


def test_a_small_test_that_found_something_warns_of_exaggeration(tmp_path: Path) -> None:
    text = as_html(
        content_of(evaluated(tmp_path, answer(comparison(estimate(-0.4, -0.6, -0.1)), detectable=-0.3)))
    )
    assert "the true effect is probably smaller than the one found" in text


def test_the_spread_of_all_ways_is_told_with_those_that_failed(page: PageReader) -> None:
    ways = next(table for table in page.tables if table.headings[0] == "Way")
    assert ways.column("Way")[0] == "As agreed"
    assert "another method; the weights did not settle" in ways.column("What differs")
    assert "The 4 estimates range from 15% fewer to 9% fewer. They all point the same way." in said(page)


@pytest.mark.parametrize("reading", sorted(WORDS))
def test_each_verdict_has_its_word_and_two_sentences(reading: str, tmp_path: Path) -> None:
    found = each_outcome()[reading]
    assert found.verdict.reading == reading
    content = content_of(evaluated(tmp_path, found))
    card = content.cards[0]
    assert card.verdict == WORDS[reading]
    assert len(card.sentences) == 2
    assert all(sentence[0].isupper() and sentence.endswith(".") for sentence in card.sentences)
    assert PageReader(as_html(content)).faults == []
    assert bool(card.next_step) == (card.verdict == "Not supported")


def test_several_assumptions_make_one_page_and_the_same_people_are_shown_once(tmp_path: Path) -> None:
    one, other = answer(), answer(comparison(estimate(-0.03, -0.11, 0.05)))
    text = as_html(content_of(evaluated(tmp_path, one, other)))
    assert "The answers" in text
    assert "The same people, compared in the same way, as for A1 above." in text


def test_one_sentence_over_all_says_what_became_of_each(tmp_path: Path) -> None:
    both = content_of(evaluated(tmp_path, answer(), answer(comparison(estimate(-0.03, -0.11, 0.05)))))
    assert both.in_short.startswith("Of two things expected of ")
    assert both.in_short in as_html(both)
    assert content_of(evaluated(tmp_path, answer())).in_short == ""


def test_what_was_not_registered_beforehand_says_so_on_the_first_screen(tmp_path: Path) -> None:
    agreement = registered(tmp_path, while_evaluating=True)
    text = as_html(content_of(evaluated(tmp_path, agreement=agreement)))
    assert text.index("registered at the moment of evaluating, so not beforehand") < text.index("<article")


def test_a_change_after_outcomes_were_read_stands_on_the_first_screen(tmp_path: Path) -> None:
    registered(tmp_path)
    easier = care_model(assumption(expect=Expectation(change=-0.05, by=assumption().expect.by)))
    changed = Register(tmp_path).register(
        protocol(easier), at=AT + timedelta(days=900), by="Bo Field", held=LATER
    )
    text = as_html(content_of(evaluated(tmp_path, agreement=changed)))
    top = text[: text.index("<article")]
    assert "by Bo Field, after outcomes had been read" in top
    assert "assumptions.A1.expected_change: -0.1 became -0.05" in top


def test_a_change_before_outcomes_were_read_is_told_below(tmp_path: Path) -> None:
    register = Register(tmp_path)
    register.register(protocol(), at=AT, by="Ada Okafor", held=HELD)
    changed = register.register(
        protocol(care_model(capacity=300)), at=AT + timedelta(days=3), by="Ada Okafor", held=HELD
    )
    text = as_html(content_of(evaluated(tmp_path, agreement=changed)))
    assert 'class="warning"' not in text[: text.index("<article")]
    assert "agreed.capacity: 240 became 300" in text


def test_the_protocol_the_command_and_the_hashes_are_on_the_page(page: PageReader, tmp_path: Path) -> None:
    words = said(page)
    assert registered(tmp_path).protocol.sha256 in words
    assert 'joinedup evaluate "Complex care hubs"' in words
    assert "c" * 64 in words
    assert "Registered on 1 March 2022 at 9:30am UTC by Ada Okafor, before outcomes were read" in words


def test_words_from_the_place_file_are_escaped(tmp_path: Path) -> None:
    found = evaluated(tmp_path)
    nasty = type(found)(**{**vars(found), "place": "<b>Sea & combe</b>"})
    text = as_html(content_of(nasty))
    assert "<b>Sea" not in text
    assert "&lt;b&gt;Sea &amp; combe" in text


def test_the_same_evaluation_gives_the_same_bytes(tmp_path: Path) -> None:
    content = content_of(evaluated(tmp_path))
    assert as_html(content) == as_html(content_of(evaluated(tmp_path)))
    assert as_pdf(content, published_at=PUBLISHED) == as_pdf(content, published_at=PUBLISHED)


def test_the_pdf_says_what_the_page_says(tmp_path: Path) -> None:
    pytest.importorskip("typst")
    target = tmp_path / "page.pdf"
    target.write_bytes(as_pdf(content_of(evaluated(tmp_path)), published_at=PUBLISHED))
    assert target.read_bytes().startswith(b"%PDF")
    read = (
        subprocess.run(["pdftotext", "-layout", target, "-"], capture_output=True, text=True, check=False)
        if (Path("/usr/bin/pdftotext").exists())
        else None
    )
    if read is None:
        pytest.skip("pdftotext (poppler-utils) is not installed, so the words of the PDF are not read")
    words = re.sub(r"\s+", " ", read.stdout)
    for part in (
        "Supported",
        "Is Complex care hubs working?",
        "What was agreed beforehand",
        "What is not shown",
    ):
        assert part in words


@pytest.mark.parametrize("reading", sorted(WORDS))
def test_every_verdict_can_be_set_as_pdf(reading: str, tmp_path: Path) -> None:
    content = content_of(evaluated(tmp_path, each_outcome()[reading]))
    assert as_pdf(content, published_at=PUBLISHED).startswith(b"%PDF")
