"""The judges on sentences whose reading is plain: who says so, what needs a source, what is a verdict."""

from pathlib import Path

import pytest

from citeaudit import audit_text, lexicons
from citeaudit.lexicons import inflected
from citeaudit.model import Document
from citeaudit.model.judged import Judgement

CASES = [
    tuple(line.split(" => "))
    for line in (Path(__file__).parent / "cases" / "attribution.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def judged(text: str) -> tuple[Document, Judgement]:
    document = audit_text(text).document
    assert document is not None
    assert document.judgement is not None
    return document, document.judgement


@pytest.mark.parametrize(("sentence", "expected"), CASES, ids=[sentence for sentence, _ in CASES])
def test_who_says_so(sentence: str, expected: str) -> None:
    document, judge = judged(sentence)
    found = judge.attribution(0)
    shown = "none"
    if found:
        source = document.text[slice(*found.source)] if found.source else ""
        shown = f"{found.kind} | {source} | {document.text[slice(*found.cue)] if found.cue else ''}"
    assert shown == expected


@pytest.mark.parametrize(
    ("line", "forms"),
    [
        ("warn~", "warn, warns, warned, warning"),
        ("argue~", "argue, argues, argued, arguing"),
        ("agree~", "agree, agrees, agreed, agreeing"),
        ("deny~", "deny, denies, denied, denying"),
        ("convey~", "convey, conveys, conveyed, conveying"),
        ("stress~ that", "stress that, stresses that, stressed that, stressing that"),
        ("is|was said|held", "is said, is held, was said, was held"),
        ("according to", "according to"),
    ],
)
def test_a_line_of_a_lexicon_stands_for_its_forms(line: str, forms: str) -> None:
    assert ", ".join(inflected(line)) == forms


def test_each_verb_of_attribution_has_its_whole_paradigm_once() -> None:
    for family in (
        "said",
        "opined",
        "with clause",
        "stance",
        "plans",
        "sees as",
        "hails as",
        "names",
        "inverts",
        "told",
        "makes",
    ):
        lines = lexicons.phrases("en", "attribution", family)
        assert lines and len(set(lines)) == len(lines)
        for line in lines:
            assert len(tuple(inflected(line))) >= 4, f"{family}: {line}"


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("Marta Lund said the yard would close.", False),
        ("Marta Lund thinks that the yard will close.", False),
        ("Marta Lund vowed that the yard would stay.", False),
        ("Marta Lund vowed to keep the yard.", True),
        ("Marta Lund wants the yard to close.", True),
        ("Marta Lund opposes the sale.", True),
        ("Marta Lund is wary of the sale.", True),
        ("Marta Lund does not believe in the sale.", True),
        ("Marta Lund declined to comment.", True),
        ("The plan drew criticism from Marta Lund.", True),
        ("Marta Lund's promise to keep the yard came late.", True),
        ("The sale is expected in May.", True),
        ("The plan was described by Marta Lund as a sham.", False),
        ("Marta Lund dismissed the plan as a sham.", False),
        ("Marta Lund dismissed the plan.", True),
        ("Marta Lund hailed the sale as the best of all.", False),
        ("Marta Lund hailed the sale as the vote began.", True),
        ("Marta Lund denounced the sale as “a sham”.", False),
        ("Marta Lund dubbed the sale a sham.", False),
        ("Marta Lund likened the sale to a sham.", False),
        ("Marta Lund's claim that the sale was a sham came late.", False),
        ("Marta Lund's claim to the yard came late.", True),
        ("Marta Lund is adamant that the sale was a sham.", False),
        ("Marta Lund voiced concern about the sale.", False),
        ("Marta Lund offered support to the board.", True),
        ("Marta Lund denounced the sale.", False),
        ("The sale was a sham, Marta Lund rued.", False),
    ],
)
def test_what_somebody_wants_is_told_apart_from_what_they_say(sentence: str, *, stance: bool) -> None:
    found = judged(sentence)[1].attribution(0)
    assert found is not None
    assert found.stance is stance


