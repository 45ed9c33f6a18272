"""One file per check: `Params`, and `check(document, params) -> Iterator[Hit]`."""
