"""What a stress test does not hold, and how it is worked out, as the page says it."""

from __future__ import annotations

LIMITS = (
    "Nobody changes course: no future has a renegotiation, an early end, or a board that acts when losses mount.",
    "An error of the baseline, growth and inflation are the same for every service of the contract; services differ by chance"
    " and by what is planned to leave them.",
    "Cost follows activity in full, both ways, but for activity that savings take away, part of whose cost stays.",
    "A guarantor's own loss when it is called upon is not counted as its result. What an organisation cannot bear stays in its own"
    " result: on whom it would fall is not in it.",
    "An epidemic, a hospital that closes, a change of the law: nothing of that kind is in it.",
    "What an organisation gains or loses outside the contract is not in it.",
)
METHODS = (
    "Assumptions are drawn together (a Gaussian copula): a normal curve on each side of the central value, carried from year to"
    " year, correlated as reference/futures says.",
    "Chance in what single people need follows from how costs spread between people and from how many there are: the mean of"
    " lognormal costs, by its first three moments.",
    "Shares of variance are relative weights (Johnson, Multivariate Behavioral Research 2000;35:1-19).",
    "Every future is settled by the code that settles a real year, in whole pence.",
)
