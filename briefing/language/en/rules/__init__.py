"""What the rules look for in English, one file a rule; the rules themselves stand with the engine and the judging."""
