"""One file per input format: `SUFFIXES`, and `read(content) -> Text`."""
