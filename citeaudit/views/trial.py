"""What a rule finds in articles on which it is tried."""

from typing import TextIO

from citeaudit.layout import cropped, one_line, painted, table
from citeaudit.trial import Trial


def write(trial: Trial, out: TextIO, *, width: int, color: bool) -> None:
    """Write how often the rule speaks, samples of it, and where other rules speak too."""
    rate = "n/a" if trial.rate is None else f"{trial.rate:.1f}"
    rows = [
        ["hits for 1,000 sentences", rate, f"{trial.hits} in {trial.sentences} sentences"],
        [
            "sentences with a hit",
            f"{trial.hit_sentences} of {trial.sentences}",
            "headings and questions are not counted",
        ],
        ["documents with a hit", f"{trial.hit_documents} of {trial.documents}", ""],
        ["found by this rule alone", f"{trial.alone} of {trial.hits}", "where no other rule speaks"],
    ]
    out.write(table(rows, [trial.rule, "", ""], width, flexible=2) + "\n")
    if trial.overlap:
        shared = [[name, f"{count} of {trial.hits}"] for name, count in trial.overlap]
        out.write(table(shared, ["found on the same words by", "hits"], width, flexible=0) + "\n")
    if trial.samples:
        some = "" if len(trial.samples) == trial.hits else f"{len(trial.samples)} of them, "
        out.write(f"\nWhat it finds, {some}in the order of the documents:\n")
    for sample in trial.samples:
        place = one_line(sample.path) + (f":{sample.line}" if sample.line else "")
        out.write(f"\n{place}: {one_line(sample.message)}\n")
        line, carets = cropped(sample.sentence, sample.start, sample.end, 0, len(sample.sentence), width - 2)
        out.write(f"  {line}\n  {painted(carets, 'warning', color=color)}\n")
