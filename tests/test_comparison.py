"""Two versions of an article: what lost its source, what says something new."""

from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citeaudit import audit_text
from citeaudit.comparison.change import Change
from citeaudit.comparison.comparing import compare
from citeaudit.model import Document
from citeaudit.settings import Settings

MINUTES = "[1] Minutes, Tarn Post, https://tarn.example/a\n"
LOG = "[2] Log, Tarn Post, https://tarn.example/b\n"
RAIN = "[3] Rain, Norr Daily, 2024\n"
LIST = f"\n\nSources:\n{MINUTES}{LOG}{RAIN}"
CRANES = "The board sold 45 cranes in May [1]."
FERRY = "The ferry carried 61,000 people that year [2]."
WEEK = "It rained for a week in June [3]."
MAYOR = "The mayor said she would resign before the vote [1, 2]."
ARRESTS = "Police arrested 12 men in the harbour on Monday."
BODY = f"{CRANES} {FERRY} {WEEK} {MAYOR}"
LOST, SWAPPED, FIGURE, CLAIM, NEW = (
    "citation lost",
    "source swapped",
    "figure changed",
    "claim changed",
    "new uncited claim",
)


@cache
def document(text: str, fmt: str = "text", lang: str = "en") -> Document:
    found = audit_text(text, settings=Settings(lang=lang), format=fmt).document
    assert found
    return found


def changes(old: str, new: str, fmt: str = "text", lang: str = "en") -> tuple[Change, ...]:
    return compare(document(old, fmt, lang), document(new, fmt, lang))


def kinds(old: str, new: str, fmt: str = "text", lang: str = "en") -> list[str]:
    return sorted(change.kind for change in changes(old, new, fmt, lang))


def renamed(text: str, names: dict[str, str]) -> str:
    for one, other in names.items():
        text = (
            text.replace(f"[{one}]", f"[<{other}>]")
            .replace(f"[{one}, ", f"[<{other}>, ")
            .replace(f", {one}]", f", <{other}>]")
        )
    return text.replace("<", "").replace(">", "")


