"""The words of each error page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class WhatFailed:
    """What happened, in a heading and a sentence or two; what to do."""

    status: int
    heading: str
    happened: str
    what_to_do: str


NOT_FOUND = WhatFailed(
    404,
    "Page not found",
    "There is no such page, or it is not for the post you act in.",
    "If you typed the address, check it. If somebody sent it to you, they may see what you may not: ask them.",
)
NOT_UNDERSTOOD = WhatFailed(
    400,
    "That could not be understood",
    "What was sent is not what this page expects.",
    "Go back and try again.",
)
FORBIDDEN = WhatFailed(
    403,
    "That is not allowed",
    "What you asked for is not allowed in the post you act in.",
    "Go back to the first page.",
)
FORM_TOO_OLD = WhatFailed(
    403,
    "That form can no longer be sent",
    "It was left open for too long, or you signed in again meanwhile. Nothing was saved.",
    "Go back, copy what you wrote if you need it, load the page again and send it once more.",
)
TOO_LARGE = WhatFailed(
    413,
    "That is too much at once",
    "What was sent is larger than this service takes: one million characters. Nothing was saved.",
    "Go back and send less. Long documents belong in your own organisation's record.",
)
FAILED = WhatFailed(
    500,
    "Sorry, something went wrong",
    "It is our mistake, and it was written to the log. If you were saving something, it was not saved, nor was half of it.",
    "Go back and try again. If it happens again, tell whoever runs this service at what time it happened.",
)
DATABASE_LOST = WhatFailed(
    503,
    "The service cannot reach its database",
    "If you were saving something, it was not saved, nor was half of it.",
    "Go back, copy what you wrote if it is long, and try again in a few minutes.",
)
BUILD_GONE = WhatFailed(
    503,
    "The figures of this page cannot be read just now",
    "The build that the page reads was replaced or taken away while it was open, or the place file is being changed. "
    "Nothing of yours was lost.",
    "Load the page again. If it stays like this, tell an analyst of your place: the place has to be built again.",
)
