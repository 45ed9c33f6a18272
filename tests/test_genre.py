"""What a piece says that it is: only where a label says so, and never where a word of prose does."""

import pytest

from citeaudit.audit import audit_text
from citeaudit.model import Document

LEAD = "The harbour board met on Tuesday and closed the old quay for two winters, and nobody asked it why."
BODY = "Divers had found that a third of the piles were hollow, and the crane was taken down in the spring."
MORE = "The board will meet again in May, when the estimate of the engineers is ready."


def joined(*blocks: str) -> str:
    return "\n\n".join(blocks)


def genre(text: str, fmt: str = "text") -> str | None:
    document = audit_text(text, format=fmt).document
    assert isinstance(document, Document)
    return document.meta.genre


TOLD = {
    "a line above": ("text", joined("Opinion", "The quay deserves better", LEAD), "Opinion"),
    "a line in capitals below": ("text", joined("The quay deserves better", "GUEST ESSAY", LEAD), "GUEST ESSAY"),
    "two labels on a line": ("text", joined("OPINION | GUEST COLUMNIST", "The quay deserves better", LEAD), "OPINION | GUEST COLUMNIST"),
    "a path": ("text", joined("Home > Opinion > Columnists", "The quay deserves better", LEAD), "Home > Opinion > Columnists"),
    "a line with a name": ("text", joined("Analysis by Ros Lane", "The quay deserves better", LEAD), "Analysis by Ros Lane"),
    "before the headline": ("text", joined("Editorial: The quay deserves better", LEAD), "Editorial"),
    "before the headline, a bar": ("text", joined("Letters | The quay deserves better", LEAD), "Letters"),
    "before the headline, a dash": ("text", joined("Op-Ed – “The quay” deserves better", LEAD), "Op-Ed"),
    "before the headline, in square brackets": ("text", joined("[Opinion] The quay deserves better", LEAD), "Opinion"),
    "before the headline, in round brackets": ("text", joined("(COMMENT): The quay deserves better", LEAD), "COMMENT"),
    "behind the headline, in brackets": ("text", joined("The quay deserves better [Analysis]", LEAD), "Analysis"),
    "behind the headline, a dash": ("text", joined("The quay deserves better – comment", LEAD), "comment"),
    "two words before the headline": ("text", joined("Opinion/Editorial: The quay deserves better", LEAD), "Opinion/Editorial"),
    "a leader": ("text", joined("Leader comment: The quay deserves better", LEAD), "Leader comment"),
    "a leader, a line above": ("text", joined("Leader", "The quay deserves better", LEAD), "Leader"),
    "what a newspaper thinks": ("text", joined("The Tarn Post view on quays: better late than never", LEAD), "The Tarn Post view"),
    "what a newspaper thinks, before the headline": ("text", joined("The Gazette’s View: the quay deserves better", LEAD), "The Gazette’s View"),
    "what a newspaper thinks, behind the headline": ("text", joined("Quays and how to lose them: the Post view", LEAD), "the Post view"),
    "many letters": ("text", joined("Letters: The quay deserves better", LEAD), "Letters"),
    "the board itself": ("text", joined("From the Editorial Board: The quay deserves better", LEAD), "From the Editorial Board"),
    "first person": ("text", joined("First person: I built the quay", LEAD), "First person"),
    "first person, a line above": ("text", joined("FIRST PERSON", "I built the quay", LEAD), "FIRST PERSON"),
    "told to somebody, a line": ("text", joined("I built the quay", "As told to Ros Lane", LEAD), "As told to Ros Lane"),
    "told to somebody, a byline": ("text", joined("I built the quay", "By Marta Lund, as told to Ros Lane", LEAD), "as told to Ros Lane"),
    "told to somebody, at the end": ("text", joined("I built the quay", LEAD, BODY, MORE, "*As told to Ros Lane*"), "As told to Ros Lane"),
    "behind the headline": ("text", joined("The quay deserves better | Opinion", LEAD), "Opinion"),
    "a columnist": ("text", joined("The quay deserves better", "Ros Lane, opinion columnist", LEAD), "columnist"),
    "the editorial board": ("text", joined("The quay deserves better", "By the Editorial Board", LEAD), "By the Editorial Board"),
    "a note at the end": ("text", joined("Quay closes", LEAD, BODY, MORE, "Ros Lane is a columnist for the Tarn Post."), "columnist"),
    "whose views they are": ("text", joined("Quay closes", LEAD, BODY, MORE, "The views expressed here are her own."), "views expressed here are her own"),
    "front matter": ("markdown", f"---\ngenre: column\n---\n{LEAD}", "column"),
    "a section in front matter": ("markdown", f"---\ntype: post\nsection: Opinion\n---\n{LEAD}", "Opinion"),
    "a category in front matter": ("markdown", f"---\ncategories:\n  - Coast\n  - Op-Ed\n---\n{LEAD}", "Op-Ed"),
    "a bold line": ("markdown", joined("**Comment**", "# The quay deserves better", LEAD), "Comment"),
    "before a Markdown headline": ("markdown", joined("# Opinion: The quay deserves better", LEAD), "Opinion"),
    "the label is the headline": ("markdown", joined("# Opinion", "## The quay deserves better", LEAD), "Opinion"),
    "an aside": ("markdown", joined("# Quay", "*Ros Lane taught here. The views expressed are her own.*", LEAD), "views expressed are her own"),
    "a section of a page": ("html", f'<meta property="article:section" content="Opinion"><h1>Quay</h1><p>{LEAD}', "Opinion"),
    "a path of a page": ("html", f'<meta name="section" content="opinion/columnists"><h1>Quay</h1><p>{LEAD}', "opinion/columnists"),
    "a kicker of a page": ("html", f"<article><div>Opinion</div><h1>Quay</h1><p>{LEAD}</article>", "Opinion"),
    "data for search engines": ("html", f'<script type="application/ld+json">{{"@type": "OpinionNewsArticle"}}</script><h1>Quay</h1><p>{LEAD}', "Opinion"),
}  # fmt: skip


