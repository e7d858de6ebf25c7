"""The exceptions a run can end with; each message says what, where, and what to do."""


class BriefingError(Exception):
    """A run that cannot succeed; the command line prints the message and leaves with 1."""


class UsageError(BriefingError):
    """The call itself is wrong (a path that is not there, a setting out of range); leaves with 2."""


class ModelError(BriefingError):
    """The language model's endpoint can't serve this run at all (a key refused, a model unknown, a quota used up)."""
