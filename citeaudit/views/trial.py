"""What a rule finds in articles on which it is tried."""

from typing import TextIO

from citeaudit.layout import cropped, one_line, painted, table
from citeaudit.trial import Trial


def write(trial: Trial, out: TextIO, *, width: int, color: bool) -> None:
    """Write how often the rule speaks, samples of it, and where other rules speak too."""
    rate = "n/a" if trial.rate is None else f"{trial.rate:.1f}"
    rows = [
        ["for 1,000 sentences", rate, f"{trial.hits} hits in {trial.sentences} sentences"],
        ["sentences with a hit", str(trial.hit_sentences), f"of {trial.sentences}"],
        ["documents with a hit", str(trial.hit_documents), f"of {trial.documents}"],
        ["on words of their own", str(trial.alone), f"of {trial.hits} hits: no other rule speaks there"],
    ]
    out.write(table(rows, [trial.rule, "", ""], width, flexible=2) + "\n")
    if trial.overlap:
        shared = [[name, f"{count} of {trial.hits}"] for name, count in trial.overlap]
        out.write(table(shared, ["other rules on the same words", "hits"], width, flexible=0) + "\n")
    if trial.samples:
        out.write(f"\n{len(trial.samples)} of {trial.hits} hits, in the order of the documents:\n")
    for sample in trial.samples:
        place = one_line(sample.path) + (f":{sample.line}" if sample.line else "")
        out.write(f"\n{place}: {one_line(sample.message)}\n")
        line, carets = cropped(sample.sentence, sample.start, sample.end, 0, len(sample.sentence), width - 2)
        out.write(f"  {line}\n  {painted(carets, 'warning', color=color)}\n")
