"""Control charts of a place: one page of its measures by month, and of the providers that publish theirs."""

from joinedup.answers.control_charts.overview import write_charts

__all__ = ["write_charts"]
