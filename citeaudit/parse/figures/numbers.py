"""Compare numbers: equal, converted, rounded, or with another unit, sign or number of noughts."""

from collections.abc import Iterator

from citeaudit.parse.figures import units
from citeaudit.parse.figures.comparison import Comparison
from citeaudit.parse.figures.figure import Figure
from citeaudit.parse.figures.index import Index

_LARGE = 10
"""From here on a number without a unit is the same as one that has a unit."""
_POINTS = ("point", "points")
_ROUND_SHARE = 1.5
"""Points of a hundred by which "two thirds" may round a share."""
_NEAR = 0.05
"""How far a round figure may be from what it rounds."""
_ABOUT = 0.1
_OVER = 0.25
_OF_HALF = 0.3
"""How far "fewer than half" may be below it."""
_CONVERTED = 0.02
_FALLING = (
    "fell", "fall", "drop", "declin", "decreas", "down", "below", "minus", "loss", "lost", "cut", "negativ", "shr",
    "slip", "slid", "slump", "less", "reduc", "lower", "plung", "tumbl", "contract", "deficit", "under",
)  # fmt: skip


def ways(claim: Figure, source: Index) -> Iterator[Comparison]:
    """How a number may stand in a source, from the nearest that it has of each state."""
    equal = source.like(claim)
    for figure in equal:
        if _is_same(claim, figure):
            yield Comparison("found", figure)
            return
    yield from _other_sign(claim, source)
    yield from _converted(claim, source)
    yield from _rounded(claim, source)
    for figure in equal:
        if _has_other_unit(claim, figure):
            yield Comparison("unit differs", figure)
            break
    yield from _shifted(claim, source)


def _is_same(claim: Figure, other: Figure) -> bool:
    """Do two figures of one value count or measure the same?"""
    if (claim.kind == "ordinal") != (other.kind == "ordinal"):
        return (claim.kind != "ordinal" and claim.value >= _LARGE) or (
            claim.kind == "ordinal" and not other.noun and not other.unit
        )
    if other.kind == "date":
        return claim.kind == "year" or not (claim.unit or claim.noun)
    if claim.kind == "year":
        return other.kind != "number" or (not other.unit and "," not in other.written)
    if units.agree(claim.unit, other.unit):
        return True
    if claim.unit and other.unit:
        return False
    if abs(claim.value) < _LARGE and claim.value == int(claim.value):
        return False  # "two years" is not in every text that has a 2
    measured, bare = (claim, other) if claim.unit else (other, claim)
    return not (_is_strong(measured.unit) and bare.noun) or (measured.unit == "pp" and bare.noun in _POINTS)


def _is_strong(unit: str) -> bool:
    """Units that nobody leaves out before a noun: 12 boats are no 12 per cent."""
    return unit in ("%", "pp") or unit in units.MONEY


def _has_other_unit(claim: Figure, other: Figure) -> bool:
    if claim.kind == "year" or other.kind not in ("number", "score"):
        return False
    if claim.unit and other.unit:
        return True
    measured, bare = (claim, other) if claim.unit else (other, claim)
    return _is_strong(measured.unit) and bool(bare.noun)


def agree(claim: Figure, other: Figure) -> bool:
    return units.agree(claim.unit, other.unit) and (claim.kind == "ordinal") == (other.kind == "ordinal")


def _other_sign(claim: Figure, source: Index) -> Iterator[Comparison]:
    """As in "-5 %" is "fell 5 %": only where no word of the source says so do they differ."""
    for figure in source.of("number", -claim.value) if claim.value else ():
        if units.agree(claim.unit, figure.unit):
            about = source.text[max(0, figure.start - 60) : figure.end + 30].lower()
            falls = claim.value > 0 or any(word in about for word in _FALLING)
            yield Comparison("found" if falls else "sign differs", figure)
            return


