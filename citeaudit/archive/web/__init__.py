"""Records of web archives (WARC): found, cut at, and taken apart into the pages in them."""
