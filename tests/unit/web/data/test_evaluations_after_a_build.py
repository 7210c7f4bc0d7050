"""Evaluations that follow a build: asked for with it, done in the name of whoever asked, told of one by one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from joinedup.learning.register import Register
from joinedup.place.file import read_place
from tests.unit.web.data.registered import CARE_MODEL
from tests.unit.web.data.test_builds import NOON, viewer

pytestmark = pytest.mark.usefixtures("database")


def start(folder: Path) -> Any:
    from joinedup.web.data.actions import start_build
    from joinedup.web.data.evaluable import evaluable

    return start_build(by=viewer(), place=folder, at=NOON, evaluate=evaluable(folder, read_place(folder)))


def shown(run: Any, folder: Path, *, is_building: bool = False, after: timedelta = timedelta(hours=1)) -> Any:
    from joinedup.web.data.run_presenter import shown_run

    return shown_run(run, folder, is_building, NOON + after, read_place(folder))


@pytest.fixture
def place(evaluated: Path, tmp_path: Path) -> Path:
    """What a run reads of an evaluated place before anything is built, in a folder of the test's own."""
    import shutil

    shutil.copy(evaluated / "place.toml", tmp_path)
    shutil.copytree(evaluated / "evaluations", tmp_path / "evaluations")
    return tmp_path


@pytest.fixture
def analyst(place: Path) -> Iterator[Any]:
    from django.conf import settings
    from django.test import override_settings

    from tests.unit.web.data.conftest import signed_in

    with override_settings(SURROUNDINGS=replace(settings.SURROUNDINGS, place=place)):
        yield signed_in("analyst")


def test_what_is_to_be_evaluated_is_kept_with_the_build_and_in_the_audit(place: Path) -> None:
    from joinedup.web.audit.models import Entry
    from joinedup.web.data.actions import say_of_evaluation
    from joinedup.web.data.models import State

    run = start(place)
    say_of_evaluation(run=run.pk, care_model=CARE_MODEL, state=State.FINISHED, at=NOON)
    assert [(one.care_model, one.state) for one in run.evaluations.all()] == [
        (CARE_MODEL, "asked"),
        (CARE_MODEL, "finished"),
    ]
    assert [(one.by, one.action, one.detail) for one in Entry.objects.filter(subject=f"build {run.pk}")] == [
        (f"user {run.user_id}", "build started", {"care models to evaluate": [CARE_MODEL]}),
        ("build process", "evaluation finished", {"care model": CARE_MODEL}),
    ]


def test_a_care_model_that_is_not_registered_is_refused_and_nothing_is_built(
    hamlet: Path, place: Path
) -> None:
    from joinedup.web.data.actions import BuildRefused
    from joinedup.web.data.models import Run

    with pytest.raises(BuildRefused, match="How it will be tested is not registered"):
        start(hamlet)
    assert not Run.objects.exists()


def test_the_page_says_what_will_be_read_before_the_button_is_pressed(analyst: Any) -> None:
    page = analyst.get("/data/builds/").content.decode()
    assert 'name="evaluate" type="checkbox" value="complex-care-hubs" checked' in page
    assert page.index("the register gets a line that says so, with your name") < page.index("Start a build")


@pytest.mark.parametrize("ticked", ["no-such-model", "", "<script>", "\x00", "a" * 5_000, "\u202e🏥"])
def test_a_care_model_that_is_none_starts_no_build(analyst: Any, ticked: str) -> None:
    from joinedup.web.data.models import Run

    answer = analyst.post("/data/builds/start/", {"evaluate": [ticked]})
    assert answer.status_code == 409
    assert "place.toml does not have" in answer.content.decode()
    assert "<script>alert" not in answer.content.decode()
    assert not Run.objects.exists()


def test_ticking_nothing_builds_and_evaluates_nothing(analyst: Any) -> None:
    from joinedup.web.data.models import Run

    assert analyst.post("/data/builds/start/").status_code == 302
    assert list(Run.objects.get().evaluations.all()) == []


def test_while_care_models_are_evaluated_another_build_is_refused(place: Path) -> None:
    from joinedup.web.data.actions import BuildRefused, say
    from joinedup.web.data.build_files import turn_to_build
    from joinedup.web.data.models import State

    run = start(place)
    with turn_to_build(place):
        say(run=run.pk, state=State.PUBLISHED, at=NOON)
        with pytest.raises(BuildRefused, match="under way already"):
            start(place)
        found = shown(run, place, is_building=True)
        assert (found.is_over, found.tag, [part.tag for part in found.parts]) == (
            False,
            "Evaluating",
            ["Done", "Waiting"],
        )


