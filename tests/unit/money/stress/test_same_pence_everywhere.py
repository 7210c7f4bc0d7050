"""The same pence whatever the processor can do: the same futures with its newer instructions switched off."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[4]
PROGRAM = """
import hashlib
from joinedup.money.stress.stress import stressed
from tests.unit.money.stress.made_up_contracts import contract, place
terms = contract(terms=({"kind": "capitated-payment"}, {"kind": "stop-loss", "per_person_above": 20_000}))
found = stressed(place(), terms, futures=2_000, drivers=False)
print(hashlib.sha256(b"".join(one.net_pence.tobytes() for one in found.organisations)).hexdigest())
"""
# Numpy's names of the instruction sets it uses where it can, and the C library's: without them logarithms and powers differ in
# their last bits.
OLDER = {
    "NPY_DISABLE_CPU_FEATURES": "X86_V3 X86_V4 AVX2 FMA3 AVX512F AVX512CD AVX512_SKX",
    "GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-FMA,-AVX512F",
    "OPENBLAS_CORETYPE": "Nehalem",
}


def hashed(**changed: str) -> str:
    environment = {
        **os.environ,
        "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
        "PYTHONWARNINGS": "ignore",
        **changed,
    }
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_an_older_processor_finds_the_same_pence() -> None:
    assert hashed() == hashed(**OLDER)
