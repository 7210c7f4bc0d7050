"""What a long build shows as it goes."""

from __future__ import annotations

import io

import pytest

from joinedup.cli.progress import LateLine, ProgressLines, ShareLine, duration
from joinedup.pipeline.run import Progress


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    """A clock that stands at `now` until it is moved."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_finished_step_is_one_line_with_its_rows_and_time() -> None:
    out = io.StringIO()
    ProgressLines(out)(Progress("resident", 12, 87, "done", rows=1_234_567, seconds=3.25))
    (line,) = out.getvalue().splitlines()
    assert line.split() == ["12/87", "resident", "1,234,567", "rows", "3.2", "s"]


def test_where_nobody_watches_only_finished_steps_and_notes_are_printed() -> None:
    out = io.StringIO()
    lines = ProgressLines(out)
    lines(Progress("resident", 1, 2, "started"))
    assert out.getvalue() == ""
    lines(Progress("resident", 1, 2, "note", note="3 files"))
    assert out.getvalue().strip() == "3 files"


def test_on_a_terminal_the_running_step_is_shown_and_then_replaced() -> None:
    out = Screen()
    lines = ProgressLines(out)
    lines(Progress("resident", 1, 2, "started"))
    lines(Progress("resident", 1, 2, "done", rows=5, seconds=1))
    shown = out.getvalue().split("\r\x1b[K")
    assert [part.strip().endswith("...") for part in shown[1:]] == [True, False]
    assert shown[-1].endswith("\n")


def test_the_time_left_is_what_the_steps_to_come_took_last_time() -> None:
    out = Screen()
    lines = ProgressLines(out, earlier={"resident": 30, "cost": 60, "measure": 35}, clock=Clock())
    lines(Progress("resident", 1, 3, "done", seconds=30))
    lines(Progress("cost", 2, 3, "started"))
    assert "about 1 min 35 s left" in out.getvalue()


def test_without_a_last_time_the_time_left_follows_the_pace_so_far() -> None:
    out, clock = Screen(), Clock()
    lines = ProgressLines(out, clock=clock)
    lines(Progress("first", 1, 4, "started"))
    assert "left" not in out.getvalue()
    clock.now = 20.0
    lines(Progress("second", 2, 4, "started"))
    assert "about 1 min 00 s left" in out.getvalue()


def test_steps_found_as_they_were_are_counted_and_not_listed() -> None:
    out = io.StringIO()
    lines = ProgressLines(out)
    for number in (1, 2):
        lines(Progress(f"step {number}", number, 2, "done", reused=True))
    lines.finish()
    assert out.getvalue().strip() == "2 steps as in the last build"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.04, "0.0 s"),
        (9.94, "9.9 s"),
        (59.4, "59 s"),
        (59.6, "1 min 00 s"),
        (185, "3 min 05 s"),
        (4320, "1 h 12 min"),
    ],
)
def test_a_duration_is_said_as_a_person_says_it(seconds: float, words: str) -> None:
    assert duration(seconds) == words


def test_work_of_one_piece_shows_its_share_and_the_time_left_on_a_terminal() -> None:
    out, clock = Screen(), Clock()
    line = ShareLine(out, clock=clock)
    clock.now = 30.0
    line("5,000 of 20,000 people written", 0.25)
    line("20,000 of 20,000 people written", 1.0)
    assert "25%, about 1 min 30 s left" in out.getvalue()
    assert out.getvalue().endswith("20,000 of 20,000 people written\n")


def test_where_nobody_watches_work_of_one_piece_prints_a_line_for_each_tenth() -> None:
    out = io.StringIO()
    line = ShareLine(out)
    for done in range(1, 101):
        line(f"{done} of 100", done / 100)
    assert len(out.getvalue().splitlines()) == 10


def test_work_of_less_than_a_second_says_nothing() -> None:
    out, clock = Screen(), Clock()
    line = LateLine(out, clock=clock)
    clock.now = 0.9
    line("0 of 10,000 futures settled", 0.0)
    line.finish()
    assert out.getvalue() == ""


def test_longer_work_says_what_it_does_and_takes_the_line_away() -> None:
    out, clock = Screen(), Clock()
    line = LateLine(out, clock=clock)
    clock.now = 1.5
    line("20,000 of 40,000 futures settled", 0.5)
    assert "20,000 of 40,000 futures settled  50%" in out.getvalue()
    line.finish()
    assert out.getvalue().endswith("\r\x1b[K")
