"""What each command does, one module a command, and the parts of a run that several of them share."""

OK, FINDINGS, TROUBLE = 0, 1, 2
"""Exit codes: nothing at or above `--fail-on`; findings; the job could not be done, in full or in part."""
