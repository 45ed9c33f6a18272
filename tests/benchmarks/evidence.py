"""Print what it costs to look for the claims of an article in a saved text, with texts that double in size.

Run it with the Python of an environment that has citeaudit: `python tests/benchmarks/evidence.py`. Each row is the
processor time of the checks, the claims read beforehand, and its ratio to cutting the same text into words in the same
run: machines differ and are noisy, the ratio and its course less so.
"""

import random
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import corpus

from citeaudit import audit_text
from citeaudit.evidence import checking, saved
from citeaudit.evidence.words import Words

SENTENCES = 60
SIZES = (12_500, 25_000, 50_000, 100_000, 200_000)
RUNS = 3


def article(pick: random.Random) -> str:
    """Cited sentences with figures, names and a quotation each; some of it stands in the source, some does not."""
    lines = []
    for _ in range(SENTENCES):
        person, place, thing = pick.choice(corpus.PEOPLE), pick.choice(corpus.PLACES), pick.choice(corpus.THINGS)
        lines.append(
            f"{person} said {pick.randint(2, 900)} people used the {thing} in {place} in {pick.randint(1990, 2025)}, "
            f"“and {pick.randint(2, 99)} per cent of them {pick.choice(corpus.DEEDS)} the {thing} again”, "
            f"at a cost of £{pick.randint(1, 9)}.{pick.randint(1, 9)} million [1]."
        )
    return "\n\n".join(lines) + "\n"


def source(pick: random.Random, words: int) -> str:
    """A text of so many words, about one in twenty-five of them a figure."""
    sentences: list[str] = []
    size = 0
    while size < words:
        sentences.append(
            f"{pick.choice(corpus.PEOPLE)} {pick.choice(corpus.DEEDS)} the {pick.choice(corpus.THINGS)} of "
            f"{pick.choice(corpus.PLACES)} {pick.choice(corpus.TIMES)}, and {pick.randint(2, 90_000):,} people came to "
            f"see what the {pick.choice(corpus.QUALITIES)} {pick.choice(corpus.THINGS)} had been."
        )
        size += len(sentences[-1].split())
    return " ".join(sentences)


def main() -> None:
    """One row for each size."""
    pick = random.Random(7)
    document = audit_text(article(pick)).document
    assert document is not None
    print(f"an article of {SENTENCES} sentences; medians of {RUNS} runs, processor time")
    print(f"{'words':>8}  {'seconds':>7}  {'of cutting into words':>21}")
    for size in SIZES:
        text = source(pick, size)
        seconds, ratios = [], []
        for _ in range(RUNS):
            began = time.process_time()
            Words(text)
            cut = time.process_time()
            found = checking.Checking(document, saved.of_texts({"1": text}))
            for i in range(len(document.sentences)):
                found.checked(i)
                found.best_passage(i)
            found.copies()
            ended = time.process_time()
            seconds.append(ended - cut)
            ratios.append((ended - cut) / (cut - began))
        print(f"{size:>8}  {statistics.median(seconds):>7.2f}  {statistics.median(ratios):>20.1f}x")


if __name__ == "__main__":
    main()