def test_a_quotation_that_goes_on_belongs_to_whoever_opened_it() -> None:
    document, judge = judged("“We sold the cranes,” Marta Lund said. “They were rusty. They had to go.”")
    found = [judge.attribution(i) for i in range(len(document.sentences))]
    assert len(found) > 1
    assert {(document.text[slice(*said.source)], said.kind) for said in found if said and said.source} == {
        ("Marta Lund", "named")
    }
    assert [said.cue is None for said in found if said] == [False, *[True] * (len(found) - 1)]


@pytest.mark.parametrize(
    "text",
    [
        "“We sold the cranes,” Marta Lund said.\n\n“They were rusty.”",
        "The yard was “old”. “Nobody went there.”",
        "Marta Lund wants it “gone”. “Nobody went there.”",
        "Marta Lund said it was late. “Nobody went there.”",
    ],
)
def test_a_quotation_that_may_be_somebody_elses_is_nobodys(text: str) -> None:
    document, judge = judged(text)
    assert judge.attribution(len(document.sentences) - 1) is None


def test_a_finding_needs_a_statement() -> None:
    audit = audit_text("It seems to be late for most of the people here. They all want some of it to be sold in May.")
    assert not [each for each in audit.findings if each.rule in ("vague-attribution", "sourceless-passive")]


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("The yard lost 61 of its boats in a storm.", "figure: 61"),
        ("The strait froze because the current had stopped in winter.", "cause: because"),
        ("Police accused the harbour board of fraud in May.", "accusation: accused"),
        ("The court ruled that the contract was void in law.", "law: court"),
        ("The yard has had a contract with Norrholm since 1911.", "rule: contract"),
        ("Marta Lund said the yard would close.", "attribution: said"),
        ("The harbour was the largest on the coast and closed in 2019.", "superlative: largest"),
    ],
)
def test_a_claim_needs_a_source_and_says_why(sentence: str, reason: str) -> None:
    _, judge = judged(sentence)
    assert judge.claim(0).score >= 0.5
    assert reason in judge.claim(0).reasons


@pytest.mark.parametrize(
    "sentence",
    [
        "There are many ways to tell it.",
        "I still remember my first boat.",
        "Consider the harbour.",
        "It depends on you.",
    ],
)
def test_some_sentences_need_no_source(sentence: str) -> None:
    assert judged(sentence)[1].claim(0).score < 0.5


@pytest.mark.parametrize(
    ("sentence", "family"),
    [
        ("The vote lays bare the limits of the plan.", "significance"),
        ("If the board fails, its rivals could win the strait.", "prediction"),
        ("By refusing a vote, the board is testing the town.", "motive"),
        ("The sale of the yard was a disgrace.", "moral"),
        ("The board should withdraw the plan.", "advice"),
    ],
)
def test_the_writers_own_verdict_and_what_shows_it(sentence: str, family: str) -> None:
    found = judged(sentence)[1].editorial(0)
    assert found.score >= 0.5
    assert family in {cue.family for cue in found.cues}


@pytest.mark.parametrize(
    "sentence",
    [
        "Marta Lund said the vote lays bare the limits of the plan.",
        "The vote “lays bare the limits of the plan”, and it was a close one.",
        "The sale was a disgrace, Marta Lund told the board.",
        "The sale was a disgrace, Marta Lund wrote on the site of the board.",
        "In Marta Lund's opinion, the sale was a disgrace.",
        "To the union, the sale was a disgrace.",
        "Marta Lund condemned the sale as a disgrace.",
        "Her verdict: the sale was a disgrace.",
        "The vote was put off until May.",
    ],
)
def test_other_peoples_verdicts_are_not_the_writers(sentence: str) -> None:
    assert judged(sentence)[1].editorial(0).score < 0.5


