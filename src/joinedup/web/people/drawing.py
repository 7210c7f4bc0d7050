"""A timeline as an SVG picture. Colours and weights are classes of joinedup.css: no style stands in a page."""

from __future__ import annotations

from markupsafe import Markup

from joinedup.web.people.timeline import Drawn, Lane, Look, Moment, Tick, Timeline

WIDTH, MARGIN, HEAD, LANE, TRACK = 960, 12, 44, 58, 24
_INSIDE = WIDTH - 2 * MARGIN
_SMALLEST_BAR = 5.0
_LEGEND: tuple[tuple[Look, bool, str], ...] = (
    ("emergency", False, "An emergency"),
    ("hospital", False, "Hospital, planned"),
    ("contact", False, "GP, community or mental health"),
    ("social-care", False, "Social care"),
    ("contact", True, "Did not come, or cancelled"),
    ("condition", False, "Condition first on record"),
)


def drawing(shown: Timeline, words: str) -> Markup:
    """The picture, with `words` for those who do not see it."""
    height = HEAD + LANE * len(shown.lanes) + 8
    parts = [
        *(_tick(tick, height) for tick in shown.ticks),
        *(_moment(moment, height) for moment in shown.moments),
        *(_lane(lane, number) for number, lane in enumerate(shown.lanes)),
    ]
    return Markup(
        '<svg class="joinedup-timeline" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>'
    ).format(WIDTH, height, words, Markup("").join(parts))


def legend() -> list[tuple[Markup, str]]:
    """The marks of the picture with what they stand for."""
    bar = Markup(
        '<rect class="joinedup-happening joinedup-happening--hospital" x="0" y="4" width="20" height="12" rx="2"/>'
    )
    marks = ((Drawn(0, None, look, is_hollow, ""), words) for look, is_hollow, words in _LEGEND)
    return [
        (bar, "Something that lasts: a stay, care at home"),
        *((_mark_at(10.0, one, 10.0), words) for one, words in marks),
    ]


def _x(share: float) -> float:
    return round(MARGIN + share * _INSIDE, 1)


def _tick(tick: Tick, height: int) -> Markup:
    x = _x(tick.at)
    line = Markup('<line class="joinedup-timeline__month" x1="{0}" x2="{0}" y1="{1}" y2="{2}"/>').format(
        x, HEAD - 8, height
    )
    text = Markup('<text class="joinedup-timeline__axis" x="{}" y="{}">{}</text>').format(
        x, HEAD - 14, tick.words
    )
    return line + text


def _lane(lane: Lane, number: int) -> Markup:
    top = HEAD + LANE * number
    middle = top + 24 + TRACK / 2
    title = Markup('<text class="joinedup-timeline__lane" x="{}" y="{}">{}</text>').format(
        MARGIN, top + 17, lane.title
    )
    track = Markup('<line class="joinedup-timeline__track" x1="{}" x2="{}" y1="{}" y2="{}"/>').format(
        MARGIN, WIDTH - MARGIN, middle, middle
    )
    bars_first = sorted(lane.drawn, key=lambda one: one.ends is None)
    return title + track + Markup("").join(_drawn(one, middle) for one in bars_first)


def _drawn(one: Drawn, middle: float) -> Markup:
    shape = _mark_at(_x(one.starts), one, middle) if one.ends is None else _bar(one, middle)
    return Markup("<g><title>{}</title>{}</g>").format(one.words, shape)


def _kind(one: Drawn) -> Markup:
    hollow = " joinedup-happening--hollow" if one.is_hollow else ""
    return Markup("joinedup-happening joinedup-happening--{}{}").format(one.look, hollow)


def _bar(one: Drawn, middle: float) -> Markup:
    starts = _x(one.starts)
    width = round(max(_x(one.ends or 0) - starts, _SMALLEST_BAR), 1)
    return Markup('<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="2"/>').format(
        _kind(one), starts, middle - TRACK / 2, width, TRACK
    )


def _mark_at(x: float, one: Drawn, middle: float) -> Markup:
    """A diamond for emergencies and new conditions, a square in hospital, else a circle: never by colour alone."""
    kind = _kind(one)
    if one.look in ("emergency", "condition"):
        points = f"{x},{middle - 8} {x + 8},{middle} {x},{middle + 8} {x - 8},{middle}"
        return Markup('<polygon class="{}" points="{}"/>').format(kind, points)
    if one.look == "hospital":
        return Markup('<rect class="{}" x="{}" y="{}" width="10" height="10"/>').format(
            kind, x - 5, middle - 5
        )
    return Markup('<circle class="{}" cx="{}" cy="{}" r="5.5"/>').format(kind, x, middle)


def _moment(moment: Moment, height: int) -> Markup:
    """A line across the lanes with its words at the top, on the side where there is room."""
    x = _x(moment.at)
    anchor, at = ("end", x - 6) if moment.at > 0.6 else ("start", x + 6)
    line = Markup('<line class="joinedup-timeline__moment" x1="{0}" x2="{0}" y1="{1}" y2="{2}"/>').format(
        x, 4, height
    )
    text = Markup(
        '<text class="joinedup-timeline__moment-words" text-anchor="{}" x="{}" y="{}">{}</text>'
    ).format(anchor, at, 13, moment.words)
    return line + text
