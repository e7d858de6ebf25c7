"""What is true of Chinese alone: numerals built of signs, and dates without spaces."""
