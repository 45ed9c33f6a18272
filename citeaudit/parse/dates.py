"""How English writes days and months, as words and as parts of patterns."""

MONTHS = tuple("january february march april may june july august september october november december".split())
WEEKDAYS = tuple("monday tuesday wednesday thursday friday saturday sunday".split())
FULL_MONTH = "|".join(map(str.capitalize, MONTHS))
MONTH = rf"(?:(?:{FULL_MONTH})\b|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
DAY = r"\d{1,2}(?:st|nd|rd|th)?"
WEEKDAY = rf"(?:{'|'.join(map(str.capitalize, WEEKDAYS))})"
