"""The words of which numbers are made, and what they are worth."""

ONES = {w: i for i, w in enumerate("zero one two three four five six seven eight nine".split())}
TEENS = {
    w: 10 + i
    for i, w in enumerate(
        "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
    )
}  # fmt: skip
TENS = {w: 20 + 10 * i for i, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split())}
SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "lakh": 1e5, "crore": 1e7,
}  # fmt: skip
GROUPS = {"dozen": 12.0, "score": 20.0}
ORDINAL_ONES = dict(
    zip("first second third fourth fifth sixth seventh eighth ninth".split(), range(1, 10), strict=True)
)
ORDINAL_TEENS = {
    w: 10 + i
    for i, w in enumerate(
        "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth".split()
    )
}  # fmt: skip
ORDINAL_TENS = {w.removesuffix("y") + "ieth": n for w, n in TENS.items()}
ORDINAL_SCALES = {w + "th": n for w, n in SCALES.items() if w not in ("lakh", "crore")}
PARTS = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourths": 4, "fifth": 5, "fifths": 5,
    "sixth": 6, "sixths": 6, "seventh": 7, "sevenths": 7, "eighth": 8, "eighths": 8, "ninth": 9, "ninths": 9,
    "tenth": 10, "tenths": 10,
}  # fmt: skip
SPANS = {"decade": 10.0, "century": 100.0, "fortnight": 14.0}
"""In years, the fortnight in days; they are numbers after an article only."""
VAGUE = {
    "dozens": (24.0, 99.0), "hundreds": (200.0, 999.0), "thousands": (2e3, 999_999.0), "millions": (2e6, 999e6),
    "billions": (2e9, 999e9), "trillions": (2e12, 999e12),
}  # fmt: skip
DECADES = {w.removesuffix("y") + "ies": n for w, n in TENS.items()}
HOURS = {"noon": 720, "midday": 720, "midnight": 0}
CARDINALS = {**ONES, **TEENS, **TENS}
ORDINALS = {**ORDINAL_ONES, **ORDINAL_TEENS, **ORDINAL_TENS, **ORDINAL_SCALES}
EVERY_WORD = "|".join(
    sorted({*CARDINALS, *SCALES, *GROUPS, *ORDINALS, *PARTS, *VAGUE, *DECADES, *HOURS, *SPANS}, key=len, reverse=True)
)
