"""Units and currencies: how they are written, and what each is of another."""

import re
from typing import NamedTuple


class Unit(NamedTuple):
    symbol: str
    factor: float = 1.0
    """A cent is 0.01 of its unit."""
    end: int = 0
    """Where it ends in the text."""


_WRITTEN = {
    "%": "% percent pct per_cent pc", "pp": "percentage_point percentage_points pp ppt ppts",
    "km": "km kms kilometre kilometres kilometer kilometers", "m": "m metre metres meter meters",
    "cm": "cm centimetre centimetres centimeter centimeters", "mm": "mm millimetre millimetres millimeter millimeters",
    "mi": "mile miles mi", "ft": "foot feet ft", "inch": "inch inches", "yd": "yard yards yd yds",
    "nmi": "nautical_mile nautical_miles", "ly": "light_year light_years",
    "km²": "km² km2 sq_km square_km square_kilometre square_kilometres square_kilometer square_kilometers",
    "mi²": "square_mile square_miles sq_mi sq_miles",
    "m²": "m² m2 sq_m square_metre square_metres square_meter square_meters",
    "ft²": "square_foot square_feet sq_ft", "ha": "ha hectare hectares", "acre": "acre acres",
    "m³": "m³ m3 cubic_metre cubic_metres cubic_meter cubic_meters", "ft³": "cubic_foot cubic_feet",
    "l": "litre litres liter liters l", "ml": "ml millilitre millilitres milliliter milliliters",
    "gal": "gallon gallons", "pint": "pint pints", "barrel": "barrel barrels bpd",
    "kg": "kg kgs kilo kilos kilogram kilograms kilogramme kilogrammes", "g": "gram grams gramme grammes",
    "mg": "mg milligram milligrams", "t": "tonne tonnes metric_ton metric_tons metric_tonnes", "ton": "ton tons",
    "lb": "lb lbs", "oz": "ounce ounces oz", "stone": "stone",
    "s": "second seconds sec secs", "min": "minute minutes min mins", "h": "hour hours hr hrs h", "day": "day days",
    "week": "week weeks", "month": "month months", "year": "year years yr yrs",
    "km/h": "km/h kph kmh kmph kilometres_per_hour kilometers_per_hour km_per_hour kilometres_an_hour",
    "mph": "mph miles_per_hour miles_an_hour", "m/s": "m/s metres_per_second meters_per_second", "knot": "knot knots",
    "°C": "°c celsius degrees_celsius degrees_c degree_celsius", "°F": "°f fahrenheit degrees_fahrenheit degrees_f",
    "°": "° degrees degree", "W": "watt watts", "kW": "kw kilowatt kilowatts", "MW": "mw megawatt megawatts",
    "GW": "gw gigawatt gigawatts", "TW": "tw terawatt terawatts", "kWh": "kwh kilowatt_hour kilowatt_hours",
    "MWh": "mwh megawatt_hour megawatt_hours", "GWh": "gwh gigawatt_hour gigawatt_hours",
    "TWh": "twh terawatt_hour terawatt_hours", "kB": "kb kilobyte kilobytes", "MB": "mb megabyte megabytes",
    "GB": "gb gigabyte gigabytes", "TB": "tb terabyte terabytes", "Hz": "hz hertz", "kHz": "khz kilohertz",
    "MHz": "mhz megahertz", "GHz": "ghz gigahertz", "kcal": "kcal calories calorie", "dB": "db decibel decibels",
    "BC": "bc bce b.c. b.c.e.", "AD": "ad ce a.d.",
    "$": "$ dollar dollars", "US$": "us$ usd us_dollar us_dollars american_dollars u.s._dollars",
    "A$": "a$ au$ aud australian_dollars", "C$": "c$ ca$ cad canadian_dollars",
    "NZ$": "nz$ nzd new_zealand_dollars", "HK$": "hk$ hkd hong_kong_dollars", "S$": "s$ sgd singapore_dollars",
    "R$": "r$ brl real reais", "pound": "pound pounds", "£": "£ gbp pounds_sterling sterling quid",
    "€": "€ eur euro euros", "¥": "¥ jpy yen", "yuan": "yuan cny rmb renminbi", "₩": "₩ won krw",
    "₹": "₹ inr indian_rupees", "rupee": "rupee rupees rs rs.", "PKR": "pkr pakistani_rupees",
    "kr": "kr kr. krone kroner krona kronor kronur crowns", "NOK": "nok norwegian_kroner norwegian_krone",
    "SEK": "sek swedish_kronor swedish_krona swedish_kroner", "DKK": "dkk danish_kroner danish_krone",
    "franc": "franc francs", "CHF": "chf swiss_francs swiss_franc", "peso": "peso pesos", "MXN": "mxn mexican_pesos",
    "₽": "₽ rub ruble rubles rouble roubles", "₺": "₺ lira try turkish_lira", "rand": "rand zar", "zł": "zł zloty pln",
    "forint": "forint forints huf", "shekel": "₪ shekel shekels ils nis", "riyal": "riyal riyals sar rial rials",
    "dirham": "dirham dirhams aed", "naira": "₦ naira ngn", "shilling": "shilling shillings",
    "baht": "baht thb", "ringgit": "ringgit myr", "rupiah": "rupiah idr", "dong": "dong vnd", "cedi": "cedi cedis",
    "hryvnia": "₴ hryvnia hryvnias uah", "taka": "taka bdt", "bitcoin": "bitcoin bitcoins btc",
}  # fmt: skip
_UNITS = {form.replace("_", " "): Unit(symbol) for symbol, forms in _WRITTEN.items() for form in forms.split()} | {
    "basis point": Unit("pp", 0.01), "basis points": Unit("pp", 0.01), "bps": Unit("pp", 0.01),
    "cent": Unit("$", 0.01), "cents": Unit("$", 0.01), "pence": Unit("£", 0.01), "penny": Unit("£", 0.01),
    "decade": Unit("year", 10), "decades": Unit("year", 10), "centuries": Unit("year", 100),
    "fortnight": Unit("day", 14), "fortnights": Unit("day", 14),
}  # fmt: skip
MONEY = frozenset(
    "$ US$ A$ C$ NZ$ HK$ S$ R$ pound £ € ¥ yuan ₩ ₹ rupee PKR kr NOK SEK DKK franc CHF peso MXN ₽ ₺ rand zł forint "
    "shekel riyal dirham naira shilling baht ringgit rupiah dong cedi hryvnia taka bitcoin".split()
)
_GENERAL = {
    "US$": "$", "A$": "$", "C$": "$", "NZ$": "$", "HK$": "$", "S$": "$", "£": "pound", "lb": "pound", "₹": "rupee",
    "PKR": "rupee", "NOK": "kr", "SEK": "kr", "DKK": "kr", "CHF": "franc", "MXN": "peso", "°C": "°", "°F": "°",
    "¥": "yuan",
}  # fmt: skip
"""What is written for a unit where the reader knows which is meant."""
EXACT = {
    ("week", "day"): 7.0, ("day", "h"): 24.0, ("h", "min"): 60.0, ("min", "s"): 60.0, ("year", "month"): 12.0,
    ("km", "m"): 1000.0, ("m", "cm"): 100.0, ("cm", "mm"): 10.0, ("ft", "inch"): 12.0, ("yd", "ft"): 3.0,
    ("kg", "g"): 1000.0, ("t", "kg"): 1000.0, ("l", "ml"): 1000.0, ("km²", "ha"): 100.0, ("MW", "kW"): 1000.0,
    ("GW", "MW"): 1000.0, ("MWh", "kWh"): 1000.0, ("GWh", "MWh"): 1000.0, ("TWh", "GWh"): 1000.0,
    ("GB", "MB"): 1000.0, ("TB", "GB"): 1000.0, ("kW", "W"): 1000.0,
}  # fmt: skip
_ABOUT = {
    ("mi", "km"): 1.609344, ("ft", "m"): 0.3048, ("inch", "cm"): 2.54, ("yd", "m"): 0.9144, ("acre", "ha"): 0.404686,
    ("mi²", "km²"): 2.589988, ("ft²", "m²"): 0.092903, ("lb", "kg"): 0.453592, ("pound", "kg"): 0.453592,
    ("oz", "g"): 28.3495, ("gal", "l"): 3.78541, ("mph", "km/h"): 1.609344, ("nmi", "km"): 1.852,
    ("knot", "km/h"): 1.852, ("stone", "kg"): 6.35029, ("ton", "t"): 0.907185,
}  # fmt: skip


