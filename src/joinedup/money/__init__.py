"""What care costs, who pays, what could go wrong."""

from joinedup.engine.steps import FunctionStep
from joinedup.money.capitation.person_based.step import CAPITATION
from joinedup.population.inequality import inequality_step

FUNCTION_STEPS: tuple[FunctionStep, ...] = (
    inequality_step("cost_inequality", "cost_measure_month"),
    CAPITATION,
)
