"""Make a folder of Markdown articles: every one different, the same for the same seed, none taken from anywhere."""

import random
from pathlib import Path

PLACES = ["Norrholm", "Skarn", "Tarnow", "Marrick", "Dunmoor", "Orrin", "Lindvik", "Brannock", "Westerby", "Kestrel"]
BODIES = [
    "the council",
    "the harbour board",
    "the water company",
    "the transport authority",
    "the county clerk",
    "the union",
]
PEOPLE = [
    "Petra Voll",
    "Aksel Brandt",
    "Gwen Harlow",
    "Tobias Renn",
    "Dora Quill",
    "Ines Calloway",
    "Marta Ekholm",
    "Omar Lisle",
]
WORKS = ["bridge", "ferry route", "reservoir", "tram line", "fish market", "school", "flood wall", "quarry"]
CITED = (
    "{Body} in {place} voted by {a} to {b} on Tuesday to close the {work} from 1 March{m}.",
    "The {work} at {place} carried {n} passengers last year, up from {k} in 2019, according to {body}{m}.",
    "{person}, who chairs the {work} committee, said the repairs would cost £{a}.{b}m over five years{m}.",
    "“We measured it twice, and the second figure was worse,” {person} told a meeting in {place}{m}.",
    "Under the plan, {n} homes would be moved away from the {work} by the spring of 2028{m}.",
    "The report by {body} found that {a} per cent of the {work}'s users came from outside {place}{m}.",
    "Work on the {work}, which began in {place} in 1998, has been stopped since a leak was found in May{m}.",
    "{person} denied that {body} had known of the fault before the {work} was opened again{m}.",
    "A second inquiry into the {work}, led by a judge from {place}, is due to report in {a} weeks{m}.",
    "Rents near the {work} rose by {a}.{b} per cent between 2021 and 2024, the figures for {place} show{m}.",
)
PLAIN = (
    "It was raining in {place} when the vote was read out, and few people had stayed to hear it.",
    "The {work} stands between the old town of {place} and the sea.",
    "{person} has lived beside the {work} for most of her life.",
    "Nobody at the meeting in {place} asked about the {work} again.",
)
WEAK = (
    "{Body} spent £{a}.{b}m on the {work} in the same period.",
    "Observers said that the {work} could divide {place} for years.",
    "The decision highlights how thin the budget of {body} has become.",
    "It is widely believed that the {work} was never inspected.",
)


def sentence(rng: random.Random, template: str, sources: int) -> str:
    """One sentence, its citation in one of the usual places."""
    body = rng.choice(BODIES)
    labels = sorted(rng.sample(range(1, sources + 1), rng.choice((1, 1, 1, 2))))
    marker = f"[{', '.join(map(str, labels))}]"
    text = template.format(
        Body=body.capitalize(), body=body, place=rng.choice(PLACES), person=rng.choice(PEOPLE), work=rng.choice(WORKS),
        a=rng.randint(11, 98), b=rng.randint(1, 9), n=f"{rng.randint(1, 98)},{rng.randint(100, 999)}",
        k=rng.randint(1000, 9000), m=" {m}",
    )  # fmt: skip
    if rng.random() < 0.3:
        return text.replace(" {m}.", f".{marker}")
    return text.replace("{m}", marker)


def article(rng: random.Random, size: int) -> str:
    """About `size` characters: a headline, paragraphs, headings, a list, and a source list at the end."""
    sources = rng.randint(4, 9)
    headline = f"{rng.choice(PLACES)} waits for its {rng.choice(WORKS)} as costs reach £{rng.randint(2, 90)}m"
    blocks = [f"# {headline}", f"*By {rng.choice(PEOPLE)}*"]
    while sum(map(len, blocks)) < size - sources * 90:
        kind = rng.random()
        if kind < 0.08:
            blocks.append(f"## The {rng.choice(WORKS)} in {rng.choice(PLACES)}")
        elif kind < 0.14:
            blocks.append("\n".join(f"- {sentence(rng, rng.choice(CITED), sources)}" for _ in range(3)))
        else:
            picks = rng.choices((CITED, PLAIN, WEAK), weights=(86, 10, 4), k=rng.randint(2, 4))
            blocks.append(" ".join(sentence(rng, rng.choice(pool), sources) for pool in picks))
    blocks.append("## Sources")
    blocks.append(
        "\n".join(
            f"{i}. Minutes of {rng.choice(BODIES)}, {rng.choice(PLACES)} Gazette, {rng.randint(1, 28)} March 2025, "
            f"https://{rng.choice(PLACES).lower()}.example/minutes/{rng.randint(1000, 9999)}"
            for i in range(1, sources + 1)
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