@pytest.mark.parametrize(
    ("sentence", "shown", "hidden"),
    [
        ("The president signed the bill on June 1, 2026.", "date: June 1, 2026", "figure"),
        ("The president signed the bill on 14 July.", "date: 14 July", "figure"),
        ("The storm of June 1 sank 61 boats.", "figure: 61", None),
        ("The yard lost 41 percent of its boats.", "figure: 41 percent", None),
        ("The yard was sold for $4.8 billion.", "figure: $4.8 billion", None),
        ("The board closed the yard at 6 p.m. sharp.", "date: 6 p.m.", "figure"),
        ("The board closed the yard at 7.30am.", "date: 7.30am", "figure"),
        ("The board closed the yard on Monday.", "time: Monday", None),
        ("Half of the boats sank.", "figure: Half of", None),
        ("Fees rose by five percent in a year.", "figure: five percent", None),
        ("Thirty-two million boats were built.", "figure: Thirty-two million", None),
        ("One in five boats leaks.", "figure: One in five", None),
        ("The largest yard, because of the storm, was closed.", "cause: because", None),
        ("“They didn’t ask a soul” was all they heard.", "quotation: “They didn’t ask a soul”", None),
        ("Lund was charged with theft in May.", "accusation: charged with", None),
        ("Lund warned that the yard would close.", "warning: warned", "accusation"),
        ("Lund denied that the yard would close.", "denial: denied", "accusation"),
        ("Two men faced fraud charges in May.", "law: fraud charges", None),
        ("The Act was passed in May.", "law: Act was", None),
        ("Officers have reported that the yard was empty.", "attribution: have reported", "event"),
    ],
)
def test_reasons_are_named_as_an_editor_would(sentence: str, shown: str, hidden: str | None) -> None:
    reasons = judged(sentence)[1].claim(0).reasons
    assert shown in reasons
    assert hidden is None or not any(reason.startswith(hidden) for reason in reasons)


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("Inflation is the rate at which prices rise.", "figure"),
        ("The majority leader spoke to the crowd.", "figure"),
        ("In the second half Lund scored.", "figure"),
        ("The third man was seen in May.", "figure"),
        ("In the first quarter of the year it rained.", "figure"),
        ("The ferry charges £4 for each crossing.", "law"),
        ("The ferry charges its batteries at night.", "law"),
        ("Lund was charged £4 for a cup.", "accusation"),
        ("The batteries were fully charged by then.", "accusation"),
        ("He will act as mayor until May.", "law"),
        ("Bill Lund sold the yard.", "law"),
        ("He wore a dark suit in the yard.", "law"),
        ("As a rule the yard closes at noon.", "law"),
        ("The sentence is too long.", "law"),
        ("Prices were raised in May.", "private life"),
    ],
)
def test_a_word_with_two_senses_is_no_reason_in_the_other(sentence: str, reason: str) -> None:
    assert not any(each.startswith(reason) for each in judged(sentence)[1].claim(0).reasons)


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("The ruling is likely to be appealed.", False),
        ("The motion is likely to be referred to a committee.", False),
        ("The sale is unlikely to be completed before May.", False),
        ("If convicted, Lund could be jailed for ten years.", False),
        ("If the board agrees, the yard will be sold in May.", False),
        ("If the motion passes, it will go to the council.", False),
        ("If no list wins a majority, the first two will meet again in June.", False),
        ("If convicted, Lund could face ten years in prison.", False),
        ("If you bake it at sea, it will rise.", False),
        ("The committee is likely to vote in April.", False),
        ("The committee is likely to vote with its purse.", True),
        ("Unless the board learns, 2029 will not be the last date that it names.", True),
        ("The ruling is likely to be remembered for its cruelty.", True),
        ("The ruling is likely to split the town.", True),
        ("If the board fails, its rivals could win the strait.", True),
    ],
)
def test_what_courts_and_councils_may_do_next_is_no_verdict(sentence: str, *, verdict: bool) -> None:
    found = judged(sentence)[1].editorial(0)
    assert any(cue.family == "prediction" for cue in found.cues) is verdict


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("The yard should open in May.", False),
        ("The yard should be ready by the summer of 2028.", False),
        ("Objections should be sent to the clerk by 4 March.", False),
        ("The minister should be dismissed in May.", True),
        ("Treatment should begin within two hours.", False),
        ("The yard should open its books.", True),
        ("If you saw the fire, you should call the police.", False),
        ("The council needs to find £4m by April.", False),
        ("The council needs to wake up.", True),
        ("The map highlights a path along the canal.", False),
        ("The sale highlights a rift along the canal.", True),
        ("The plaque is a reminder of the fire.", False),
        ("The fire is a reminder of the war.", True),
        ("The scans reveal how the ice moved.", False),
        ("The vote reveals how the board thinks.", True),
        ("The trial demonstrated the effect in 40 patients.", False),
        ("The vote demonstrates the greed of the board.", True),
        ("The chair was quick to accuse the board of hypocrisy.", False),
        ("The hypocrisy of the board is plain.", True),
        ("The vote marks a pivotal moment for the town.", True),
        ("Prosecutors must prove that Lund knew.", False),
        ("The mayor must prove that he can listen.", True),
        ("The fund is betting on a fall in the price of zinc.", False),
        ("The mayor is betting on the patience of the town.", True),
        ("The sale hinges on approval by the council.", False),
        ("The sale hinges on whether anybody cares.", True),
        ("The stakes could not be higher.", True),
        ("Only time will tell whether the town recovers.", True),
    ],
)
def test_a_phrase_of_a_verdict_may_tell_a_time_a_charge_or_what_a_work_shows(sentence: str, *, verdict: bool) -> None:
    found = judged(sentence)[1].editorial(0)
    assert any(cue.family not in ("opinion", "balance") for cue in found.cues) is verdict


