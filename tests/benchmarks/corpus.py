"""Make a folder of Markdown articles: every one different, the same for the same seed, none taken from anywhere."""

import random
from pathlib import Path

PLACES = ["Norrholm", "Skarn", "Tarnow", "Marrick", "Dunmoor", "Orrin", "Lindvik", "Brannock", "Westerby", "Kestrel"]
PEOPLE = ["Petra Voll", "Aksel Brandt", "Gwen Harlow", "Tobias Renn", "Dora Quill", "Ines Calloway", "Marta Ekholm"]
BODIES = ["the council", "the harbour board", "the water company", "the transport authority", "the union", "the court"]
THINGS = """bridge ferry reservoir tramway market school seawall quarry library hospital orchard shipyard tunnel stadium
nursery windmill cemetery sawmill allotment lighthouse greenhouse foundry observatory canal brewery monastery""".split()
QUALITIES = """old disused listed narrow flooded popular private northern abandoned municipal wooden temporary crowded
neglected medieval remote profitable unfinished underground restored""".split()
DEEDS = """inspected bought closed extended painted insured measured leased repaired fenced drained photographed
surveyed evacuated renamed cleaned widened auctioned refinanced demolished""".split()
TIMES = ["on Tuesday", "in March", "last year", "in 2019", "after the storm", "before dawn", "in the autumn of 2021"]
TAILS = [
    "because the lease had run out", "at a cost of £{a}.{b} million", "for the third time in {k} years",
    "while the road was shut", "without telling the neighbours", "under a law from 19{a}", "with money from the county",
    "and moved {n},{a}0 tonnes of gravel", "to make room for {a} homes", "when its roof began to leak",
]  # fmt: skip
SAYINGS = [
    "{person}, who runs the {quality} {thing}, said {body} had {deed} it {time}{m}.",
    "{Body} {deed} the {quality} {thing} in {place} {time} {tail}{m}.",
    "The {thing} was {deed} {time} {tail}, according to {body}{m}.",
    "“Nobody asked us before they {deed} it,” {person} told a meeting in {place}{m}.",
    "Some {n} people used the {quality} {thing} {time}, {a} per cent more than the {thing2} in {place}{m}.",
    "A report by {body} found that the {thing} had been {deed} {tail}{m}.",
    "{person} denied that the {quality} {thing} near {place} had been {deed} {tail}{m}.",
    "The {thing} and the {quality} {thing2} were {deed} {time} {tail}{m}.",
]
PLAIN = [
    "It was raining in {place}, and the {quality} {thing} stood empty.",
    "The {thing} lies between the {quality} {thing2} and the sea.",
    "{person} has lived beside the {thing} for most of her life.",
]
WEAK = [
    "{Body} {deed} the {quality} {thing} {time} {tail}.",
    "Observers said that the {thing} could divide {place} for years.",
    "The decision highlights how thin the budget of {body} has become.",
    "It is widely believed that the {quality} {thing} was never {deed}.",
]


def sentence(rng: random.Random, template: str, cited: list[int], sources: int) -> str:
    """One sentence, its citation in one of the usual places; new sources come in the order of their numbers."""
    body = rng.choice(BODIES)
    text = template.replace("{tail}", rng.choice(TAILS)).format(
        Body=body.capitalize(), body=body, place=rng.choice(PLACES), person=rng.choice(PEOPLE),
        thing=rng.choice(THINGS), thing2=rng.choice(THINGS), quality=rng.choice(QUALITIES), deed=rng.choice(DEEDS),
        time=rng.choice(TIMES), a=rng.randint(11, 98), b=rng.randint(1, 9), k=rng.randint(3, 30),
        n=rng.randint(100, 900), m=" {m}",
    )  # fmt: skip
    if " {m}" not in text:
        return text
    labels = set(rng.sample(cited, min(len(cited), rng.choice((0, 1, 1, 2)))))
    if not labels or (len(cited) < sources and rng.random() < 0.3):
        if len(cited) < sources:
            cited.append(len(cited) + 1)
        labels.add(cited[-1])
    marker = f"[{', '.join(map(str, sorted(labels)))}]"
    if rng.random() < 0.3:
        return text.replace(" {m}.", f".{marker}")
    return text.replace("{m}", marker)


def article(rng: random.Random, size: int) -> str:
    """About `size` characters: a headline, paragraphs, headings, a list, and a source list at the end."""
    sources = rng.randint(4, 9)
    cited: list[int] = []
    headline = f"{rng.choice(PLACES)} waits for its {rng.choice(THINGS)} as costs reach £{rng.randint(2, 90)}m"
    blocks = [f"# {headline}", f"*By {rng.choice(PEOPLE)}*"]
    while sum(map(len, blocks)) < size - sources * 90:
        kind = rng.random()
        if kind < 0.08:
            blocks.append(f"## The {rng.choice(QUALITIES)} {rng.choice(THINGS)}")
        elif kind < 0.14:
            blocks.append("\n".join(f"- {sentence(rng, rng.choice(SAYINGS), cited, sources)}" for _ in range(3)))
        else:
            picks = rng.choices((SAYINGS, PLAIN, WEAK), weights=(86, 10, 4), k=rng.randint(2, 4))
            blocks.append(" ".join(sentence(rng, rng.choice(pool), cited, sources) for pool in picks))
    blocks.append("## Sources")
    blocks.append(
        "\n".join(
            f"{i}. Minutes on the {rng.choice(THINGS)}, {rng.choice(PLACES)} Gazette, {rng.randint(1, 28)} March 2025, "
            f"https://{rng.choice(PLACES).lower()}.example/minutes/{rng.randint(1000, 9999)}"
            for i in range(1, max(2, len(cited)) + 1)
        )
    )
    return "\n\n".join(blocks) + "\n"


def write(folder: Path, articles: int = 1000, size: int = 5000, seed: int = 20260301) -> int:
    """Fill `folder` with articles; the number of bytes written."""
    rng = random.Random(seed)
    total = 0
    for number in range(articles):
        text = article(rng, size)
        total += (folder / f"{number:05d}.md").write_bytes(text.encode())
    return total
