"""What a conversation needs to go on: the context of its last answer. Kept per thread, never per process."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import Protocol


class Threads(Protocol):
    """Where contexts are kept. Keys are opaque strings, one conversation each."""

    def get(self, conversation: str) -> str:
        """The context last put there, "" when there is none."""

    def put(self, conversation: str, context: str) -> None: ...


class MemoryThreads:
    """The last `size` conversations, in this process."""

    def __init__(self, size: int = 10_000) -> None:
        self._size = size
        self._contexts: OrderedDict[str, str] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, conversation: str) -> str:
        with self._lock:
            return self._contexts.get(conversation, "")

    def put(self, conversation: str, context: str) -> None:
        with self._lock:
            self._contexts[conversation] = context
            self._contexts.move_to_end(conversation)
            if len(self._contexts) > self._size:
                self._contexts.popitem(last=False)
