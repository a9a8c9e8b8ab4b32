"""The résumé file itself: found, small enough, and really text."""

from __future__ import annotations

import re
from pathlib import Path

from bot.errors import ProfileError

LIMIT = 2 * 1024 * 1024
_MAGIC = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a Word, OpenDocument or zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Word file"),
    (b"{\\rtf", "an RTF file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x1f\x8b", "a gzip file"),
)
HEAD = 2000
_HTML = re.compile(r"\s*(?:(?:<\?xml.*?>|<!--.*?-->)\s*)*<(?:!doctype html|html|head|body)\b", re.I | re.S)
_EXPORT = "export it as JSON Resume (.json, .yaml) or Markdown (.md) and give that file"


def fetch(path: Path) -> bytes:
    """The file's bytes; raises ProfileError when there is no such file, it cannot be read, or it is over 2 MB."""
    try:
        path = path.expanduser()
        if path.is_dir():
            raise ProfileError(f"{path}: this is a folder; name the résumé file in it")
        if path.exists() and not path.is_file():
            raise ProfileError(f"{path}: this is not a regular file; name a résumé file")
        with path.open("rb") as file:
            return file.read(LIMIT + 1)
    except FileNotFoundError:
        raise ProfileError(f"{path}: there is no such file; check the path") from None
    except (OSError, ValueError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ProfileError(f"{path}: it cannot be read ({reason}); check the path and the permissions") from None


def decode(data: bytes, name: str) -> str:
    """The text of a résumé; raises ProfileError when it is too big, of another kind, empty, or not UTF-8."""
    if len(data) > LIMIT:
        raise ProfileError(f"{name}: it is larger than {LIMIT // 1024 // 1024} MB; a résumé is text of a few pages")
    if kind := next((kind for magic, kind in _MAGIC if data.startswith(magic)), None):
        raise ProfileError(f"{name}: this is {kind}; {_EXPORT}")
    text = _utf8(data, name)
    if not text.strip():
        raise ProfileError(f"{name}: the file is empty; write a résumé in it")
    if _HTML.match(text[:HEAD]):
        raise ProfileError(f"{name}: this is an HTML page; give the résumé itself (on GitHub, the address behind Raw)")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _utf8(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ProfileError(f"{name}:{line}: this is not valid UTF-8; save the file with the encoding UTF-8") from None
