"""Whatever stands in a contract, it is read or refused with findings: never an error that is not one."""

from __future__ import annotations

import math
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from joinedup.money.contracts import term_findings
from joinedup.money.presets import PRESET, presets
from joinedup.money.terms.term import kinds
from joinedup.place.contract_checks import contracts_are_sound
from joinedup.place.contracts import Contract
from joinedup.place.key_paths import KeyPath
from joinedup.place.problems import Finding
from tests.unit.money.terms.test_every_term import EXAMPLES

PLAIN = st.one_of(
    st.booleans(),
    st.integers(-5, 10),
    st.floats(-2, 2),
    st.sampled_from(
        [math.inf, math.nan, 10**30, "", "RZZ1", "falls", "equal", "by-performance", date(2024, 4, 1)]
    ),
)
VALUES = st.recursive(
    PLAIN,
    lambda inner: st.one_of(
        st.lists(inner, max_size=6),
        st.dictionaries(
            st.sampled_from(["RZZ1", "falls", "key", "members", "figures", "up_to", "rate", "?"]),
            inner,
            max_size=4,
        ),
    ),
    max_leaves=8,
)
KINDS = st.one_of(
    st.sampled_from([{"kind": kind, **keys} for kind, keys in EXAMPLES.items()]),
    st.sampled_from([{"kind": PRESET, "name": name} for name in sorted(presets())[::7]]),
    st.fixed_dictionaries({"kind": PLAIN}),
)
KEYS = sorted({key for kind in kinds().values() for key in kind.model_fields} | {"name", "unheard_of"})
CHANGES = st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=3)


SOUND_PARTS: dict[str, Any] = {
    "name": "Outcomes",
    "starts_on": date(2024, 4, 1),
    "years": 5,
    "baseline": {"measured_from": date(2023, 4, 1), "method": "ledger"},
    "holder": "RZZ1",
    "prices": [5, 4, 3, 2, 1],
    "services": [
        {"name": "falls", "organisation": "RZZ1", "setting": "hospital", "activity": 1.0, "price": 1.0}
    ],
    "outcomes": [{"name": "falls", "baseline": 1, "target": 2, "weight": 1.0}],
}


def are_findings(found: list[Finding], within: KeyPath) -> bool:
    return all(f.path[: len(within)] == within and f.found and f.expected and f.do for f in found)


@given(term=KINDS, changes=CHANGES)
def test_any_term_is_read_or_refused(term: dict[str, Any], changes: dict[str, Any]) -> None:
    contract = {**SOUND_PARTS, "terms": [term | changes]}
    content = {"organisations": [{"code": "RZZ1"}], "contracts": [contract]}
    found = list(term_findings(content))
    assert are_findings(found, ("contracts", 0, "terms", 0))


@given(contract=st.dictionaries(st.sampled_from(sorted(Contract.model_fields)), VALUES), part=st.booleans())
def test_any_contract_is_checked_without_an_error(contract: dict[str, Any], part: bool) -> None:
    written = {**SOUND_PARTS, **contract} if part else contract
    found = list(contracts_are_sound({"contracts": [written]}))
    assert are_findings(found, ("contracts", 0))
