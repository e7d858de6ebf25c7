"""What holds: each gate holds a sentence against the passages it rests on."""
