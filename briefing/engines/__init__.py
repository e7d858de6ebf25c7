"""Who reads and writes: the embedded rules, or a language model behind the same Protocol."""