SILENT = {
    "nothing": (BODY + LIST, BODY + LIST),
    "new numbers for the same sources": (BODY + LIST, renamed(BODY, {"1": "2", "2": "1"}) + f"\n\nSources:\n[1] Log, Tarn Post, https://tarn.example/b\n[2] Minutes, Tarn Post, https://tarn.example/a\n{RAIN}"),
    "new numbers without a list": (BODY, renamed(BODY, {"1": "7", "2": "8", "3": "9"})),
    "numbers that change places without a list": (BODY, renamed(BODY, {"1": "3", "3": "1"})),
    "a source put before the others without a list": (BODY, renamed(BODY, {"1": "2", "2": "3", "3": "4"}) + " A new line of it is here [1]."),
    "a sentence with very many sources": (f"It is so {', '.join(f'[{n}]' for n in range(1, 31))}. {CRANES}", f"It is so {', '.join(f'[{n}]' for n in range(1, 31))}. {CRANES}"),
    "new numbers for very many sources": (f"It is so [{', '.join(map(str, range(1, 31)))}].", f"It is so [{', '.join(map(str, range(4, 34)))}]."),
    "a list that was dropped": (BODY + LIST, BODY),
    "a list that was added": (BODY, BODY + LIST),
    "a list in another order without numbers of its own": (BODY + LIST, f"{BODY}\n\nSources:\n{RAIN}{MINUTES}{LOG}"),
    "an entry with a date in full": (BODY + LIST, BODY + LIST.replace("Daily, 2024", "Daily, 3 June 2024")),
    "an entry reworded and with another number": (BODY + LIST, renamed(BODY, {"3": "4"}) + LIST.replace("[3] Rain, Norr Daily, 2024", "[4] Rain, Norr Daily, 3 June 2024")),
    "an address added to an entry": (BODY + LIST, BODY + LIST.replace("2024", "2024, https://norr.example/rain")),
    "an address without scheme and tracking": (BODY + LIST, BODY + LIST.replace("https://tarn.example/a", "http://www.tarn.example/a/?utm_source=x")),
    "a source under two labels that becomes one": (f"{CRANES} {FERRY}\n\nSources:\n{MINUTES}[2] Minutes, Tarn Post, https://tarn.example/a\n", f"{CRANES} {FERRY.replace('[2]', '[1]')}\n\nSources:\n{MINUTES}"),
    "an added source": (BODY + LIST, BODY.replace("in May [1]", "in May [1, 3]") + LIST),
    "an uncited sentence that has a source now": (f"It hailed in Tarn. {BODY}{LIST}", f"It hailed in Tarn [3]. {BODY}{LIST}"),
    "a sentence in another place": (BODY + LIST, f"{CRANES} {WEEK} {FERRY} {MAYOR}{LIST}"),
    "paragraphs in another order": (f"{CRANES} {FERRY}\n\n{WEEK} {MAYOR}{LIST}", f"{WEEK} {MAYOR}\n\n{CRANES} {FERRY}{LIST}"),
    "the same sentence twice, with other sources, in another order": (f"{CRANES}\n\nSo it was.\n\n{CRANES.replace('[1]', '[2]')}{LIST}", f"{CRANES.replace('[1]', '[2]')}\n\nSo it was.\n\n{CRANES}{LIST}"),
    "a heading": (BODY + LIST, f"The cranes of Tarn\n\n{BODY}{LIST}"),
    "other line ends": (BODY + LIST, BODY.replace(" people", "\npeople") + LIST),
    "curly quotation marks": (f'"I will go," she said of it [1]. {BODY}{LIST}', f"“I will go,” she said of it [1]. {BODY}{LIST}"),
    "a curly apostrophe": (f"The board's cranes weren't sold [1]. {BODY}{LIST}", f"The board’s cranes weren’t sold [1]. {BODY}{LIST}"),
    "another dash": (f"The board – all of it – met [1]. {BODY}{LIST}", f"The board—all of it—met [1]. {BODY}{LIST}"),
    "a hyphen": (f"The cease-fire held for long [1]. {BODY}{LIST}", f"The ceasefire held for long [1]. {BODY}{LIST}"),
    "a comma": (BODY + LIST, BODY.replace("in May", ", in May,") + LIST),
    "a small letter": (BODY + LIST, BODY.replace("The board", "the board") + LIST),
    "a contraction": (f"It did not sell the ferry [1]. {BODY}{LIST}", f"It didn't sell the ferry [1]. {BODY}{LIST}"),
    "cannot": (f"It cannot sell the ferry [1]. {BODY}{LIST}", f"It can't sell the ferry [1]. {BODY}{LIST}"),
    "an accent that is a character of its own": (f"The café was sold [1]. {BODY}{LIST}", f"The cafe\u0301 was sold [1]. {BODY}{LIST}"),
    "an article": (BODY + LIST, BODY.replace("The board", "A board") + LIST),
    "a figure in words": (BODY + LIST, BODY.replace("45", "forty-five") + LIST),
    "a figure without comma": (BODY + LIST, BODY.replace("61,000", "61000") + LIST),
    "a figure in thousands": (BODY + LIST, BODY.replace("61,000", "61 thousand") + LIST),
    "per cent": (f"It rose 45% in a year [1]. {BODY}{LIST}", f"It rose 45 per cent in a year [1]. {BODY}{LIST}"),
    "a range with its unit twice": (f"It rose from 4% to 5% in a year [1]. {BODY}{LIST}", f"It rose from 4 to 5% in a year [1]. {BODY}{LIST}"),
    "a phrase moved to the front": (f"The board met the union on Monday evening [1]. {BODY}{LIST}", f"On Monday evening the board met the union [1]. {BODY}{LIST}"),
    "a sentence split": (f"It sold 45 cranes in May and it bought 54 boats in June of the year [1].{LIST}", f"It sold 45 cranes in May [1]. It bought 54 boats in June of the year [1].{LIST}"),
    "a sentence split, with the marker at its end": (f"It sold 45 cranes in May and it bought 54 boats in June of the year [1].{LIST}", f"It sold 45 cranes in May. It bought 54 boats in June of the year [1].{LIST}"),
    "two sentences merged": (f"It sold 45 cranes in May [1]. It bought 54 boats in June [2].{LIST}", f"It sold 45 cranes in May, and it bought 54 boats in June [1, 2].{LIST}"),
    "citations gathered at the end of the paragraph": (f"{CRANES} {FERRY}{LIST}", f"{CRANES.replace(' [1]', '')} {FERRY.replace('[2]', '[1, 2]')}{LIST}"),
    "a cited sentence deleted": (BODY + LIST, BODY.replace(f" {WEEK}", "") + LIST),
    "another cited sentence in its place": (BODY + LIST, BODY.replace(WEEK, "Protesters burned old boats [3].") + LIST),
    "a new cited claim": (BODY + LIST, f"{BODY} {ARRESTS[:-1]} [2].{LIST}"),
    "a new paragraph with a source at its end": (BODY + LIST, f"{BODY}\n\n{ARRESTS} They threw 40 stones [3].{LIST}"),
    "a new sentence that claims nothing": (BODY + LIST, f"{BODY} What a day that was!{LIST}"),
    "an editor's tag": (BODY + LIST, BODY.replace("[3]", "[3][citation needed]") + LIST),
    "everything gone": (BODY + LIST, "It snowed."),
    "a byline": (f"By Ann Berg\n\n{BODY}{LIST}", f"By Ann Lund\n\n{BODY}{LIST}"),
    "other words in an uncited sentence": (f"{BODY}\n\nIt was a long and quiet day.{LIST}", f"{BODY}\n\nIt was a short and quiet day.{LIST}"),
}  # fmt: skip

