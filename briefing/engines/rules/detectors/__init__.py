"""Where reports differ: one file is one kind of difference and one function that finds it."""
