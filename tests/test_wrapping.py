"""Where lines break and which quotation marks a keyboard has says nothing: neither changes a judgement or a finding."""

import re
from collections.abc import Iterator

import pytest

from citeaudit import audit_text
from citeaudit.model import Audit
from citeaudit.settings import Settings

ARTICLE = """# Norrholm harbour closes after the storm of the century

Mayor Ane Lund Vestergaard said on 4 May 2026 that the harbour of New Norrholm, which handles 2.1 million tonnes a year, \
was "an embarrassment to the whole of the coast". “It cannot go on like this,” writes Bo Tarn Lindqvist, who chairs the \
Marrick Dockers' Union, “and everybody knows it.” She added, “In a strike things get heated.”

By refusing to meet the crews, the port is testing the union. By blocking the quay for days, the crews are risking \
the patience of the town. In comparison, if the talks fail, rivals could win. [citation needed] The council of \
Marrick, however, says otherwise [1, 2].

As was reported under the title norrholm harbour closes after the storm of the century by many, nothing moved. Experts \
say the worst is over. It was, by any measure, a stunning and historic defeat for the proud fishermen of Norrholm.

- **Tarn Cove Ferries**: The firm said it lost 3.4 million kroner, 12 per cent of what it made in a year, and "will not \
come back" before 1 June 2026. The crews of both ships, who are paid by the day, went home.
- The Skarn Observer reported that 14 skippers were fined in Marrick Lower Court after the strike [2].

> “We were told nothing,” said Inga Holm Reed, a cook. The ship was sold for 61 million kroner in the autumn.

1. Observers in Tarn Cove believe that Lower Marrick will follow. Bo Tarn, 44, of Elm Road, saw 200 men leave.

## Sources

[1]: "Quay shut", Tarn Post, 2 May 2026. https://tarn.example/quay
[2]: "The bill", Skarn Observer, 3 May 2026. https://skarn.example/bill
"""
SETTINGS = Settings(lang="en", confidence="low")
_PREFIX = re.compile(r"(?:- |> |\d\. )?")


def wrapped(article: str, width: int) -> Iterator[str]:
    """The lines of the article, each paragraph, item and quotation in lines of at least `width` columns."""
    for line in article.splitlines():
        prefix = _PREFIX.match(line)[0]  # type: ignore[index]
        if line.startswith(("#", "[")):
            yield line
            continue
        further = prefix if prefix == "> " else " " * len(prefix)
        current = ""
        for word in line.removeprefix(prefix).split(" "):
            # A line that begins with a number or a sign may be something else.
            if len(current) >= width and re.match(r"[\w“\"(*]", word) and not re.match(r"\d+[.)]", word):
                yield prefix + current
                prefix, current = further, word
            else:
                current += f" {word}" if current else word
        yield prefix + current


def judged(audit: Audit) -> list[tuple[object, ...]]:
    """What is said of each sentence, by its words."""
    document = audit.document
    assert document is not None
    judge = document.judgement
    assert judge is not None

    def words(start: int, end: int) -> str:
        return " ".join(
            re.sub(r"\n> ", " ", document.text[start:end].replace("\r\n", "\n").replace("\r", "\n")).split()
        )

    said: list[tuple[object, ...]] = []
    for i, sentence in enumerate(document.sentences):
        claim, editorial, attribution = judge.claim(i), judge.editorial(i), judge.attribution(i)
        who = attribution and (attribution.kind, *(words(*each) for each in attribution[1:3] if each))
        scores = (round(claim.score, 6), round(editorial.score, 6), [cue.family for cue in editorial.cues])
        said.append(
            (words(sentence.start, sentence.end), sentence.status, sentence.exempt, sentence.labels, scores, who)
        )
    said += [(each.kind, each.of_title, words(each.start, each.end)) for each in document.repeats]
    said += [(each.kind, each.what) for each in document.leftovers]
    return said


def found(audit: Audit) -> list[tuple[str, str, str]]:
    return sorted((each.rule, each.fingerprint, each.confidence) for each in audit.findings)


@pytest.mark.parametrize("end", [pytest.param("\n", id="Unix"), pytest.param("\r\n", id="Windows"),
                                 pytest.param("\r", id="old Mac OS")])  # fmt: skip
@pytest.mark.parametrize("width", [1, 10, 20, 33, 48, 72])
def test_a_reflow_changes_nothing(width: int, end: str) -> None:
    plain = audit_text(ARTICLE, format="markdown", settings=SETTINGS)
    again = audit_text(end.join((*wrapped(ARTICLE, width), "")), format="markdown", settings=SETTINGS)
    assert judged(again) == judged(plain)
    assert found(again) == found(plain)
    assert {"repeated-headline", "editor-tag-left", "vague-attribution", "uncited-claim"} <= {
        f[0] for f in found(plain)
    }


@pytest.mark.parametrize("apart", ["\n", "\n\n", " ", "\r\n"], ids=["lines", "paragraphs", "one line", "Windows"])
def test_speakers_before_a_colon_are_known_wherever_lines_break(apart: str) -> None:
    turns = ("LUND: We lost 12 boats in the storm.", "REED: “The harbour was shut for 3 days.”",
             "LUND: It will not open in May.", "REED: It must.")  # fmt: skip
    audit = audit_text(f"# Talks\n\n{apart.join(turns)}\n", format="markdown", settings=SETTINGS)
    assert audit.document and audit.document.judgement
    said = [audit.document.judgement.attribution(i) for i in (1, 3)]
    assert [audit.document.text[slice(*each.source)] for each in said if each and each.source] == ["LUND", "LUND"]


@pytest.mark.parametrize("text", [
    pytest.param("Lund told the crews,“Look, the port is lost.” They left on 4 May 2026.", id="without a space before"),
    pytest.param("“The port is lost,” Lund said. “ We know that it is.” She left.", id="with a space behind"),
    pytest.param("“We never saw so many ships, and we see ” Lund said. They left.", id="with a space before the end"),
    pytest.param("Lund had “ a plan ” and “ a boat ” in 2020. The crews left.", id="with spaces all over"),
    pytest.param("“We lost,” Lund said. “We were there for 10 hours. So it ends.\n\n“I said so in May.”",
                 id="opened again in the next paragraph"),
    pytest.param("Lund said: “We do not know why they fined 12 of us.\n\nThe court sits on Monday.", id="never closed"),
    pytest.param("It had the rank of “the hardest port” [g] until 4 May 2026.", id="before a note"),
])  # fmt: skip
def test_straight_marks_say_what_curly_ones_say(text: str) -> None:
    straight = text.replace("“", '"').replace("”", '"')
    curly, typed = (audit_text(each, settings=SETTINGS) for each in (text, straight))
    assert [[part if not isinstance(part, str) else part.replace("“", '"').replace("”", '"') for part in each]
            for each in judged(curly)] == [list(each) for each in judged(typed)]  # fmt: skip
    assert found(curly) == found(typed)
    assert curly.document and typed.document and curly.document.judgement and typed.document.judgement
    quoted = [curly.document.judgement.quotations(i) for i in range(len(curly.document.sentences))]
    assert quoted == [typed.document.judgement.quotations(i) for i in range(len(typed.document.sentences))]


def test_a_mark_for_inches_opens_no_quotation() -> None:
    audit = audit_text('The pipe was 6" wide, and a 9 " pipe was laid in 2020. The crews left.', settings=SETTINGS)
    assert audit.document and audit.document.judgement
    assert not audit.document.judgement.quoted()
