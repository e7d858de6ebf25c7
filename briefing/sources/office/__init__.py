"""Documents of office programs and books: paragraphs, lists, tables, notes and slides in order."""