TOLD = {
    "a citation lost": (BODY + LIST, BODY.replace(" [1].", ".") + LIST, [LOST]),
    "one of two citations lost": (BODY + LIST, BODY.replace("[1, 2]", "[2]") + LIST, [LOST]),
    "a citation lost, and the same one stands later": (f"{CRANES} {FERRY.replace('[2]', '[1]')}{LIST}", f"{CRANES.replace(' [1]', '')} {FERRY.replace('[2]', '[1]')}{LIST}", [LOST]),
    "a citation lost without a list": (BODY, BODY.replace(" [3].", "."), [LOST]),
    "a citation lost while all numbers changed": (BODY, renamed(BODY.replace("[1, 2]", "[2]"), {"1": "7", "2": "8", "3": "9"}), [LOST]),
    "a citation lost in a question": (f"Who sold the 45 cranes of Tarn [1]?{LIST}", f"Who sold the 45 cranes of Tarn?{LIST}", [LOST]),
    "a citation lost by one of two that say the same": (f"{CRANES}\n\n{CRANES}{LIST}", f"{CRANES}\n\n{CRANES.replace(' [1]', '')}{LIST}", [LOST]),
    "a citation lost in other words": (BODY + LIST, BODY.replace(MAYOR, "Before any vote, the mayor told aides, she plans to step down.") + LIST, [LOST]),
    "a citation lost and a figure changed": (BODY + LIST, BODY.replace(" [1].", ".").replace("45", "54") + LIST, [LOST, FIGURE]),
    "a citation lost in a merger": (f"It sold 45 cranes in May [1]. It bought 54 boats in June [2].{LIST}", f"It sold 45 cranes in May, and it bought 54 boats in June [2].{LIST}", [LOST]),
    "a part that was split off": (f"It sold 45 cranes in May and it bought 54 boats in June of the year [1].{LIST}", f"It sold 45 cranes in May [1]. It bought 54 boats in June of the year.{LIST}", [LOST]),
    "the later sentence that lent its marker is gone": (f"{ARRESTS} {FERRY}{LIST}", f"{ARRESTS}{LIST}", [LOST]),
    "a paragraph cut before its marker": (f"{ARRESTS} {FERRY}{LIST}", f"{ARRESTS}\n\n{FERRY}{LIST}", [LOST]),
    "one of two lost and a word changed": (BODY + LIST, BODY.replace("[1, 2]", "[1]").replace("before", "after") + LIST, [LOST, CLAIM]),
    "a source swapped": (BODY + LIST, BODY.replace("May [1]", "May [2]") + LIST, [SWAPPED]),
    "a source swapped without a list": (BODY, BODY.replace("May [1]", "May [2]"), [SWAPPED]),
    "a source swapped for a new number without a list": (BODY, BODY.replace("[3]", "[4]"), [SWAPPED]),
    "a source swapped and a figure changed": (BODY + LIST, BODY.replace("May [1]", "May [2]").replace("45", "54") + LIST, [FIGURE, SWAPPED]),
    "sources swapped by their list": (f"{CRANES} {FERRY}{LIST}", f"{CRANES} {FERRY}\n\nSources:\n[1] Log, Tarn Post, https://tarn.example/b\n[2] Minutes, Tarn Post, https://tarn.example/a\n", [SWAPPED, SWAPPED]),
    "another source under the same number": (f"{CRANES} {FERRY}{LIST}", f"{CRANES} {FERRY}{LIST.replace(MINUTES, '[1] Blog, Foo, https://foo.example/z')}", [SWAPPED]),
    "an entry of another day": (f"{CRANES}\n\nSources:\n[1] Minutes, Tarn Post, 3 June 2024\n", f"{CRANES}\n\nSources:\n[1] Minutes, Tarn Post, 10 June 2024\n", [SWAPPED]),
    "another page of the same outlet": (f"{CRANES}{LIST}", f"{CRANES}{LIST.replace('tarn.example/a', 'tarn.example/2025/a-new')}", [SWAPPED]),
    "sources that change places in one paragraph": (f"{CRANES} And so it went on. {CRANES.replace('[1]', '[2]')}{LIST}", f"{CRANES.replace('[1]', '[2]')} And so it went on. {CRANES}{LIST}", [SWAPPED, SWAPPED]),
    "a figure changed": (BODY + LIST, BODY.replace("45", "54") + LIST, [FIGURE]),
    "a figure changed in an uncited sentence": (f"{BODY}\n\n{ARRESTS}{LIST}", f"{BODY}\n\n{ARRESTS.replace('12', '21')}{LIST}", [FIGURE]),
    "a figure changed in a heading": (f"Board sells 45 cranes\n\n{BODY}{LIST}", f"Board sells 54 cranes\n\n{BODY}{LIST}", [FIGURE]),
    "a figure in words changed": (f"It sold seven cranes to Norr [1].{LIST}", f"It sold nine cranes to Norr [1].{LIST}", [FIGURE]),
    "a percent sign lost": (f"It rose 45% in a year [1].{LIST}", f"It rose 45 in a year [1].{LIST}", [FIGURE]),
    "kilometres that become miles": (f"It is 45 km long [1].{LIST}", f"It is 45 miles long [1].{LIST}", [FIGURE]),
    "people that become euros": (BODY + LIST, BODY.replace("61,000 people", "61,000 euros") + LIST, [FIGURE]),
    "a figure with a nought more": (BODY + LIST, BODY.replace("61,000", "610,000") + LIST, [FIGURE]),
    "a figure put in": (BODY + LIST, BODY.replace("cranes", "cranes for £3m") + LIST, [CLAIM, FIGURE]),
    "figures that change places": (f"It sold 45 cranes and 54 boats [1].{LIST}", f"It sold 54 cranes and 45 boats [1].{LIST}", [FIGURE]),
    "figures that change sentences": (f"It sold 45 cranes [1]. It bought 54 boats [2].{LIST}", f"It sold 54 cranes [1]. It bought 45 boats [2].{LIST}", [FIGURE, FIGURE]),
    "the second of two equal figures": (f"It sold 45 cranes in May and 45 boats in June [1].{LIST}", f"It sold 45 cranes in May and 54 boats in June [1].{LIST}", [FIGURE]),
    "a figure and a word changed": (BODY + LIST, BODY.replace("61,000 people that", "62,000 people this") + LIST, [CLAIM, FIGURE]),
    "other words, the same citation": (BODY + LIST, BODY.replace("in May", "before summer") + LIST, [CLAIM]),
    "another order of events": (BODY + LIST, BODY.replace("before the vote", "after the vote") + LIST, [CLAIM]),
    "a denial": (BODY + LIST, BODY.replace("would resign", "would not resign") + LIST, [CLAIM]),
    "a denial gone": (f"The board did not sell the ferry [1].{LIST}", f"The board did sell the ferry [1].{LIST}", [CLAIM]),
    "a denial in an uncited sentence": (f"{BODY}\n\nThe men were charged on Monday.{LIST}", f"{BODY}\n\nThe men were never charged on Monday.{LIST}", [CLAIM]),
    "another name": (BODY + LIST, BODY.replace("The mayor", "The governor") + LIST, [CLAIM]),
    "names that change places": (f"Lund accused Berg of theft [1].{LIST}", f"Berg accused Lund of theft [1].{LIST}", [CLAIM]),
    "another speaker": (f"Anna Lund said the bridge was closed [1].{LIST}", f"Per Berg said the bridge was closed [1].{LIST}", [CLAIM]),
    "nobody says it any more": (f"Anna Lund said the bridge was closed for good [1].{LIST}", f"The bridge was closed for good [1].{LIST}", [CLAIM]),
    "words that were told and are quoted": (f"She said the old bridge is closed [1].{LIST}", f"She said “the old bridge is closed” [1].{LIST}", [CLAIM]),
    "other words under a borrowed citation": (f"{ARRESTS} {FERRY}{LIST}", f"{ARRESTS.replace('harbour', 'market')} {FERRY}{LIST}", [CLAIM]),
    "a new uncited claim": (BODY + LIST, f"{BODY} {ARRESTS}{LIST}", [NEW]),
    "a new claim under an old citation": (BODY + LIST, f"{ARRESTS} {BODY}{LIST}", [NEW]),
    "a new paragraph without a source": (BODY + LIST, f"{BODY}\n\n{ARRESTS}{LIST}", [NEW]),
    "everything new": ("It snowed.", ARRESTS, [NEW]),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new"), SILENT.values(), ids=SILENT)
def test_no_change(old: str, new: str) -> None:
    assert changes(old, new) == ()


@pytest.mark.parametrize(("old", "new", "expected"), TOLD.values(), ids=TOLD)
def test_a_change(old: str, new: str, expected: list[str]) -> None:
    assert kinds(old, new) == expected


MARKUP = {
    "footnotes": ("It sold 45 cranes.[^a]\n\n[^a]: https://t.example/a\n", "It sold 45 cranes.[^1]\n\n[^1]: https://t.example/a\n", "markdown", []),
    "emphasis": ("It sold **45** cranes [1].\n", "It sold 45 cranes [1].\n", "markdown", []),
    "another link": ("It sold 45 cranes.[^a]\n\n[^a]: https://t.example/a\n", "It sold 45 cranes.[^a]\n\n[^a]: https://t.example/b\n", "markdown", [SWAPPED]),
    "a table": ("| Place | Cranes |\n|---|---|\n| Tarn harbour | 45 |\n| Norr harbour | 12 |\n", "| Place | Cranes |\n|---|---|\n| Tarn harbour | 54 |\n| Norr harbour | 12 |\n", "markdown", [FIGURE]),
    "a page": ("<p>It sold 45 cranes [1].</p>", "<p>It sold <b>54</b> cranes [1].</p>", "html", [FIGURE]),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "fmt", "expected"), MARKUP.values(), ids=MARKUP)
