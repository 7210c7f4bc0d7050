"""What `joinedup check` says of a place, as lines, as a page and as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from joinedup.answers.checks.asked import Asked, ask
from joinedup.answers.checks.check import check
from joinedup.answers.checks.content import content_of
from joinedup.answers.checks.headings import CAUSES, GROUPS
from joinedup.answers.checks.lines import WIDTH, check_lines
from joinedup.answers.checks.page import as_html, write_page
from joinedup.answers.checks.verdicts import verdict_on
from joinedup.money.checks.rule import Found, Proposal, Rule, judged, rules
from joinedup.money.checks.rules.open_issues import RULE
from joinedup.money.place_findings import MONEY_FINDINGS
from joinedup.place.file import read_place
from joinedup.place.problems import PlaceFileError
from tests.unit.answers.reading import PageReader
from tests.unit.money.checks.proposals import SOUND

BLOCKED = SOUND.replace("open_issues = []", 'open_issues = [{ what = "the price", count = 34 }]')
UNKNOWN = SOUND.replace("open_issues = []\n", "")
WITHOUT_CONTRACT = SOUND[: SOUND.index("[[contracts]]")]


def asked(folder: Path, text: str) -> Asked:
    (folder / "place.toml").write_text(text, encoding="utf-8")
    return ask(folder, read_place(folder, further=MONEY_FINDINGS))


def said(folder: Path, text: str) -> list[str]:
    return list(check_lines(asked(folder, text)))


def run(folder: Path, text: str, to: Path | None = None) -> tuple[bool, str]:
    (folder / "place.toml").write_text(text, encoding="utf-8")
    lines: list[str] = []
    is_sound = check(folder, lines.append, formats=(), measures=("emergency_admissions",), to=to)
    return is_sound, "\n".join(lines)


def test_a_contract_that_a_finding_blocks_is_not_to_be_signed_and_that_comes_first(tmp_path: Path) -> None:
    is_sound, told = run(tmp_path, BLOCKED)
    assert not is_sound
    assert told.index("Do not sign: 1 finding blocks it") < told.index("R03  34 issues")
    line = BLOCKED.splitlines().index('open_issues = [{ what = "the price", count = 34 }]') + 1
    assert f"{tmp_path}/place.toml:{line}: contracts[1].open_issues" in told
    assert "source  The Guardian, 26 January 2016" in told
    assert "mend    Settle each issue" in told


def test_a_sound_contract_is_blocked_by_nothing(tmp_path: Path) -> None:
    is_sound, told = run(tmp_path, SOUND)
    assert is_sound
    assert "\nCare\n  Nothing found blocks it\n" in told
    assert "0 found, 0 cannot be judged, 28 passed and 0 do not apply" in told


def test_what_could_block_it_and_is_not_written_keeps_it_from_being_ready(tmp_path: Path) -> None:
    is_sound, told = run(tmp_path, UNKNOWN)
    assert is_sound
    assert (
        "Not ready to sign: nothing found blocks it, but 1 question that could block it cannot be judged"
        in told
    )
    assert "R03  (could block it) Is anything still open" in told
    assert "contracts[1].open_issues: which issues are not settled" in told


def test_a_key_that_several_questions_wait_for_is_asked_for_once(tmp_path: Path) -> None:
    told = "\n".join(said(tmp_path, SOUND.replace('commissioner = "QZZ"\nholder', "holder")))
    assert told.count("contracts[1].commissioner: Who pays") == 1
    assert re.search(r"contracts\[1\]\.commissioner: Who pays \(R11, R18, R09", told)


def test_a_place_without_a_contract_says_so_in_one_line(tmp_path: Path) -> None:
    is_sound, told = run(tmp_path, WITHOUT_CONTRACT)
    assert is_sound
    number = sum(rule.about == "contract" for rule in rules())
    assert f"no contract is written: the {number} questions about contracts are not asked" in told
    assert "The place as a whole" in told


def test_no_line_is_too_long_to_read(tmp_path: Path) -> None:
    lines = said(tmp_path, BLOCKED.replace("expected_variation = 0.0\n", ""))
    assert max(len(line) for line in lines if "where" not in line and "http" not in line) <= WIDTH


def test_findings_come_by_severity_and_then_by_id(tmp_path: Path) -> None:
    text = BLOCKED.replace("expected_variation = 0.0", "expected_variation = 0.2")
    text = text.replace('risk_owner = "QZZ"\n', "")
    told = "\n".join(said(tmp_path, text))
    assert re.findall(r"^  (R\d\d)  ", told, flags=re.MULTILINE) == ["R03", "R29", "R04"]


def test_a_term_that_is_not_sound_is_refused_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(PlaceFileError) as refused:
        run(tmp_path, SOUND.replace('kind = "capitated-payment"', 'kind = "capitated"'))
    assert "nearest   capitated-payment" in str(refused.value)


def test_a_pooled_budget_that_does_not_add_up_is_refused_with_its_line(tmp_path: Path) -> None:
    text = SOUND.replace("amount = 1_000_000\ncovers", "amount = 1_000_000\nrolled_forward = 900_000\ncovers")
    with pytest.raises(PlaceFileError) as refused:
        run(tmp_path, text)
    assert "budget.contributions[1].amount" in str(refused.value)


def test_an_assumption_about_the_future_that_there_is_not_is_refused_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(PlaceFileError) as refused:
        run(tmp_path, f"{SOUND}\n[contracts.futures.demand_growt]\ncentral = 0.02\n")
    assert "demand_growth" in str(refused.value)


def test_the_page_says_the_verdict_and_every_finding_with_its_source_and_what_would_mend_it(
    tmp_path: Path,
) -> None:
    answers = asked(tmp_path, BLOCKED)
    html = as_html(answers)
    assert "Do not sign: 1 finding blocks it" in html
    for text in (
        "34 issues",
        "The Guardian, 26 January 2016",
        "Settle each issue",
        CAUSES["price-before-cost"],
    ):
        assert text in html
    assert "`" not in html.split("<main>")[1]


def test_the_page_is_well_formed_fetches_nothing_and_points_at_what_is_there(tmp_path: Path) -> None:
    text = BLOCKED.replace("expected_variation = 0.0\n", "").replace('risk_owner = "QZZ"\n', "")
    reader = PageReader(as_html(asked(tmp_path, text)))
    assert reader.faults == []
    assert reader.fetched == []
    assert len(reader.ids) == len(set(reader.ids))
    assert set(reader.pointed_at) <= set(reader.ids)
    assert "What cannot be judged, and what to write" in reader.text
    assert "contracts[1].expected_variation" in reader.text


def test_what_a_place_file_says_is_shown_and_never_run(tmp_path: Path) -> None:
    text = SOUND.replace('name = "Care"', 'name = "<script>alert(1)</script>"')
    html = as_html(asked(tmp_path, text))
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_the_page_and_its_json_are_written_side_by_side(tmp_path: Path) -> None:
    answers = asked(tmp_path, BLOCKED)
    page, beside = write_page(answers, tmp_path / "build" / "checks.html")
    assert page.read_text(encoding="utf-8") == as_html(answers)
    read: Mapping[str, Any] = json.loads(beside.read_text(encoding="utf-8"))
    (contract,) = read["contracts"]
    assert contract["verdict"] == "blocked"
    found = [one for one in contract["answers"] if one["outcome"] == "found"]
    assert [(one["rule"], one["severity"], one["key"]) for one in found] == [
        ("R03", "block", "contracts[1].open_issues")
    ]
    assert len(contract["answers"]) + len(read["answers"]) == 32


def test_check_writes_the_page_where_it_is_told(tmp_path: Path) -> None:
    to = tmp_path / "board" / "checks.html"
    _, told = run(tmp_path, SOUND, to)
    assert to.exists()
    assert str(to) in told
    assert str(to.with_suffix(".json")) in told


def test_several_contracts_have_a_verdict_each(tmp_path: Path) -> None:
    second = BLOCKED[BLOCKED.index("[[contracts]]") :].replace('name = "Care"', 'name = "More care"')
    content = content_of(asked(tmp_path, f"{SOUND}\n{second}"))
    assert content.head["verdict"] == "1 of 2 contracts should not be signed"
    assert [part.verdict.word for part in content.parts if part.verdict] == ["not-blocked", "blocked"]


def test_a_contract_blocked_by_several_findings_counts_them(tmp_path: Path) -> None:
    text = BLOCKED.replace('risk_owner = "QZZ"\n', "").replace(
        "expected_variation = 0.0", "expected_variation = 0.2"
    )
    verdict = verdict_on(asked(tmp_path, text).about("Care"))
    assert verdict.headline == "Do not sign: 2 findings block it"
    assert verdict.besides == "besides 1 error"


def test_every_group_has_a_heading() -> None:
    assert {rule.group for rule in rules()} == set(GROUPS) == set(CAUSES)


def test_a_heading_names_a_cause_of_failure_only_where_a_finding_blocks(tmp_path: Path) -> None:
    blocked = content_of(asked(tmp_path, BLOCKED)).parts[0]
    error = content_of(
        asked(tmp_path, SOUND.replace("expected_variation = 0.0", "expected_variation = 0.2"))
    ).parts[0]
    assert [group.title for group in blocked.groups] == ["A price before the cost is known"]
    assert [group.title for group in error.groups] == ["Price and cost"]


def test_a_judgement_begins_with_a_capital_whoever_is_named_first() -> None:
    def judge(proposal: Proposal) -> Any:
        return judged([Found("the board decides.", ())], [], "")

    rule = Rule(**{**vars(RULE), "judge": judge})
    assert rule.judge(Proposal.__new__(Proposal)).words == "The board decides."
