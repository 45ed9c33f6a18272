"""Tables over a folder of results: what is asked of them, and the formats they are printed in."""