def test_markup(old: str, new: str, fmt: str, expected: list[str]) -> None:
    assert kinds(old, new, fmt) == expected


def test_a_language_without_judges() -> None:
    old = "Der Rat verkaufte 45 Kräne im Mai [1]. Die Fähre fuhr im Juni nach Norr [2]."
    assert kinds(old, old.replace("45", "54").replace(" [2]", ""), lang="de") == [LOST, FIGURE]
    assert kinds(old, old.replace("Mai", "März"), lang="de") == [CLAIM]


WHAT = {
    "a lost source by its title": (BODY + LIST, BODY.replace(" [1].", ".", 1).replace(FERRY, "").replace(WEEK, "").replace(MAYOR, "") + LIST, "cited [1] Minutes, cites nothing now"),
    "a swapped source by its title": (BODY + LIST, BODY.replace("May [1]", "May [2]") + LIST, "cited [1] Minutes, cites [2] Log now"),
    "a number that was left behind": ("Lund ran it first [1]. Berg built it [1]. Dahl sold it off [1]. Norr paid for it [2].", "Lund ran it first [4]. Berg built it [1]. Dahl sold it off [4]. Norr paid for it [5].", "still says [1], which other sentences that said it gave a new number"),
    "another page of one name": (f"{CRANES}{LIST}", f"{CRANES}{LIST.replace('tarn.example/a', 'tarn.example/new')}", "cited [1] Minutes, cites another source of that name now"),
    "figures": (BODY + LIST, BODY.replace("45", "54") + LIST, "45 → 54"),
    "a figure and its unit": (f"It is 45 km long [1].{LIST}", f"It is 45 miles long [1].{LIST}", "45 km → 45 miles"),
    "words": (BODY + LIST, BODY.replace("before", "after") + LIST, "“before” → “after”"),
    "a denial": (BODY + LIST, BODY.replace("would", "would not") + LIST, "“not” is new"),
    "a speaker": (f"Anna Lund said the bridge was closed [1].{LIST}", f"Per Berg said the bridge was closed [1].{LIST}", "was said by Anna Lund, is said by Per Berg"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "what"), WHAT.values(), ids=WHAT)
