"""The last good copy of each résumé that was fetched, in the user's cache folder."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Copy:
    """What was fetched: its bytes, its format ("json", "yaml", "markdown"), its validators, the day (ISO)."""

    data: bytes
    kind: str
    etag: str = ""
    modified: str = ""
    fetched: str = ""

    def condition(self) -> dict[str, str]:
        """The request headers that ask for something else than this copy."""
        headers = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in headers.items() if value}


def read(url: str) -> Copy | None:
    """The copy of what is behind the address, None when there is none."""
    try:
        head, _, data = _path(url).read_bytes().partition(b"\n")
        return Copy(data, *json.loads(head))
    except (OSError, ValueError, TypeError, RuntimeError):
        return None


def write(url: str, copy: Copy) -> None:
    """Keeps the copy, readable only for this user; silently not, where nothing can be written."""
    head = json.dumps([copy.kind, copy.etag, copy.modified, copy.fetched]).encode()
    with contextlib.suppress(OSError, RuntimeError):
        path = _path(url)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
            file.write(head + b"\n" + copy.data)
        Path(file.name).replace(path)


def _path(url: str) -> Path:
    """Named by a hash, because an address may hold a secret."""
    root = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(root, "batao", hashlib.sha256(url.encode(errors="replace")).hexdigest()[:32])
