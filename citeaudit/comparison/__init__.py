"""What changed between two versions of a document: sentences by their words, sources by what they are."""