@pytest.mark.parametrize(
    ("sentence", "shown", "hidden"),
    [
        ("SKARN, July 19 (AP) — The yard was shut on May 4.", "date: May 4", "date: July"),
        ("Bram Reed, 34, of Skarn, lost 14 boats.", "figure: 14", "figure: 34"),
        ("Bram Reed, 34, of Skarn, was arrested.", "figure: 34", "date"),
        ("NATO said 40 people — half of them children — had died.", "figure: 40", "date"),
        ("The band that played “The Triple Lutz” was arrested.", "event: arrested", "quotation"),
        ("The band sang “we shall not be moved” and was arrested.", "quotation", "law"),
        ("The cameras in use are required by the port of Skarn.", "rule: required", "law"),
    ],
)
def test_a_reason_is_one_that_the_sentence_has(sentence: str, shown: str, hidden: str) -> None:
    reasons = judged(sentence)[1].claim(0).reasons
    assert any(reason.startswith(shown) for reason in reasons)
    assert not any(reason.startswith(hidden) for reason in reasons)


@pytest.mark.parametrize(
    "sentence",
    [
        "This report explores the causes of the fire.",
        "The council declined to comment.",
        "The Skarn Post has asked the council for comment.",
        "Lund could not be reached for comment on Friday.",
        "The yard did not respond to requests for comment.",
        "Anyone with information is asked to call Skarn police.",
        "For help, call the Samaritans on 116 123.",
    ],
)
def test_what_a_piece_says_of_itself_and_of_its_making_needs_no_source(sentence: str) -> None:
    assert judged(sentence)[1].claim(0).score < 0.5


@pytest.mark.parametrize(
    ("sentence", "shown", "hidden"),
    [
        ("A ruling is expected in May.", "forecast: is expected", "stance"),
        ("The yard is likely to be sold.", "forecast: likely to", "editorial"),
        ("The yard is due to be sold in May.", "plan: due to be", "cause"),
        ("The yard was closed due to rain.", "cause: due to", "plan"),
        ("Marta Lund wants the yard to close.", "stance: wants", "attribution"),
    ],
)
def test_what_will_be_is_a_plan_or_a_forecast(sentence: str, shown: str, hidden: str) -> None:
    reasons = judged(sentence)[1].claim(0).reasons
    assert shown in reasons
    assert not any(reason.startswith(hidden) for reason in reasons)