@pytest.mark.parametrize(("fmt", "text", "expected"), TOLD.values(), ids=TOLD)
def test_a_label(fmt: str, text: str, expected: str) -> None:
    assert genre(text, fmt) == expected


ORDINARY = {
    "no label": ("text", joined("The quay deserves better", LEAD)),
    "a word of the headline": ("text", joined("Opinion of the board divides the harbour", LEAD)),
    "a review that is news": ("text", joined("Review: board ignored three warnings", LEAD)),
    "a letter that is news": ("text", joined("Letter: board knew of the hollow piles", LEAD)),
    "a view of others": ("text", joined("The Norwegian view on quays hardens", LEAD)),
    "the view of a board": ("text", joined("The board’s view on the quay: it must go", LEAD)),
    "a view of something": ("text", joined("The view from the quay: rain", LEAD)),
    "a leader of something": ("text", joined("Leader: “I was wrong about the quay”", LEAD)),
    "the first person to do something": ("text", joined("First person to cross the strait: Lund", LEAD)),
    "told to a court": ("text", joined("As told to the court, the quay was rotten", LEAD)),
    "told in prose": ("text", joined("Quay closes", LEAD, BODY, MORE, "The piles were hollow, as told to Ros Lane by the divers.")),
    "another word in brackets": ("text", joined("[Video] The quay deserves better", LEAD)),
    "a word in brackets inside": ("text", joined("The quay (opinion is divided) deserves better", LEAD)),
    "a newspaper in prose": ("text", joined("The Gazette view on the quay was plain.", LEAD)),
    "polls": ("text", joined("Opinion polls: Lund leads", LEAD)),
    "a place before the headline": ("text", joined("Norrholm: The quay deserves better", LEAD)),
    "a menu": ("text", joined("News", "Opinion", "Sport", "The quay deserves better", LEAD)),
    "a heading further down": ("text", joined("Quay closes", LEAD, BODY, "Opinion", MORE)),
    "somebody who is a columnist": ("text", joined("Quay closes", LEAD, "Ros Lane is a columnist for the Tarn Post.", BODY, MORE, LEAD)),
    "views of others": ("text", joined("Quay closes", LEAD, BODY, MORE, "Views expressed at the meeting were mixed.")),
    "a section that is none": ("markdown", f"---\nsection: Coast\ntype: post\n---\n{LEAD}"),
    "ordinary copy by its own word": ("markdown", f"---\ngenre: news\n---\n{LEAD}"),
    "many tags": ("markdown", f"---\ncategories: [Coast, Boats, Quays, Opinion]\n---\n{LEAD}"),
    "a menu of a page": ("html", f"<div>News</div><div>Opinion</div><h1>Quay</h1><p>{LEAD}"),
    "news for search engines": ("html", f'<script type="application/ld+json">{{"@type": "NewsArticle"}}</script><h1>Quay</h1><p>{LEAD}'),
    "broken data for search engines": ("html", f'<script type="application/ld+json">{{OpinionNewsArticle</script><h1>Quay</h1><p>{LEAD}'),
}  # fmt: skip


@pytest.mark.parametrize(("fmt", "text"), ORDINARY.values(), ids=ORDINARY)
def test_no_label(fmt: str, text: str) -> None:
    assert genre(text, fmt) is None


def test_the_name_of_a_file_is_no_label() -> None:
    document = audit_text(joined("The quay deserves better", LEAD), path="opinion/column.txt").document
    assert document is not None and document.meta.genre is None


@pytest.mark.parametrize(
    "note",
    [
        "Mr Lee said that the opinions expressed by the mayor were his own.",
        "Tom Lee is a columnist who was jailed for fraud.",
        "He is a columnist.",
    ],
)
def test_prose_about_opinions_makes_no_opinion_piece(note: str) -> None:
    story = "Quay closes\n\nThe quay closed in May. It was old.\n\nThe town met.\n\nNobody came.\n\n"
    found = audit_text(story + note).document
    assert found is not None and found.meta.genre is None
