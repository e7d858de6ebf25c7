"""What one can do with a string: sentences, spans, shingles, figures, dates, names, tokens."""
