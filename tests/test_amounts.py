"""Which numbers of a sentence are figures, and how they are shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citeaudit import audit_text
from citeaudit.parse import amounts


def first(sentence: str) -> str:
    return amounts.first(sentence, amounts.days(sentence), "en")


@pytest.mark.parametrize(
    ("sentence", "figure"),
    [
        ("The yard lost £1.1bn last year.", "£1.1bn"),
        ("The yard lost £1.1 billion last year.", "£1.1 billion"),
        ("Lund got £420m for the cranes.", "£420m"),
        ("Fees rose by 3.4 per cent in May.", "3.4 per cent"),
        ("The $2.3-million quay was never built.", "$2.3-million"),
        ("It came to US$4.5m.", "US$4.5m"),
        ("It paid Rs 400 a day.", "Rs 400"),
        ("It is worth USD 140.78B now.", "USD 140.78B"),
        ("Sales fell 7.5% to 1,200 boats.", "7.5%"),
        ("The yard sold 1,200 boats.", "1,200"),
        ("It fell from $3.2tn to $900bn.", "$3.2tn"),
        ("The storm came in at 120mph.", "120mph"),
        ("It charged 40p a head.", "40p"),
        ("Fees rose 0.4 percentage points.", "0.4 percentage points"),
        ("A 10-part series told of it.", "10-part"),
        ("An 18-year-old was seen there.", "18-year-old"),
        ("About 1 in 5 boats leaks.", "1 in 5"),
        ("Some 10-15 boats sank.", "10-15"),
        ("It asked boys aged 10-15.", "10-15"),
        ("The board voted 5-4 to close it.", "5-4"),
        ("Fees rose 1-2 percent.", "1-2 percent"),
        ("In Skarn 400 people lost their jobs.", "400"),
        ("Since May 400 boats have gone.", "400"),
        ("Last year 400 boats sank.", "400"),
        ("They left the area 3 years ago.", "3"),
        ("The judge gave Lund 30 days.", "30"),
        ("Rioters set 3 fires.", "3"),
        ("He was seen in his 40s with 3 men.", "3"),
        ("Skarn won 3-0 and sold 400 shirts.", "400"),
        ("On 3 May, 61 boats sank.", "61"),
        ("She is 106.", "106"),
        ("They lie 100–120\u00a0km from Skarn.", "100–120"),
        ("It has a 100Wh battery.", "100Wh"),
        ("It burned at 400 °C.", "400"),
    ],
)
def test_a_figure_is_shown_whole(sentence: str, figure: str) -> None:
    assert first(sentence) == figure


@pytest.mark.parametrize(
    "sentence",
    [
        "The A69 was closed.",
        "Traffic on the M25 stood still.",
        "A Boeing 737 landed there.",
        "The FTSE 250 fell.",
        "FTSE 100 shares fell.",
        "Leaders of the G7 met.",
        "Covid-19 closed the school.",
        "The council uses Windows 11 in its offices.",
        "The council triggered Article 50.",
        "Under section 21 tenants must leave.",
        "A phase 2 trial was stopped.",
        "In week 3 the boats came back.",
        "The Channel 4 programme was shown.",
        "Number 10 refused to comment.",
        "Flight 370 vanished.",
        "World War 2 ended the trade.",
        "The 5G mast burned.",
        "Skarn won 4-3 in the final.",
        "Tarn beat Skarn 31-12 on Saturday.",
        "Tarn lost 1-3 to Skarn.",
        "The 6-4, 7-5 win put her through.",
        "The 9/11 attacks changed it.",
        "It closed in the 2020-21 season.",
        "He grew up in the 1980s.",
        "He grew up in the '80s.",
        "It was built in the 19th century.",
        "He lives on 42nd Street.",
        "She left 10 Lund Street.",
        "The under-21s won the cup.",
        "The board met on June 3, 2026.",
        "The board met on 3 June.",
        "The train left at 7.30am.",
        "It was sold in 2019.",
        "2. The board met.",
        "The board met. 3.",
        "See tarn.example/2/3 for more.",
    ],
)
def test_a_number_that_names_or_dates_a_thing_is_no_figure(sentence: str) -> None:
    assert not first(sentence)


@given(st.text(alphabet="A aBe1259.,:;/-–£$%()'\n", max_size=60))
def test_a_figure_is_a_stretch_of_its_sentence_with_a_digit(sentence: str) -> None:
    found = first(sentence)
    assert found in sentence
    assert not found or any(sign.isdigit() for sign in found)


PIECES = st.sampled_from(
    "Lund £1.1bn charged with 3 May per cent “we saw it all there” said, because Half of In 2019 – it’s [1] the\nFirst".split(
        " "
    )
)


@given(st.lists(PIECES, min_size=6, max_size=20))
def test_every_word_of_a_reason_stands_in_its_sentence_as_it_is_written(pieces: list[str]) -> None:
    document = audit_text(" ".join(pieces) + ".").document
    assert document is not None
    assert document.judgement is not None
    for i, sentence in enumerate(document.sentences):
        said = " ".join(document.text[sentence.start : sentence.end].split())
        for reason in document.judgement.claim(i).reasons:
            shown = reason.partition(": ")[2].removesuffix("…")
            assert shown.strip() in said, reason
