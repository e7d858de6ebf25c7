"""Turn a pile of documents into a short, cited Markdown briefing."""
