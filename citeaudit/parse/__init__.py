"""From prose and blocks to sentences, markers, sources and what repeats what."""
