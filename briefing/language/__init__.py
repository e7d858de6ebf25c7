"""What a text says, read once by its language: sentences, numbers, days, quotations, names, negations."""
