"""Control charts (XmR) as NHS Making Data Count reads them: `control_chart` makes one, and the chart says the rest."""

from joinedup.evaluation.methods.control_charts.chart import ControlChart, control_chart
from joinedup.evaluation.methods.control_charts.marks import Mark
from joinedup.evaluation.methods.control_charts.options import ChartOptions, preset, presets
from joinedup.evaluation.methods.control_charts.segments import Recalculation

__all__ = ["ChartOptions", "ControlChart", "Mark", "Recalculation", "control_chart", "preset", "presets"]
