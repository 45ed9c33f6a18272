"""What the saved texts of sources hold of what an article says: evidence, with its place, and never a verdict."""
