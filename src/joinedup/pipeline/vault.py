"""The step that writes the vault: the only way back from a pseudonym to a person."""

from __future__ import annotations

from joinedup.engine.steps import FunctionStep, Workbench, version_of
from joinedup.engine.tables import Table
from joinedup.linkage import vault, vault_rows
from joinedup.linkage.keys import PlaceKey
from joinedup.linkage.match import IdentitySource
from joinedup.linkage.match_model import MatchModel

VAULT_FILE = "people.vault"
VAULT = Table(
    "vault", "one file, encrypted with the place's key for the vault: opened only for direct care", ()
)


def vault_step(key: PlaceKey, sources: tuple[IdentitySource, ...], model: MatchModel) -> FunctionStep:
    """The step `vault`: a folder with one encrypted file, made from the identities and the people they belong to."""

    def run(bench: Workbench) -> None:
        path = bench.folders[VAULT.name] / VAULT_FILE
        bench.rows_written[VAULT.name] = vault_rows.write_vault_of(
            bench.engine, path, key.for_vault, sources, model
        )

    return FunctionStep(
        name=VAULT.name,
        tables=(VAULT,),
        reads=("identity", "person", "person_key"),
        run=run,
        version=version_of(vault, vault_rows, key.fingerprint, repr(sources), model.text),
        in_process=True,
    )