def _converted(claim: Figure, source: Index) -> Iterator[Comparison]:
    for unit, times in units.EXACTLY.get(claim.unit, ()):
        for figure in source.of("number", float(f"{claim.value * times:.10g}")):
            if figure.unit == unit:
                yield Comparison("converted", figure)
                return
    for unit, times in units.ROUGHLY.get(claim.unit, ()):
        value = claim.value * times
        spread = max(abs(value) * _CONVERTED, claim.step * times / 2)
        for figure in source.between(value - spread, value + spread):
            if figure.unit == unit and abs(figure.value - value) <= max(_NEAR * abs(value), 0.5):
                yield Comparison("converted", figure)
                return


def _rounded(claim: Figure, source: Index) -> Iterator[Comparison]:
    """The figure of the source with fewer digits, or what "more than 200" and "nearly 90" may stand for."""
    if claim.kind != "number" or not claim.value:
        return
    low, high = _window(claim)
    near = [
        figure
        for figure in source.between(low, high)
        if figure.kind == "number"
        and agree(claim, figure)
        and figure.value != claim.value
        and _may_round(claim, figure)
    ]
    if near:
        yield Comparison("rounded", min(near, key=lambda figure: abs(figure.value - claim.value)))


def _window(claim: Figure) -> tuple[float, float]:
    """Where the figure of the source lies; the more digits a figure has, the less there is about it."""
    value, size = claim.value, abs(claim.value)
    exact = claim.bound and round(size / claim.step) >= 100
    if claim.bound in ("over", "under") and claim.spelled and claim.unit == "%":
        return (value, value + size * _OF_HALF) if claim.bound == "over" else (value - size * _OF_HALF, value)
    if claim.bound == "over":
        return value, value + size * (_ABOUT if exact else _OVER)
    if claim.bound == "under":
        return value - size * (_NEAR if exact else _ABOUT), value
    if _is_round_share(claim):
        return value - _ROUND_SHARE, value + _ROUND_SHARE
    spread = claim.step if exact else size * _ABOUT if claim.bound == "about" else claim.step / 2
    return value - spread, value + spread


def _is_round_share(claim: Figure) -> bool:
    return claim.spelled and claim.unit == "%" and not claim.bound and not claim.noun and claim.step == 1


def _may_round(claim: Figure, source: Figure) -> bool:
    if claim.bound or _is_round_share(claim):
        return True
    digits = round(abs(claim.value) / claim.step)
    if digits < 10 and not claim.unit and claim.scale == 1 and abs(claim.value) < _LARGE:
        return source.value != int(source.value)
    return source.step < claim.step and (
        abs(source.value - claim.value) <= _NEAR * abs(source.value)
        or (digits < 10 and (claim.scale > 1 or abs(claim.value) < 10))
    )


def _shifted(claim: Figure, source: Index) -> Iterator[Comparison]:
    """The same digits with another number of noughts, or another scale."""
    if claim.kind != "number" or not claim.value:
        return
    few = f"{abs(claim.value):.10e}".partition("e")[0].rstrip("0.").replace(".", "")
    for power in (-3, 3, -1, 1, -2, 2, -6, 6, -4, 4, -5, 5, -9, 9):
        for figure in source.of(
            "number",
            float(
                f"{claim.value:.12g}e{power}"
                if "e" not in f"{claim.value:.12g}"
                else f"{claim.value * 10.0**power:.12g}"
            ),
        ):
            if figure.kind == "number" and agree(claim, figure) and (len(few) > 1 or _is_one_digit_slip(claim, figure)):
                yield Comparison("power of ten", figure)
                return


def _is_one_digit_slip(claim: Figure, source: Figure) -> bool:
    """As in "$3bn" for "$3m" is a slip; 3 for 30 may be two different things."""
    if claim.scale > 1 and source.scale > 1 and claim.scale != source.scale:
        return True
    return bool(claim.noun) and claim.noun == source.noun and abs(claim.value) >= _LARGE and abs(source.value) >= _LARGE
