"""The place's report: one page that a board reads, written from the published build."""

from joinedup.answers.place_report.report import write_report

__all__ = ["write_report"]
