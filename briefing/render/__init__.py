"""From a finished briefing to Markdown and JSON."""