def test_how_far_an_evaluation_is_shows_beside_how_far_the_build_is(place: Path, analyst: Any) -> None:
    from joinedup.web.data.actions import say, say_of_evaluation
    from joinedup.web.data.build_files import doing_file, turn_to_build
    from joinedup.web.data.models import State

    run = start(place)
    say(run=run.pk, state=State.PUBLISHED, at=NOON + timedelta(seconds=62))
    say_of_evaluation(run=run.pk, care_model=CARE_MODEL, state=State.STARTED, at=NOON)
    line = {"doing": "A2: fewer outpatient attendances", "share": 0.3}
    doing_file(place, run.pk, CARE_MODEL).write_text(f'{json.dumps(line)}\n{{"doing', encoding="utf-8")
    with turn_to_build(place):
        told = analyst.get(f"/data/builds/{run.pk}/progress/").json()
        page = analyst.get(f"/data/builds/{run.pk}/").content.decode()
    assert [part["percent"] for part in told["parts"]] == [100, 30]
    for said in ("Published after 1 minute 2 seconds", "Now: A2: fewer outpatient attendances."):
        assert said in page
        assert any(said in part["sentence"] for part in told["parts"])
    assert 'value="30"' in page


def test_an_evaluation_that_failed_leaves_the_build_published_and_says_what_to_do(place: Path) -> None:
    from joinedup.web.data.actions import say, say_of_evaluation
    from joinedup.web.data.models import State

    run = start(place)
    say(run=run.pk, state=State.PUBLISHED, at=NOON)
    failed = {"run": run.pk, "care_model": CARE_MODEL, "state": State.FAILED, "at": NOON}
    say_of_evaluation(**failed, said="evaluations/register.jsonl, line 1: this line was edited")
    say(run=run.pk, state=State.FINISHED, at=NOON)
    found = shown(run, place)
    assert (found.tag, found.is_over, found.has_published) == ("Built, evaluation failed", True, True)
    assert "1 evaluation failed" in found.sentence
    build, evaluation = found.parts
    assert (build.tag, evaluation.tag) == ("Done", "Failed")
    assert evaluation.message.endswith("this line was edited")
    assert "the verdicts shown are those of the build before" in evaluation.sentence
    assert "start a build with it ticked once more" in evaluation.what_to_do


def test_where_the_build_failed_nothing_is_evaluated(place: Path) -> None:
    from joinedup.web.data.actions import say
    from joinedup.web.data.models import State

    run = start(place)
    say(run=run.pk, state=State.FAILED, at=NOON, said="the extract of a source is missing")
    build, evaluation = shown(run, place).parts
    assert (build.tag, build.message) == ("Failed", "the extract of a source is missing")
    assert evaluation.sentence == "Not evaluated, because the build failed."


def test_a_process_killed_between_the_two_is_told_from_one_killed_while_building(place: Path) -> None:
    from joinedup.web.data.actions import say
    from joinedup.web.data.models import State

    run = start(place)
    say(run=run.pk, state=State.STARTED, at=NOON)
    assert "The build published before is as it was" in shown(run, place).sentence
    say(run=run.pk, state=State.PUBLISHED, at=NOON)
    found = shown(run, place)
    assert found.is_over
    assert "The build is published, and every page reads it" in found.sentence
    assert [part.tag for part in found.parts] == ["Done", "Stopped"]


def test_the_process_builds_and_evaluates_in_the_name_of_whoever_asked(
    evaluated: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The real commands, on a place of 600 people: first as registered, then with the register edited behind their back."""
    import shutil

    from joinedup.web.data.build_process import _do, _evaluate
    from tests.builds.places import KEY

    folder, key = tmp_path / "hamlet", tmp_path / "key"
    shutil.copytree(evaluated, folder)
    key.write_text(f"{KEY.secret.hex()}\n", encoding="ascii")
    key.chmod(0o600)
    monkeypatch.setenv("JOINEDUP_KEY_FILE", str(key))
    run = start(folder)
    _do(run.pk, folder)
    assert [one.state for one in run.statuses.all()] == ["asked", "started", "published", "finished"]
    assert [one.state for one in run.evaluations.all()] == ["asked", "started", "finished"]
    assert (
        Register(folder).entries()[-1].by
        == f"Ada Okafor, Analyst at QZZ (build {run.pk} in the web application)"
    )
    manifest = Register(folder).entries()[-1].held.manifest_sha256
    result = folder / "build" / "evaluations" / "complex-care-hubs.json"
    assert json.loads(result.read_text(encoding="utf-8"))["build"]["manifest_sha256"] == manifest

    path = Register(folder).path
    path.write_text(path.read_text(encoding="utf-8").replace("Bo Field", "Eve Field"), encoding="utf-8")
    _evaluate(run.pk, folder, CARE_MODEL)
    last = run.evaluations.last()
    assert (last.state, last.said.partition(":")[0]) == ("failed", "evaluations/register.jsonl, line 2")
    assert "this line was edited" in last.said
    assert json.loads(result.read_text(encoding="utf-8"))["build"]["manifest_sha256"] == manifest
