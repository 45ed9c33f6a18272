"""What an article says twice: headline, standfirst, caption, pull quotation, lines and paragraphs pasted again."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citeaudit import audit_text
from citeaudit.settings.config import Settings

HEADLINE = "Oyster growers sue the port of Tarn over dredged mud"
LEAD = (
    "Eleven oyster growers have sued the port of Tarn for dumping dredged mud a mile from their beds [1]. The first "
    "hearing is set for the ninth of March, and the port has until February to answer [2]."
)
SPEECH = (
    "“We lost nine harvests out of ten to that mud,” said Ilse Brandt, who has farmed the southern beds since 1994 [1]. "
    "She wants the port to pay for new seed and to dump further out [1]."
)
PORT = (
    "The port says the mud was tested every week and never broke a limit [3]. Its harbour master, Pal Odegaard, told "
    "the council that moving the dump would add two hours to every trip of the dredger [3]."
)
SHIP = (
    "The dredger left the harbour at six and came back empty at noon, as it has done since the autumn [4]. Its crew of "
    "seven may not speak to reporters, and its owner did not answer letters [4]."
)
COUNCIL = (
    "The council will not take a side before the hearing, its chair said after the meeting [2]. It has asked a "
    "laboratory in Norrholm to test the beds once more before the winter storms begin [2]."
)


def joined(*blocks: str) -> str:
    return "\n\n".join(blocks) + "\n"


def article(*between: str) -> str:
    """Four paragraphs under a headline, with something between the third and the fourth."""
    return joined(HEADLINE, LEAD, SPEECH, PORT, *between, COUNCIL)


def repeats(text: str, fmt: str = "text") -> list[tuple[str, str]]:
    """What stands twice, and what is said of it."""
    settings = Settings(lang="en", select=("repetition",))
    audit = audit_text(text, format=fmt, settings=settings)
    assert audit.error is None and audit.document is not None
    return [(audit.document.text[f.start : f.end], f.message) for f in audit.findings]


ECHOES = {
    "a pull quotation in the exact words": (
        article("“We lost nine harvests out of ten to that mud”"),
        "“We lost nine harvests out of ten to that mud”",
        "This pull quotation stands in the article already, in line 5.",
    ),
    "a pull quotation with the speaker below it": (
        article("“We lost nine harvests out of ten to that mud.”", "— Ilse Brandt"),
        "“We lost nine harvests out of ten to that mud.”",
        "This pull quotation stands in the article already, in line 5.",
    ),
    "a line that gives the same speaker the same turn of phrase": (
        article("Grower Ilse Brandt said that a harvest lost to mud is nine harvests lost to mud for the port of Tarn.").replace(
            "We lost nine harvests out of ten to that mud", "A harvest lost to mud is nine harvests lost to everybody"
        ),
        "Grower Ilse Brandt said that a harvest lost to mud is nine harvests lost to mud for the port of Tarn.",
        "This line says again, in other words, what line 5 says.",
    ),
    "a pull quotation with the speaker behind it": (
        article("“We lost nine harvests out of ten to that mud” — Ilse Brandt, oyster grower"),
        "“We lost nine harvests out of ten to that mud” — Ilse Brandt, oyster grower",
        "This pull quotation stands in the article already, in line 5.",
    ),
    "a headline in capitals with another apostrophe": (
        joined("Growers’ union sues the port of Tarn", LEAD, SPEECH, "GROWERS' UNION SUES THE PORT", PORT),
        "GROWERS' UNION SUES THE PORT",
        "This repeats the headline inside the article (in other capitals).",
    ),
    "a pull quotation of a part of a sentence": (
        article("“nine harvests out of ten to that mud”"),
        "“nine harvests out of ten to that mud”",
        "This pull quotation stands in the article already, in line 5.",
    ),
    "a pull quotation in other words": (
        article("“That mud cost us nine of our ten harvests, we lost them.”"),
        "“That mud cost us nine of our ten harvests, we lost them.”",
        "This pull quotation says again, in other words, what line 5 says.",
    ),
    "a pull quotation without quotation marks": (
        article("Moving the dump would add two hours to every trip of the dredger."),
        "Moving the dump would add two hours to every trip of the dredger.",
        "This line stands in the article already, in line 7.",
    ),
    "a line with the speaker that restates a quotation": (
        article("Oyster farmer Ilse Brandt said that they had lost nine harvests out of ten because of the mud."),
        "Oyster farmer Ilse Brandt said that they had lost nine harvests out of ten because of the mud.",
        "This line says again, in other words, what line 5 says.",
    ),
    "a line that restates indirect speech": (
        article("To move the dump would add two hours to each trip of the dredger, harbour master Pal Odegaard told the council"),
        "To move the dump would add two hours to each trip of the dredger, harbour master Pal Odegaard told the council",
        "This line says again, in other words, what line 7 says.",
    ),
    "a line that turns a sentence round": (
        article("Tested every week, the mud never broke a limit, says the port."),
        "Tested every week, the mud never broke a limit, says the port.",
        "This line says again, in other words, what line 7 says.",
    ),
    "a standfirst in nearly the words of the lead": (
        joined(HEADLINE, "Eleven oyster growers have sued the port of Tarn for dumping mud a mile from their beds", LEAD, SPEECH),
        "Eleven oyster growers have sued the port of Tarn for dumping dredged mud a mile from their beds [1].",
        "This sentence says again, in other words, what the standfirst in line 3 says.",
    ),
    "a standfirst in the words of the lead": (
        joined(HEADLINE, "The first hearing is set for the ninth of March, and the port has until February to answer.", LEAD, SPEECH),
        "The first hearing is set for the ninth of March, and the port has until February to answer [2].",
        "This sentence stands in the article already, in the standfirst in line 3.",
    ),
    "a standfirst that says the headline again": (
        joined(HEADLINE, "Growers of oysters are suing the Tarn port over mud it dredged.", LEAD, SPEECH),
        "Growers of oysters are suing the Tarn port over mud it dredged.",
        "This standfirst says again, in other words, what the headline says.",
    ),
    "a caption that repeats a sentence": (
        article("Photo: The mud was tested every week and never broke a limit."),
        "Photo: The mud was tested every week and never broke a limit.",
        "This caption stands in the article already, in line 7.",
    ),
    "a caption that its credit tells": (
        article("Ilse Brandt wants the port to pay for new seed and to dump further out.", "Getty Images"),
        "Ilse Brandt wants the port to pay for new seed and to dump further out.",
        "This caption says again, in other words, what line 5 says.",
    ),
    "a caption that an agency signs": (
        article("Ilse Brandt wants the port to pay for new seed and to dump further out [File: Reuters]"),
        "Ilse Brandt wants the port to pay for new seed and to dump further out [File: Reuters]",
        "This caption says again, in other words, what line 5 says.",
    ),
    "a caption that repeats the headline": (
        article(f"Photo: {HEADLINE}"),
        HEADLINE,
        "This caption repeats the headline inside the article (word for word).",
    ),
    "the headline with the name of the site": (
        joined(HEADLINE, f"{HEADLINE} | Tarn Post", LEAD, SPEECH),
        f"{HEADLINE} | Tarn Post",
        "This repeats the headline inside the article (and goes on).",
    ),
    "the headline behind the sections of the site": (
        article(f"Home » News » {HEADLINE}"),
        HEADLINE,
        "This repeats the headline inside the article (word for word).",
    ),
    "a part of the headline": (
        article("the port of Tarn over dredged mud"),
        "the port of Tarn over dredged mud",
        "This repeats the headline inside the article (a part of it).",
    ),
    "a headline of two sentences": (
        joined("The mud won. Now what?", "The mud won. Now what? - Tarn Post", LEAD, SPEECH),
        "The mud won. Now what? - Tarn Post",
        "This repeats the headline inside the article (and goes on).",
    ),
    "a menu that was pasted twice": (
        joined(HEADLINE, "Home", "News", "Sport", "Weather and tides", LEAD, SPEECH, "Home", "News", "Sport", "Weather and tides"),
        "Home\n\nNews\n\nSport\n\nWeather and tides",
        "These 4 lines stand in the article already, in line 3.",
    ),
    "a paragraph that was pasted twice": (
        article(SPEECH),
        SPEECH,
        "This line stands in the article already, in line 5.",
    ),
    "a paragraph that was edited and kept": (
        article("Ilse Brandt, who since 1994 has farmed the southern beds, said: “We lost nine harvests out of ten to that mud.” She wants the port to dump further out, and to pay for new seed."),
        "Ilse Brandt, who since 1994 has farmed the southern beds, said: “We lost nine harvests out of ten to that mud.” She wants the port to dump further out, and to pay for new seed.",
        "This paragraph says the same as the one in line 5 (100% of the main words).",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "where", "message"), ECHOES.values(), ids=ECHOES)
def test_an_echo_is_found_once_and_called_by_its_name(text: str, where: str, message: str) -> None:
    assert repeats(text) == [(where, message)]


SILENT = {
    "a refrain": article("They are still waiting.", SHIP, "They are still waiting.", "The beds are bare.", "They are still waiting."),
    "a refrain inside paragraphs": article("Nothing will change that. Not now.", "The mud is there. Nothing will change that."),
    "two lists with the same items": article("Growers want:", "- new seed for the southern beds\n- a dump further out", "The port offers:", "- new seed for the southern beds\n- a dump further out"),
    "two tables with the same head": article("Year\tHarvest in tonnes\n2022\t61", "Year\tHarvest in tonnes\n2023\t58"),
    "a section heading that two sections share": joined(HEADLINE, LEAD, "What the port says", SPEECH, "In spring", PORT, "What the port says", COUNCIL),
    "a section heading that says what follows": article("No side before the hearing"),
    "a follow-up with a new figure": article("Ilse Brandt said later that they had lost nine harvests out of ten, or 340 tonnes, to the mud."),
    "a line that says the opposite": article("Ilse Brandt said that they had not lost nine harvests out of ten to the mud."),
    "two quotations of one speaker on one subject": article("“The mud comes in with every tide,” Brandt said, “and nobody asks where it goes.”"),
    "a second fact about one person": article("Ilse Brandt has farmed oysters for thirty years and has two sons."),
    "a second fact that shares a long name": article("The laboratory in Norrholm has tested beds for thirty years."),
    "key points": joined(HEADLINE, "Key points", "Eleven oyster growers have sued the port of Tarn for dumping dredged mud.", "The port says the mud was tested every week and never broke a limit.", LEAD, SPEECH, PORT, COUNCIL),
    "key points as a list": joined(HEADLINE, "At a glance", "- Eleven oyster growers have sued the port of Tarn for dumping dredged mud.\n- The mud was tested every week and never broke a limit.", LEAD, SPEECH, PORT, COUNCIL),
    "a standfirst that sums up the lead": joined(HEADLINE, "Eleven oyster growers sue the port of Tarn for dumping dredged mud near their beds", LEAD, SPEECH),
    "a standfirst that is a part of a long lead": joined(HEADLINE, "Eleven growers have sued the port of Tarn for dumping mud.", LEAD, SPEECH),
    "a standfirst that sums up a long lead": joined(HEADLINE, "The port of Tarn dumped dredged mud a mile from the oyster beds, eleven growers say in court.", "The port of Tarn dumped dredged mud a mile from the beds of eleven oyster growers, who have now sued it in the court of Norrholm for the loss of nine harvests and the price of new seed.", SPEECH),
    "a standfirst that is like its lead": joined(HEADLINE, "For ten long winters the port of Tarn has dumped dredged mud on the southern oyster beds of angry growers.", "The port of Tarn dumped its dredged mud where angry growers have their southern oyster beds, and did so for ten long winters. They have sued it.", SPEECH),
    "a standfirst that says something else": joined(HEADLINE, "Ten years of mud have emptied the southern beds, and the court is the last resort", LEAD, SPEECH),
    "a lead that says more than its headline": joined(HEADLINE, "Oyster growers sued the port of Tarn on Monday over dredged mud that, they say, killed 61 beds [1].", SPEECH, PORT),
    "a caption that describes": article("Photo: Ilse Brandt with an empty basket on the southern beds"),
    "captions of two pictures": article("Ilse Brandt shows a basket of empty shells on the southern beds near Tarn on Monday.", "REUTERS/Ros Lane", "Ilse Brandt and her son carry a basket of seed to the southern beds near Tarn on Monday.", "REUTERS/Ros Lane"),
    "a credit under two pictures": article("Photo: Ros Lane / Tarn Post", SHIP, "Photo: Ros Lane / Tarn Post"),
    "what stands above two lists": article("The growers of oysters want these things:", "- seed", SHIP, "The growers of oysters want these things:", "- a new dump"),
    "a line above a list that sums up": article("Ilse Brandt wants the port to pay for these:", "- seed", "- baskets"),
    "headings that two sections share": joined(HEADLINE, LEAD, "In spring", "Mud", SPEECH, "In spring", "Mud", COUNCIL),
    "a short line twice": article("Read more", SHIP, "Read more"),
    "two people with one office": article("Harbour master Pal Odegaard and the chair of the council met the growers in the winter of 2019 to talk about seed."),
    "wire copy about one event": joined(HEADLINE, "Eleven growers sued the port on Monday.", "The growers say the port dumped mud.", "The port says the mud was tested.", "Growers of oysters met the port in May."),
    "a sentence that holds the words of two": article("The growers of oysters wait for the court."),
}  # fmt: skip


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_what_is_meant_so_is_no_echo(text: str) -> None:
    assert repeats(text) == []


def test_a_question_that_an_interview_asks_again_and_again_is_no_more_than_a_note() -> None:
    question = "What did the mud do to your beds?"
    audit = audit_text(joined(HEADLINE, LEAD, question, SPEECH, question, PORT, question, COUNCIL), format="text")
    assert {f.level for f in audit.findings if f.rule == "repeated-line"} == {"note"}


def test_a_heading_that_the_format_marks_may_come_again() -> None:
    section = "\n\n## What the port says\n\n"
    assert repeats(f"# {HEADLINE}\n\n{LEAD}{section}{PORT}{section}{SHIP}\n", "markdown") == []


def test_a_caption_that_says_the_lead_in_advance_leaves_the_lead_a_claim() -> None:
    caption = "Eleven oyster growers have sued the port of Tarn for dumping dredged mud."
    lead = "TARN (TPA) -- Eleven oyster growers have sued the port of Tarn for dumping dredged mud, a court said."
    audit = audit_text(joined(HEADLINE, caption, "Getty Images", lead, PORT), format="text")
    assert audit.document is not None
    assert [f.message for f in audit.findings if f.group == "repetition"] == [
        "This sentence stands in the article already, in the caption in line 3."
    ]
    assert [s.status for s in audit.document.sentences if audit.document.text[s.start :].startswith("TARN")] == [
        "uncited"
    ]


BLOCKS = st.lists(
    st.sampled_from((HEADLINE, LEAD, SPEECH, PORT, "Home", "Weather and tides", "“Who pays for all that mud?”", "REUTERS/Ros Lane", "", HEADLINE[:30], f"Tarn Post | {HEADLINE}")),
    max_size=14,
)  # fmt: skip


@given(BLOCKS, st.sampled_from(("text", "markdown", "html")))
def test_repeats_are_in_order_and_no_place_is_named_twice(blocks: list[str], fmt: str) -> None:
    document = audit_text(joined(*blocks), format=fmt).document
    assert document is not None
    places = [(repeat.start, repeat.end) for repeat in document.repeats]
    assert all(start < end for start, end in places)
    assert all(end <= start for (_, end), (start, _) in pairwise(places))


def test_a_whole_article_pasted_below_itself_is_one_repeat() -> None:
    text = joined(HEADLINE, LEAD, SPEECH, PORT, COUNCIL)
    found = repeats(text + "\n" + text.removeprefix(HEADLINE).lstrip())
    assert [message for _, message in found] == ["These 4 lines stand in the article already, in line 3."]


HOSTILE = {
    "the headline many times in one line": (HEADLINE + "\n\n" + LEAD + "\n\n", HEADLINE + " | "),
    "a headline without end": ("The mud " * 4000 + "\n\n" + LEAD + "\n\n", "The mud of the port\n\n"),
    "quotations above a sentence without end": ("He said that " * 3000 + "the mud won.\n\n", "“That he said of the mud, and said again”\n\n"),
    "a menu again and again": (HEADLINE + "\n\n", "Home\n\nNews\n\nWeather and tides\n\n"),
    "pictures again and again": (HEADLINE + "\n\n", "Ilse Brandt shows an empty basket.\n\nREUTERS/Ros Lane\n\n"),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize(("head", "piece"), HOSTILE.values(), ids=HOSTILE)
def test_twice_the_repeats_take_no_more_than_three_times_as_long(head: str, piece: str) -> None:
    def cost(size: int) -> float:
        began = time.process_time()
        assert audit_text(head + piece * (size // len(piece)), format="text").error is None
        return time.process_time() - began

    half, whole = cost(60_000), cost(120_000)
    assert whole < 3 * half + 0.3
