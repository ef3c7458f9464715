"""Signals that stop a script: they end it at once before its work begins, and unwind it from then on.

Nothing here is slow to import, so that a script can import it before all else.
"""

import os
import signal
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import Final

STOPPED: Final = 128
"""What the number of a signal is added to in the exit code of a script that it stopped."""
NOTHING_DONE: Final = "stopped before its end; give the command again"
STOPS: Final = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
"""Ctrl-C, the system's own way, and a terminal that was closed."""
_STDERR: Final = 2


def hear(answer: Callable[[int, FrameType | None], None]) -> None:
    """Nothing; from now on the signals that stop a script are answered so, but for those that it is to ignore."""
    for stop in STOPS:
        if signal.getsignal(stop) is not signal.SIG_IGN:  # as behind nohup
            signal.signal(stop, answer)


def leave(number: int, _: FrameType | None) -> None:
    """Ends a script that is still importing: it has begun nothing that would have to be cleared up."""
    with suppress(OSError):  # what cannot be said there is left to the exit code
        os.write(_STDERR, f"{NOTHING_DONE}\n".encode())
    os._exit(STOPPED + number)


def unwind(number: int, _: FrameType | None) -> None:
    """Unwinds a script as Ctrl-C does, so that nothing half-written stays."""
    raise KeyboardInterrupt(number)


def hear_no_more() -> None:
    """Once a run has ended, an impatient second signal cuts neither the clearing up nor the last words short."""
    for stop in STOPS:
        if signal.getsignal(stop) is unwind:
            signal.signal(stop, signal.SIG_IGN)
