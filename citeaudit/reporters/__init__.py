"""One file per output format: `write(audits, out, settings)`."""
