"""The colours of Making Data Count (orange concern, blue improvement, grey common cause, purple neither), darkened to stand
out from white by 3 to 1 as WCAG 2.2 asks of pictures."""

CONCERN = "#d95f02"
IMPROVEMENT = "#0072ce"
COMMON = "#77838c"
NEITHER = "#7c2fb0"
INK = "#212b32"
LINE = "#4c6272"
PALE = "#aeb7bd"
BAND = "#f0f4f5"
TARGET = "#b3123b"

OF_KIND = {
    "special_cause_improvement": IMPROVEMENT,
    "special_cause_concern": CONCERN,
    "special_cause_neutral": NEITHER,
    "common_cause": COMMON,
    "too_few_points": COMMON,
}
OF_ASSURANCE = {
    "consistently_passing": IMPROVEMENT,
    "consistently_failing": CONCERN,
    "hit_or_miss": COMMON,
    "no_target": PALE,
    "too_few_points": PALE,
}
