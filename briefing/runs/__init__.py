"""What a run of the pipeline is made of beside its stages: what it reads, what it follows, what fell short."""