def _both_ways(table: dict[tuple[str, str], float]) -> dict[str, tuple[tuple[str, float], ...]]:
    ways: dict[str, tuple[tuple[str, float], ...]] = {}
    for (a, b), factor in table.items():
        ways[a] = (*ways.get(a, ()), (b, factor))
        ways[b] = (*ways.get(b, ()), (a, 1 / factor))
    return ways


EXACTLY = _both_ways(EXACT)
"""Of a unit the others that it is a whole number of, and how many of them it is."""
ROUGHLY = _both_ways(_ABOUT)
"""The same for units of another measure, where the result is rounded."""
_SPACE = r"[ \t\u00a0\u202f\u2009\n-]"
_BEHIND = re.compile(
    rf"{_SPACE}?(°{_SPACE}?[cf]\b|[%°$£€¥₹₩₽₺₪₦₴]|[a-z][a-z.]*(?:[$²³2]|/[a-z]+)?)"
    rf"(?:{_SPACE}([a-z²]+))?(?:{_SPACE}([a-z]+))?"
)
_BEFORE = re.compile(
    r"(?<![a-z])((?:us|au|a|ca|c|nz|hk|s|r)?\$|[£€¥₹₩₽₺₪₦₴]|usd|eur|gbp|aud|cad|nzd|jpy|cny|rmb|inr|nok|sek|dkk|chf|"
    r"zar|pln|rs\.?|kr\.?|brl|hkd|sgd|krw|rub)\s?$"
)


def behind(low: str, position: int) -> Unit | None:
    """The unit that begins at `position` of a text in small letters, with or without a space or a hyphen."""
    match = _BEHIND.match(low, position)
    if match is None:
        return None
    words = [word for word in match.groups() if word]
    for count in range(len(words), 0, -1):
        form = " ".join(words[:count]).replace("° ", "°").replace("°-", "°")
        unit = _UNITS.get(form) or _UNITS.get(form.rstrip("."))
        if unit:
            return Unit(unit.symbol, unit.factor, match.end(count) - (form.endswith(".") and form not in _UNITS))
    return None


def before(low: str, position: int) -> tuple[str, int] | None:
    """The currency that stands right before `position`, and where it begins."""
    match = _BEFORE.search(low, max(0, position - 6), position)
    return (_UNITS[match[1]].symbol, match.start(1)) if match else None


def agree(one: str, other: str) -> bool:
    """May two units be the same? Dollars may be those of any country."""
    return one == other or _GENERAL.get(one) == other or _GENERAL.get(other) == one
