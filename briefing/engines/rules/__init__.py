"""The embedded engine's rules: how it reads a sentence, compares two, and chooses what to say."""