def test_it_says_what_differs(old: str, new: str, what: str) -> None:
    assert [change.what for change in changes(old, new)] == [what]


def test_the_gravest_comes_first() -> None:
    new = (
        BODY.replace("in May", "in summer")
        .replace("61,000", "62,000")
        .replace(" [3]", "")
        .replace("would", "would not")
    )
    found = changes(BODY + LIST, f"{new} {ARRESTS}{LIST}")
    assert [change.kind for change in found] == [CLAIM, LOST, FIGURE, NEW, CLAIM]
    assert found[0].what == "“not” is new"


def test_the_words_that_differ_are_marked() -> None:
    old, new = BODY + LIST, BODY.replace("in May", "before summer").replace("61,000", "62,000") + LIST
    places = {
        (old[slice(*a)], new[slice(*b)])
        for change in changes(old, new)
        for a, b in zip(change.before, change.after, strict=True)
    }
    assert places == {("in May", "before summer"), ("61,000", "62,000")}


WORDS = st.sampled_from(
    "cranes boats mayor union ferry sold closed bought harbour said 45 12% not seven “never” the vote".split()
)
SENTENCES = st.builds(
    lambda words, labels: f"The {' '.join(words)}" + (f" [{', '.join(labels)}]." if labels else "."),
    st.lists(WORDS, min_size=3, max_size=9),
    st.lists(st.sampled_from("123"), unique=True, max_size=2),
)
PARAGRAPHS = st.lists(st.lists(SENTENCES, min_size=1, max_size=4), min_size=1, max_size=5)


