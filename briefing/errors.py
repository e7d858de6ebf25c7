"""The exceptions a run can end with; each message says what, where, and what to do."""


class BriefingError(Exception):
    """A run that cannot succeed; the command line prints the message and leaves with 1."""


class UsageError(BriefingError):
    """The call itself is wrong (a path that is not there, a setting out of range); leaves with 2."""


class BusyError(BriefingError):
    """Another run is at work on the same job or in the same folder; leaves with a code of its own."""


class ModelError(BriefingError):
    """The language model's endpoint can't serve this run at all (a key refused, a model unknown, a quota used up)."""


class Terminated(KeyboardInterrupt):  # like the interrupt, no error: whatever lets that pass lets this pass
    """SIGTERM: end as after ctrl-c, with a code of its own."""
