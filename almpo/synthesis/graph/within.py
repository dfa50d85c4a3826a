"""A call that may take too long, or for ever."""

from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TypeVar

T = TypeVar("T")


def within(seconds: float, call: Callable[[], T]) -> T:
    """What the call returns or raises. Raises TimeoutError when it takes longer; it is then left to itself.

    The call runs in a thread that does not keep the process alive.
    """
    outcome: SimpleQueue[tuple[T | None, BaseException | None]] = SimpleQueue()

    def run() -> None:
        try:
            outcome.put((call(), None))
        except BaseException as error:  # handed over to the caller, whatever it is
            outcome.put((None, error))

    Thread(target=run, daemon=True).start()
    try:
        value, error = outcome.get(timeout=max(seconds, 0))
    except Empty:
        raise TimeoutError(f"no reply within {seconds:.1f} s") from None
    if error is not None:
        raise error
    return value  # type: ignore[return-value]