def test_what_a_paragraph_opens_with_says_whose_words_it_holds() -> None:
    document, judge = judged(
        "The board met.\n\nMarta Lund: The board stopped listening. It should never have sold the cranes. Brandt said so.\n\n"
        "It should never have bought them."
    )
    said = [judge.attribution(i) for i in range(5)]
    assert [found and document.text[slice(*found.source)] for found in said if found and found.source] == [
        "Marta Lund", "Marta Lund", "Brandt",
    ]  # fmt: skip
    assert said[2] is not None and said[2].cue is None and judge.editorial(2).score < 0.5
    assert said[4] is None and judge.editorial(4).score >= 0.5


def test_a_note_before_a_colon_speaks_for_nobody() -> None:
    _, judge = judged("Update: the board met in May. It should never have sold the cranes.")
    assert judge.attribution(1) is None


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("'It is late,' she said.", ["'It is late,'"]),
        ("'They sold the boys' boats,' she said. 'It's late.'", ["'They sold the boys' boats,'", "'It's late.'"]),
        ("‘They sold the boys’ boats,’ she said.", ["‘They sold the boys’ boats,’"]),
        ("It was 'a return to the bad old days' of the '90s.", ["'a return to the bad old days'"]),
        ("It was the 'bad old days' of the 'boys' club'.", ["'bad old days'", "'boys' club'"]),
        ("The ‘bad old days’ of the boys’ club were over.", ["‘bad old days’"]),
        ("'I read \"Emma\" on the quay,' he said.", ["'I read \"Emma\" on the quay,'"]),
        ("'No!' he cried. 'Never!' And 'so it goes,' she said.", ["'No!'", "'Never!'", "'so it goes,'"]),
        ("The boys' boats and the girls' oars were Jones' own.", []),
        ("He said 'em boys' boats were lost.", []),
        ("'Twas rock 'n' roll 'til dawn in the '80s at O'Neill's.", []),
        ("It 's a dog 's life, is n't it?", []),
        ("The plank was 6' long and the dogs' own.", []),
    ],
)
def test_an_apostrophe_is_no_quotation_mark(text: str, quoted: list[str]) -> None:
    document, judge = judged(text)
    found = [document.text[slice(*span)] for i in range(len(document.sentences)) for span in judge.quotations(i)]
    assert found == quoted


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Marta Lund: We sold the cranes.", "Marta Lund"),
        ("Marta Lund spoke first.\n\nLund: The cranes were sold.", "Lund"),
        ("Marta Lund spoke first.\n\nLUND: The cranes were sold.", "LUND"),
        ("MARTA LUND: Why not?\n\nREED: No.\n\nLUND: The cranes were sold.", "LUND"),
        ("Tomas Reed met us by the reed beds.\n\nReed: I sold the cranes.", "Reed"),
        ("The ratio of the two is old.\n\nSharp Ratio: The gain of a fund.", None),
        ("Crane Inspection: The first step is to look at the hook.", None),
        ("FILE PHOTO: A crane stands on the quay.", None),
        ("GRAPHIC: The cranes of the yard.", None),
        ("Storm Photo: A crane stands on the quay.", None),
    ],
)
def test_a_label_names_a_speaker_where_it_is_no_term(text: str, speaker: str | None) -> None:
    document, judge = judged(text)
    found = judge.attribution(len(document.sentences) - 1)
    assert (document.text[slice(*found.source)] if found and found.source else None) == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Marta Lund's verdict? The sale was a disgrace.", "Marta Lund"),
        ("Her view? The sale was a disgrace.", "Her"),
        ("Why her view? The sale was a disgrace.", None),
        ("Her boat? The sale was a disgrace.", None),
        ("Her view?\n\nThe sale was a disgrace.", None),
    ],
)
def test_what_follows_a_question_for_a_view_is_that_view(text: str, speaker: str | None) -> None:
    document, judge = judged(text)
    found = judge.attribution(1)
    assert (document.text[slice(*found.source)] if found and found.source else None) == speaker
