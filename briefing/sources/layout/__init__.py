"""What is laid out on pages → text as it is read; nothing here knows of PDF but its letters."""
