"""Work shared among processes, none of which outlives the one that it works for."""

import os
import threading
from collections.abc import Callable, Iterable
from functools import cache
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from typing import TypeVar

from joblib import Parallel, delayed

Result = TypeVar("Result")


def shared(work: Callable[..., Result], given: Iterable[tuple[object, ...]], *, jobs: int) -> list[Result]:
    """What the work gives for each row of arguments, in their order, done by `jobs` processes."""
    reader, _ = _lifeline()
    pool = Parallel(n_jobs=jobs, max_nbytes=None, initializer=_end_with, initargs=(reader,))
    found: list[Result] = pool(delayed(work)(*arguments) for arguments in given)
    return found


@cache
def _lifeline() -> tuple[Connection, Connection]:
    """A pipe through which nothing is said: its far end closes once this process is gone, however it ended."""
    return Pipe(duplex=False)


def _end_with(parent: Connection) -> None:
    """Nothing; from now on this process ends when the one at the other end of the pipe does."""
    threading.Thread(target=_wait, args=(parent,), daemon=True).start()


def _wait(parent: Connection) -> None:
    wait([parent])
    os._exit(1)
