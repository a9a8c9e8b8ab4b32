"""Exactly one reply: whoever claims an event answers it, and a claim that led to no reply is given back."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol


class Claims(Protocol):
    """Where claims are kept. One thing to answer has several keys: its event's id, and the message's place."""

    def claim(self, keys: tuple[str, ...]) -> bool:
        """Take all keys at once; False, and nothing taken, when one of them is taken."""

    def done(self, keys: tuple[str, ...]) -> None:
        """The reply is out: never to be answered again."""

    def release(self, keys: tuple[str, ...]) -> None:
        """No reply went out: the next delivery may have them."""


@contextmanager
def claimed(claims: Claims, keys: tuple[str, ...]) -> Iterator[bool]:
    """True for the one who is to answer. An exception inside gives the claim back, and is raised on."""
    if not claims.claim(keys):
        yield False
        return
    try:
        yield True
    except BaseException:
        claims.release(keys)
        raise
    claims.done(keys)


class MemoryClaims:
    """The last `size` keys, in this process; Slack's last retry comes after an hour at most."""

    def __init__(self, size: int = 50_000) -> None:
        self._size = size
        self._taken: OrderedDict[str, None] = OrderedDict()
        self._lock = threading.Lock()

    def claim(self, keys: tuple[str, ...]) -> bool:
        with self._lock:
            if any(key in self._taken for key in keys):
                return False
            self._taken.update(dict.fromkeys(keys))
            while len(self._taken) > self._size:
                self._taken.popitem(last=False)
            return True

    def done(self, keys: tuple[str, ...]) -> None:
        """Nothing to do: a taken key stays taken."""

    def release(self, keys: tuple[str, ...]) -> None:
        with self._lock:
            for key in keys:
                self._taken.pop(key, None)
