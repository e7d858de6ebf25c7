"""What the language model is asked, task by task, and what its replies come to."""
