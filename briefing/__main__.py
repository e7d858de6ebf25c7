"""`briefing` and `python -m briefing`: the command line, which a signal ends with a message from the first moment."""

import gc
import os
import signal
import sys
from collections.abc import Callable
from types import FrameType

_Handler = Callable[[int, FrameType | None], object]


def main() -> int:
    """Load the command line and run it."""
    heard = {name: handler for name, handler in _HANDLERS.items() if signal.getsignal(name) in _USUAL}
    for name in heard:
        signal.signal(name, _leave)
    from briefing.cli import main as run

    gc.set_threshold(*_RARELY)
    for name, handler in heard.items():
        signal.signal(name, handler)
    try:
        return run()
    finally:
        for name in heard:
            signal.signal(name, signal.SIG_DFL)  # there is nothing left to undo, and nothing more to say
        gc.freeze()  # or Python, as it ends, looks once more through all that is there: a tenth of a short run


def _leave(number: int, frame: FrameType | None) -> None:
    """End at once: nothing has been begun. An exception would be told with where it struck the loading."""
    os.write(2, b"briefing: interrupted while starting; nothing was begun\n")
    os._exit(128 + number)


def _terminate(number: int, frame: FrameType | None) -> None:
    from briefing.errors import Terminated

    raise Terminated


_RARELY = 100_000, 20, 100
"""When Python looks for what refers to itself: a pile makes many small records, hardly any of which do, and looking at
all of them after every 700th took a fifth of a run."""

_HANDLERS: dict[signal.Signals, _Handler] = {signal.SIGINT: signal.default_int_handler, signal.SIGTERM: _terminate}
_USUAL = (signal.default_int_handler, signal.SIG_DFL)  # a signal that whoever started us wants ignored stays so

if __name__ == "__main__":
    sys.exit(main())
