"""The way of the data: one file is one stage is one function of that name."""
