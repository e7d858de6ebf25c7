"""Where documents come from; one module is one kind of input."""
