"""Several documents of one run, compared by digests: what stands in more than one of them, and what differs there."""
