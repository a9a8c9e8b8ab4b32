"""A résumé behind an https address: asked for again only when it has changed, and the last good copy is kept."""

from __future__ import annotations

import datetime
import http.client
import ipaddress
import logging
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import closing
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from bot.errors import ProfileError
from bot.load import copies, formats
from bot.load.copies import Copy
from bot.load.source import LIMIT
from bot.profile import Profile

SECONDS = 5.0
REDIRECTS = 3

_log = logging.getLogger(__name__)
_MOVED = frozenset({301, 302, 303, 307, 308})
_EMBEDDING = ipaddress.ip_network("64:ff9b::/96")
_SAFE = "/%:@!$&'()*+,;=~?[]"

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


def load(url: str, seconds: float = SECONDS) -> Profile:
    """The profile behind the address, within `seconds` and 2 MB.

    When there is none to be had, the last good copy serves, with a warning in the log. Raises ProfileError when there
    is no copy either, and for an address that is not https or not public; plain http and loopback go together.
    """
    name = _shown(url)
    kept, known = _kept(url, name)
    try:
        copy = _within(seconds, name, lambda: _get(url, name, kept, seconds))
        if copy is kept and known:
            return known
        profile = formats.parse(copy.data, name, copy.kind)
    except ProfileError as error:
        if not (kept and known):
            raise
        _log.warning("%s; the copy of %s serves instead", error, kept.fetched)
        return known
    copies.write(url, copy)
    return profile


def _shown(url: str) -> str:
    """The address without what may be secret in it."""
    try:
        parts = urlsplit(url)
    except ValueError:
        raise ProfileError(f"{url}: this is not a possible address; check it") from None
    return parts._replace(netloc=parts.netloc.rpartition("@")[2], query="", fragment="").geturl()


def _kept(url: str, name: str) -> tuple[Copy | None, Profile | None]:
    """The copy on disk and its profile; nothing when it is not there or of no use any more."""
    copy = copies.read(url)
    try:
        return copy, formats.parse(copy.data, name, copy.kind) if copy else None
    except ProfileError:
        return None, None


def _within(seconds: float, name: str, fetch: Callable[[], Copy]) -> Copy:
    """The result of `fetch`, which runs on its own: no time-out of a socket bounds a look-up or a slow trickle."""
    future: Future[Copy] = Future()

    def run() -> None:
        try:
            future.set_result(fetch())
        except BaseException as error:
            future.set_exception(error)

    threading.Thread(target=run, name="profile", daemon=True).start()
    try:
        return future.result(seconds)
    except TimeoutError:  # ours, or that of a socket, which may be the first to give up
        raise ProfileError(f"{name}: it took longer than {seconds:g} s; try again, or give a file") from None


def _get(url: str, name: str, kept: Copy | None, seconds: float) -> Copy:
    """What the address holds, or `kept` when that is still so; follows redirects."""
    here, local = url, _is_loopback(urlsplit(url).hostname or "")
    headers = {"User-Agent": "batao", "Accept": "*/*", **(kept.condition() if kept else {})}
    try:
        for _ in range(REDIRECTS + 1):
            parts = urlsplit(here)
            with closing(_connect(parts, name, local, seconds)) as connection:
                connection.request("GET", _target(parts), headers=headers)
                with connection.getresponse() as response:
                    if response.status not in _MOVED or "Location" not in response.headers:
                        return _copy(response, name, (url, here), kept)
                    here = urljoin(here, response.headers["Location"])
    except TimeoutError:
        raise
    except (OSError, http.client.HTTPException, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise ProfileError(f"{name}: it could not be fetched ({reason}); check the address and the network") from None
    raise ProfileError(f"{name}: it redirects more than {REDIRECTS} times; give the address where it ends")


def _copy(response: http.client.HTTPResponse, name: str, urls: tuple[str, str], kept: Copy | None) -> Copy:
    if response.status == 304 and kept:
        return kept
    if response.status != 200:
        status = f"{response.status} {http.client.responses.get(response.status, '')}".strip()
        raise ProfileError(f"{name}: the server answered {status}; check the address, and that anyone may read it")
    data = response.read(LIMIT + 1)
    if len(data) <= LIMIT and len(data) < int(response.headers.get("Content-Length", "0")):
        raise ProfileError(f"{name}: it came only in part; try again")
    media_type = response.headers.get("Content-Type", "")
    kind = next(filter(None, (formats.by_name(urlsplit(url).path) for url in urls)), "")
    kind = kind or formats.by_media_type(media_type) or formats.by_content(data.decode("utf-8-sig", "replace"))
    today = datetime.date.today().isoformat()
    return Copy(data, kind, response.headers.get("ETag", ""), response.headers.get("Last-Modified", ""), today)


def _connect(parts: SplitResult, name: str, local: bool, seconds: float) -> http.client.HTTPConnection:
    """Connected to an address that was checked: asking for the host again later might give another."""
    host, secure = parts.hostname or "", parts.scheme == "https"
    if not secure and not (parts.scheme == "http" and local and _is_loopback(host)):
        raise ProfileError(f"{name}: {parts.scheme}://{host} is refused; only https is fetched")
    port = parts.port or (443 if secure else 80)
    addresses = list(_addresses(host, port, name, local))
    context = ssl.create_default_context() if secure else None
    connection = (
        http.client.HTTPSConnection(host, port, context=context) if context else http.client.HTTPConnection(host, port)
    )
    plain = _opened(addresses, port, seconds)
    try:
        connection.sock = context.wrap_socket(plain, server_hostname=host) if context else plain
    except BaseException:
        plain.close()
        raise
    return connection


def _opened(addresses: list[str], port: int, seconds: float) -> socket.socket:
    """A connection to the first of the addresses that takes one."""
    for address in addresses[:-1]:
        try:
            return socket.create_connection((address, port), seconds / len(addresses))
        except OSError:
            continue
    return socket.create_connection((addresses[-1], port), seconds)


def _addresses(host: str, port: int, name: str, local: bool) -> Iterator[str]:
    """The host's addresses; raises ProfileError when one of them is not public, nor `local` and loopback."""
    for *_, found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
        address = ipaddress.ip_address(str(found[0]))
        if not (_is_public(address) or (local and address.is_loopback)):
            raise ProfileError(f"{name}: {host} is at {address}, which is no public address; give a file instead")
        yield str(address)


def _is_public(address: Address) -> bool:
    """Whether anyone on the internet reaches it, also when IPv6 only carries an IPv4 address."""
    if address.version == 6 and (address.sixtofour or address in _EMBEDDING):
        return _is_public(address.sixtofour or ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return address.is_global and not address.is_multicast


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _target(parts: SplitResult) -> str:
    return quote(parts.path or "/", safe=_SAFE) + (f"?{quote(parts.query, safe=_SAFE)}" if parts.query else "")
