"""A made-up place with known truths, to learn and to test on."""

from joinedup.rehearsal.rehearse import write_place
from joinedup.rehearsal.truth import TruthSummary

__all__ = ["TruthSummary", "write_place"]
