"""The scheduled job: what is new, delivered once, on time."""
