"""What engines/rules/detectors/copies looks for in English."""



TIMES = frozenset(
    "recently earlier later year week month day morning night yesterday today monday tuesday wednesday "
    "thursday friday saturday sunday early late currently now".split()
)
"""What a desk changes because its day is another."""
