"""Where computed tables are kept: each under its name and the key of everything it was made from, so that what is there
is never wrong and never half. A table is written aside and renamed into place; a killed build leaves only leftovers that
the next one clears.

    build/
      tables/<table>/<key>/     Parquet files and _rows.json; never changed once there
      sealed/<table>/<key>      one sealed file for a table with identifiers; opened only into a private folder while a build runs
      unfinished/               what a build is writing; cleared at the start of the next
      manifest.json             the published build: which key of each table is meant; replaced in one move
      lock                      held by the build that runs
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from joinedup.engine.tables import Table
from joinedup.errors import JoinedupError
from joinedup.records.identifiable import seal, unseal


class BuildRunning(JoinedupError):
    """Another build of the same place is running."""


@dataclass
class Store:
    """The tables of one place's build folder. Use as a context: entering takes the lock and clears what was unfinished."""

    build_folder: Path
    sealing_key: bytes
    _opened: dict[tuple[str, str], Path] = field(default_factory=dict)
    _lock: IO[str] | None = None

    def __enter__(self) -> Store:
        self.build_folder.mkdir(parents=True, exist_ok=True)
        self._lock = (self.build_folder / "lock").open("w")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self._lock.close()
            raise BuildRunning(
                f"{self.build_folder}: another build of this place is running; wait for it to end, or stop it, then build again"
            ) from error
        shutil.rmtree(self.unfinished, ignore_errors=True)
        self.unfinished.mkdir(mode=0o700)
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.unfinished, ignore_errors=True)
        if self._lock:
            self._lock.close()

    @property
    def unfinished(self) -> Path:
        return self.build_folder / "unfinished"

    def has(self, table: Table, key: str) -> bool:
        """Whether the table is kept under this key, whole."""
        return self._kept_at(table, key).exists()

    def rows(self, table: Table, key: str) -> int:
        """How many rows a kept table has."""
        kept = self._kept_at(table, key)
        about = kept.with_suffix(".json") if table.identifiable else kept / "_rows.json"
        return int(json.loads(about.read_text())["rows"])

    def folder_to_write(self, table: Table, key: str) -> Path:
        """A new private folder for the table's Parquet files."""
        folder = self.unfinished / f"{table.name}-{key}"
        folder.mkdir(mode=0o700)
        return folder

    def keep(self, table: Table, key: str, folder: Path, rows: int) -> None:
        """Move a written table into its place, sealed when it is identifiable."""
        kept = self._kept_at(table, key)
        kept.parent.mkdir(parents=True, exist_ok=True)
        if table.identifiable:
            sealed = self.unfinished / f"{table.name}-{key}.sealed"
            seal(folder, sealed, self.sealing_key)
            kept.with_suffix(".json").write_text(json.dumps({"rows": rows}))
            os.replace(sealed, kept)
            self._opened[(table.name, key)] = folder  # this build goes on reading what it has just written
        else:
            (folder / "_rows.json").write_text(json.dumps({"rows": rows}))
            os.replace(folder, kept)

    def open(self, table: Table, key: str) -> Path:
        """The folder of a kept table's Parquet files; a sealed one is opened into a private folder that ends with the build."""
        if not table.identifiable:
            return self._kept_at(table, key)
        if (table.name, key) not in self._opened:
            folder = self.folder_to_write(table, key)
            unseal(self._kept_at(table, key), folder, self.sealing_key)
            self._opened[(table.name, key)] = folder
        return self._opened[(table.name, key)]

    def publish(self, manifest: dict[str, Any]) -> None:
        """Make this build the one that readers see, in one move; the one before stays readable until the next."""
        published = self.build_folder / "manifest.json"
        if published.exists():
            earlier = self.unfinished / "earlier.json"
            shutil.copyfile(published, earlier)
            os.replace(earlier, self.build_folder / "manifest-before.json")
        new = self.unfinished / "manifest.json"
        with new.open("w", encoding="utf-8") as file:
            json.dump(manifest, file, indent=1, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        os.replace(new, published)

    def clear_out(self, wanted: Collection[tuple[str, str]]) -> None:
        """Remove kept tables that neither this build nor the one before names."""
        for shelf in (self.build_folder / "tables", self.build_folder / "sealed"):
            for kept in shelf.glob("*/*"):
                if (kept.parent.name, kept.stem) not in wanted:
                    shutil.rmtree(kept) if kept.is_dir() else kept.unlink(missing_ok=True)

    def _kept_at(self, table: Table, key: str) -> Path:
        return self.build_folder / ("sealed" if table.identifiable else "tables") / table.name / key
