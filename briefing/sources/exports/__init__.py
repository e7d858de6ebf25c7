"""Exports of press archives: many articles in one file, each with its own outlet, title, day and page."""