def text_of(paragraphs: list[list[str]], join: str = " ") -> str:
    return "\n\n".join(join.join(sentences) for sentences in paragraphs)


def reflowed(paragraphs: list[list[str]]) -> str:
    return text_of(paragraphs).replace(" boats ", "  boats ").replace(" mayor", "\nmayor")


def numbered_anew(paragraphs: list[list[str]]) -> str:
    return renamed(text_of(paragraphs), {"1": "12", "2": "11", "3": "13"})


@pytest.mark.parametrize("rewrite", [text_of, reflowed, numbered_anew], ids=["itself", "reflowed", "numbered anew"])
@given(paragraphs=PARAGRAPHS)
def test_what_is_the_same_has_no_change(rewrite: Callable[[list[list[str]]], str], paragraphs: list[list[str]]) -> None:
    assert changes(text_of(paragraphs), rewrite(paragraphs)) == ()


@given(paragraphs=PARAGRAPHS, data=st.data())
def test_paragraphs_may_change_places(paragraphs: list[list[str]], data: st.DataObject) -> None:
    found = changes(text_of(paragraphs), text_of(data.draw(st.permutations(paragraphs))))
    # A claim may stand where an echo of it stood before; it is new in no other way.
    assert {change.kind for change in found} <= {NEW}


@given(PARAGRAPHS, PARAGRAPHS)
def test_places_are_places_in_both(one: list[list[str]], other: list[list[str]]) -> None:
    old, new = text_of(one), text_of(other)
    for change in changes(old, new):
        assert all(0 <= a <= b <= len(old) for a, b in change.before)
        assert all(0 <= a <= b <= len(new) for a, b in change.after)
        assert 0 <= change.new < len(document(new).sentences)
        assert change.old is None or 0 <= change.old < len(document(old).sentences)
        assert change.what
