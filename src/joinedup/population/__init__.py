"""Who lives here, what happened to them, what they may need."""

from joinedup.engine.steps import FunctionStep
from joinedup.population.inequality import inequality_step
from joinedup.population.risk import RISK_MODEL

FUNCTION_STEPS: tuple[FunctionStep, ...] = (inequality_step("inequality", "measure_month"), RISK_MODEL)
