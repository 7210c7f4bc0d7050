"""`eligible`: who a care model is for, as a true-or-false expression over the person columns.

The expression is parsed, never pasted into a query: only the documented columns, plain values, comparisons, and, or,
not, arithmetic and four functions pass. Anything else is refused by name, with the nearest column.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from joinedup.errors import JoinedupError
from joinedup.place.person_columns import PERSON_COLUMNS, ValueKind
from joinedup.place.problems import nearest

FUNCTIONS = ("abs", "coalesce", "greatest", "least")
LONGEST = 2000

_ANY_OF_TWO = (exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE)
_ARITHMETIC = (exp.Add, exp.Sub, exp.Mul, exp.Div)
_FUNCTION_NODES = (exp.Abs, exp.Coalesce, exp.Greatest, exp.Least)


@dataclass(frozen=True)
class Eligible:
    """An expression that passed: in one canonical form (DuckDB's dialect), and the person columns it reads, sorted."""

    sql: str
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Refusal:
    """A part of the expression that cannot pass: as written, what was expected, and the nearest known word."""

    found: str
    expected: str
    nearest: str = ""


class EligibleError(JoinedupError):
    """The expression cannot pass; `refusals` holds every part that is wrong."""

    def __init__(self, text: str, refusals: Sequence[Refusal]) -> None:
        self.refusals = tuple(refusals)
        parts = [
            f"{r.found}: expected {r.expected}" + (f"; nearest {r.nearest}" if r.nearest else "")
            for r in refusals
        ]
        super().__init__("\n".join([f"eligible = {text}", *parts]))


def read_eligible(text: str) -> Eligible:
    """Parse and check an expression. EligibleError holds everything that is wrong with it."""
    if len(text) > LONGEST:
        raise EligibleError(f"{text[:40]}...", [Refusal(f"{len(text)} characters", f"at most {LONGEST}")])
    try:
        tree = _parsed(text)
        refusals = _refusals(tree)
        columns = {column.name for column in tree.find_all(exp.Column)}
        sql = _sql(tree)
    except (SqlglotError, RecursionError, ValueError) as error:
        raise EligibleError(
            text, [Refusal(text, f"a condition such as age >= 65 ({_reason(error)})")]
        ) from None
    if refusals:
        raise EligibleError(text, refusals)
    return Eligible(sql, tuple(sorted(columns)))


def _parsed(text: str) -> exp.Expression:
    trees = sqlglot.parse(text, dialect="duckdb")
    if len(trees) != 1 or trees[0] is None:
        raise EligibleError(text, [Refusal(text, "one condition, such as age >= 65, without ;")])
    for node in trees[0].walk():
        node.pop_comments()
        if isinstance(node, exp.Column) and isinstance(node.this, exp.Identifier) and not node.table:
            node.set("this", exp.to_identifier(node.name.lower()))
    return trees[0]


def _refusals(tree: exp.Expression) -> list[Refusal]:
    refusals: list[Refusal] = []
    kind = _kind_of(tree, refusals.append)
    if kind != "boolean" and not refusals:
        what = f"a {kind}" if kind else "nothing"
        refusals.append(
            Refusal(_sql(tree), f"something true or false, for example {_example(tree)}; this is {what}")
        )
    return refusals


def _kind_of(node: exp.Expression, refuse: Callable[[Refusal], None]) -> ValueKind | None:
    """The kind of value a node gives; None when it is null or was refused (so that one mistake is reported once)."""
    if isinstance(node, exp.Paren):
        return _kind_of(node.this, refuse)
    if isinstance(node, exp.Column):
        return _kind_of_column(node, refuse)
    if isinstance(node, exp.Literal):
        return "text" if node.is_string else "number"
    if isinstance(node, exp.Boolean):
        return "boolean"
    if isinstance(node, exp.Null):
        return None
    if isinstance(node, exp.And | exp.Or | exp.Not):
        return _all_of_kind(node, "boolean", refuse, gives="boolean")
    if isinstance(node, (*_ARITHMETIC, exp.Neg)):
        return _all_of_kind(node, "number", refuse, gives="number")
    if isinstance(node, (*_ANY_OF_TWO, exp.In, exp.Between, exp.Is)):
        return _kind_of_comparison(node, refuse)
    if isinstance(node, _FUNCTION_NODES):
        return _same_kind(node, refuse)
    refuse(_refusal_of(node))
    return None


def _kind_of_column(node: exp.Column, refuse: Callable[[Refusal], None]) -> ValueKind | None:
    column = PERSON_COLUMNS.get(node.name.lower())
    if column and not node.table:
        return column.kind
    expected = f"one of the person columns {', '.join(PERSON_COLUMNS)}"
    refuse(Refusal(_sql(node), expected, nearest(node.name.lower(), PERSON_COLUMNS)))
    return None


def _all_of_kind(
    node: exp.Expression, kind: ValueKind, refuse: Callable[[Refusal], None], *, gives: ValueKind
) -> ValueKind:
    for part in _parts(node):
        found = _kind_of(part, refuse)
        if found not in (kind, None):
            what = "something true or false" if kind == "boolean" else f"a {kind}"
            refuse(Refusal(_sql(part), f"{what} in {_sql(node)}; this is a {found}"))
    return gives


def _kind_of_comparison(node: exp.Expression, refuse: Callable[[Refusal], None]) -> ValueKind | None:
    unwanted = next((node.args[key] for key in ("query", "unnest", "field") if node.args.get(key)), None)
    if unwanted is not None:
        refuse(Refusal(_sql(node), "values in brackets, for example age in (65, 75)"))
        return None
    if isinstance(node, exp.Is) and not isinstance(node.expression, exp.Null | exp.Boolean):
        refuse(Refusal(_sql(node), "is null, is not null, is true or is false"))
        return None
    _same_kind(node, refuse)
    _known_values(node, refuse)
    return "boolean"


def _same_kind(node: exp.Expression, refuse: Callable[[Refusal], None]) -> ValueKind | None:
    kinds = [kind for part in _parts(node) if (kind := _kind_of(part, refuse))]
    if len(set(kinds)) > 1:
        refuse(Refusal(_sql(node), f"values of one kind; this puts a {kinds[0]} beside a {_other(kinds)}"))
    return kinds[0] if kinds else None


def _known_values(node: exp.Expression, refuse: Callable[[Refusal], None]) -> None:
    """A text compared with a column that has few values must be one of them."""
    parts = list(_parts(node))
    names = [part.name.lower() for part in parts if isinstance(part, exp.Column)]
    known = PERSON_COLUMNS[names[0]].values if len(names) == 1 and names[0] in PERSON_COLUMNS else ()
    for part in parts:
        if known and isinstance(part, exp.Literal) and part.is_string and part.name not in known:
            refuse(
                Refusal(_sql(part), f"one of {', '.join(known)} for {names[0]}", nearest(part.name, known))
            )


def _refusal_of(node: exp.Expression) -> Refusal:
    if isinstance(node, exp.Func):
        name = node.name if isinstance(node, exp.Anonymous) else node.sql_name().lower()
        return Refusal(
            f"{name}(...)", f"one of the functions {', '.join(FUNCTIONS)}", nearest(name, FUNCTIONS)
        )
    return Refusal(_sql(node), "columns, values, comparisons, and, or, not, + - * / and brackets only")


def _parts(node: exp.Expression) -> Iterator[exp.Expression]:
    yield from node.iter_expressions()


def _other(kinds: Sequence[ValueKind]) -> ValueKind:
    return next(kind for kind in kinds if kind != kinds[0])


def _example(tree: exp.Expression) -> str:
    return f"{_sql(tree)} >= 1" if isinstance(tree, exp.Column) else "age >= 65"


def _sql(node: exp.Expression) -> str:
    return str(node.sql(dialect="duckdb"))


def _reason(error: Exception) -> str:
    """The first sentence of the parser's reason, without the marks it draws for a terminal."""
    details = getattr(error, "errors", None) or [{}]
    return (
        str(details[0].get("description") or "it cannot be read")
        .split("\n", maxsplit=1)[0]
        .rstrip(".")
        .lower()
    )
