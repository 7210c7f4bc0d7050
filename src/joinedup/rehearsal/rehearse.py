"""Writes a whole made-up place: its place file, its organisations' raw extracts and, beside them, what is true."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa

from joinedup.rehearsal.admissions import admitted_care
from joinedup.rehearsal.ae_monthly_extract import Totals, add_attendances, monthly_totals
from joinedup.rehearsal.attendances import booked, emergency_department, outpatients
from joinedup.rehearsal.calibration import segment_mix
from joinedup.rehearsal.care_model import true_changes
from joinedup.rehearsal.caseload_extract import caseload
from joinedup.rehearsal.chunk import live
from joinedup.rehearsal.community_extract import community
from joinedup.rehearsal.days import NEVER, calendar
from joinedup.rehearsal.draws import Whole
from joinedup.rehearsal.figures import figures
from joinedup.rehearsal.files import FileFormat, Files, Piece
from joinedup.rehearsal.gp_extract import merged_on, visits
from joinedup.rehearsal.gp_records import observations, patients, problems
from joinedup.rehearsal.hospital_extract import hospitals, keys_used
from joinedup.rehearsal.mental_health_extract import mental_health
from joinedup.rehearsal.money_agreed import write_decided
from joinedup.rehearsal.nhs_numbers import numbers_for
from joinedup.rehearsal.people import Setting
from joinedup.rehearsal.place_file import place_file
from joinedup.rehearsal.place_map import draw_map
from joinedup.rehearsal.social_care_extract import social_care
from joinedup.rehearsal.spoil import Counts
from joinedup.rehearsal.truth import TruthFiles, TruthSummary, dirt_rows, truth_tables

Say = Callable[[str, float | None], None]
PEOPLE_A_CHUNK = 50_000
_ROOM = 1.25  # numbers set aside a chunk for those who come later, for three years
_NOT_SENT_AT_FIRST = 0.15  # share of the first-year file of a trust that a second sending makes good


@dataclass(frozen=True)
class _Written:
    """What one chunk gives: pieces of files, truths and counts."""

    pieces: list[Piece]
    truths: dict[str, pa.Table]
    dirt: Counts
    attendances: Totals
    people: int
    enrolled: int
    prevented: Counter[str]  # by measure


def _silent(message: str, share: float | None) -> None:
    """Says nothing."""


def write_place(
    folder: Path,
    *,
    people: int,
    years: int = 3,
    seed: int = 1,
    file_format: FileFormat = "csv",
    say: Say = _silent,
) -> TruthSummary:
    """Writes place.toml, contracts/, data/ and truth/ under `folder` for a place of `people` people and `years` financial years.

    The same arguments give the same bytes. `say` is told what is being written and the share done. Returns the summary
    that truth/summary.json holds. Raises ValueError when people or years are below 1.
    """
    if people < 1 or years < 1:
        raise ValueError(f"a place has at least one person and one year; got people={people}, years={years}")
    setting = Setting(figures(), draw_map(people, seed), calendar(years), segment_mix(figures()))
    files, truths = Files(folder / "data", file_format), TruthFiles(folder / "truth")
    dirt, totals, tally, spared = Counts(), Totals(), Counter[str](), Counter[str]()
    done = 0
    for size, written in _chunks(people, seed, setting):
        files.write(written.pieces)
        for name, rows in written.truths.items():
            truths.write(name, rows)
        dirt.update(written.dirt)
        totals.update(written.attendances)
        tally.update(people=written.people, enrolled=written.enrolled)
        spared.update(written.prevented)
        done += size
        say(f"{done:,} of {people:,} people written", done / people)
    files.write([monthly_totals(totals, setting.calendar.ends)])
    files.close()
    _send_again(files, setting, dirt)
    (folder / "place.toml").write_text(place_file(people, setting, file_format), "utf-8")
    write_decided(folder)
    rows = {str(p.relative_to(folder)): n for p, n in files.rows.items()}
    summary = _summary(people, seed, setting, tally, spared, dirt, rows)
    truths.close(summary)
    return summary


def _chunks(people: int, seed: int, setting: Setting) -> Iterator[tuple[int, _Written]]:
    """Each chunk in order; the next is made while this one is written."""
    count = -(-people // PEOPLE_A_CHUNK)
    sizes = [people // count + (n < people % count) for n in range(count)]
    room = int(max(sizes) * (_ROOM + 0.05 * max(setting.calendar.years - 3, 0))) + 100
    numbers = numbers_for(room * count, seed)
    with ThreadPoolExecutor(max_workers=1) as workers:
        ahead: Future[_Written] | None = None
        for index, size in enumerate(sizes):
            made = ahead or workers.submit(_make, index, seed, size, room, numbers, setting)
            following = index + 1
            written = made.result()
            if following < count:
                ahead = workers.submit(_make, following, seed, sizes[following], room, numbers, setting)
            yield size, written


def _make(index: int, seed: int, size: int, room: int, numbers: Whole, setting: Setting) -> _Written:
    """Everything of one chunk; `room` person numbers and NHS numbers are its own."""
    chunk = live(index, seed, size, 1 + index * room, numbers[index * room : (index + 1) * room], setting)
    dirt, totals, spared = Counts(), Totals(), Counter(emergency_admissions=sum(chunk.prevented.values()))
    known = hospitals(chunk)
    pieces = [patients(chunk, dirt), *problems(chunk, dirt)]
    for year in range(setting.calendar.years):
        pieces += [*visits(chunk, year, dirt), observations(chunk, year, dirt)]
        of_year = booked(chunk, year)
        spared["outpatient_attendances"] += of_year.prevented
        for hospital in known:
            attended = emergency_department(chunk, hospital, year, dirt)
            add_attendances(
                totals, hospital.code, attended.rows, (setting.calendar.begins, setting.calendar.ends)
            )
            pieces += [
                admitted_care(chunk, hospital, year, dirt),
                outpatients(chunk, hospital, of_year, dirt),
            ]
            pieces += _sent_short(attended) if (year, hospital.trust) == (0, 1) else [attended]
    pieces += [
        *community(chunk, dirt),
        *mental_health(chunk, dirt),
        *social_care(chunk, dirt),
        caseload(chunk, dirt),
    ]
    truths = truth_tables(chunk, [key for hospital in known for key in keys_used(hospital)])
    enrolled = int((chunk.enrolled < NEVER).sum())
    return _Written(pieces, truths, dirt, totals, truths["person"].num_rows, enrolled, spared)


def _sent_short(piece: Piece) -> list[Piece]:
    """A file that lacks its last rows, and the whole of it sent again."""
    kept = piece.rows.slice(0, int(len(piece.rows) * (1 - _NOT_SENT_AT_FIRST)))
    return [Piece(piece.folder, piece.file, kept), Piece(piece.folder, f"{piece.file}_resent", piece.rows)]


def _send_again(files: Files, setting: Setting, dirt: Counts) -> None:
    """One file a second time, byte for byte; and the counts of what files were sent twice."""
    last = setting.calendar.first_year + setting.calendar.years - 1
    files.copy("rzz2", f"op_{last}", f"op_{last}_again")
    dirt["RZZ2 outpatients", "op", "same_file_twice"] += 1
    dirt["RZZ2 emergency department", "ae", "file_sent_again"] += 1


def _summary(
    people: int,
    seed: int,
    setting: Setting,
    tally: Counter[str],
    spared: Counter[str],
    dirt: Counts,
    rows: dict[str, int],
) -> TruthSummary:
    place = setting.place_map
    merged = date(1970, 1, 1) + timedelta(days=merged_on(setting.calendar))
    return TruthSummary(
        seed=seed,
        people_at_start=people,
        people=tally["people"],
        rows=dict(sorted(rows.items())),
        dirt=dirt_rows(dirt),
        enrolled=tally["enrolled"],
        prevented=dict(spared),
        true_changes=true_changes(setting),
        merged_practice=place.practice_codes[place.old_practice],
        merged_into=place.practice_codes[place.new_practice],
        merged_on=str(merged),
    )
