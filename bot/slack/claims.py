"""Exactly one reply: whoever claims an event answers it, and a claim that led to no reply is given back."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol


class InHandError(Exception):
    """Somebody is at it and may yet fail: this delivery is not to be acknowledged, so that Slack sends it again."""


class Claims(Protocol):
    """Where claims are kept. One thing to answer has several keys: its event's id, and the message's place."""

    def claim(self, keys: tuple[str, ...]) -> bool:
        """Take all keys at once. Nothing is taken when one of them is done (False) or in hand (raises InHandError)."""

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
    """The last `size` keys that are done, in this process; Slack's last retry comes after an hour at most."""

    def __init__(self, size: int = 50_000) -> None:
        self._size = size
        self._done: OrderedDict[str, None] = OrderedDict()
        self._in_hand: set[str] = set()
        self._lock = threading.Lock()

    def claim(self, keys: tuple[str, ...]) -> bool:
        with self._lock:
            if any(key in self._done for key in keys):
                return False
            if not self._in_hand.isdisjoint(keys):
                raise InHandError
            self._in_hand.update(keys)
            return True

    def done(self, keys: tuple[str, ...]) -> None:
        with self._lock:
            self._in_hand.difference_update(keys)
            self._done.update(dict.fromkeys(keys))
            while len(self._done) > self._size:
                self._done.popitem(last=False)

    def release(self, keys: tuple[str, ...]) -> None:
        with self._lock:
            self._in_hand.difference_update(keys)

    def in_hand(self) -> tuple[str, ...]:
        """The keys that are taken and not done."""
        with self._lock:
            return tuple(self._in_hand)
