"""A résumé behind an address: fetched within limits, and only when it has changed."""

from __future__ import annotations

import logging
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from bot.cli import batao, padho
from bot.errors import ProfileError
from bot.load import load, remote

YAML = b"basics: {name: Ann Example}\nskills: [{name: Welding}]\n"
JSON = b'{"basics": {"name": "Ann Example"}}'
MARKDOWN = b"# Ann Example\n\n## Skills\n\n- Welding\n"


@dataclass
class Page:
    body: bytes = YAML
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    length: int | None = None


class Site(ThreadingHTTPServer):
    """A web server on this machine: `pages` by path, the headers of every request in `asked`."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.pages: dict[str, Page] = {}
        self.asked: list[dict[str, str]] = []
        self.silent = threading.Event()
        self.url = f"http://127.0.0.1:{self.server_port}"

    def put(self, path: str, page: Page) -> str:
        self.pages[path] = page
        return self.url + path


class Answering(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        self.server.asked.append(dict(self.headers))
        path = self.path.partition("?")[0]
        if path == "/silent.yaml":
            self.server.silent.wait(60)
            return
        page = self.server.pages.get(path, Page(b"", 404))
        self.send_response(page.status)
        for name, value in page.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(page.body) if page.length is None else page.length))
        self.end_headers()
        self.wfile.write(page.body)

    def log_message(self, *arguments: object) -> None:
        """Nothing: the test says what went wrong."""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with Site() as site:
        thread = threading.Thread(target=site.serve_forever, args=(0.01,))
        thread.start()
        yield site
        site.silent.set()
        site.shutdown()
        thread.join()


def refused(url: str) -> str:
    with pytest.raises(ProfileError) as caught:
        load(url)
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize(
    ("path", "media_type", "body"),
    [
        ("/resume.json", "text/plain", JSON),
        ("/resume.yml?raw=1", "application/octet-stream", YAML),
        ("/resume.md", "text/plain; charset=utf-8", MARKDOWN),
        ("/ann", "application/json", JSON),
        ("/ann", "application/vnd.resume+json; charset=utf-8", JSON),
        ("/ann", "application/x-yaml", YAML),
        ("/ann", "text/markdown", MARKDOWN),
        ("/ann", "text/plain", JSON),
        ("/ann", "text/plain", YAML),
        ("/ann", "text/plain", b"\xef\xbb\xbf" + MARKDOWN),
        ("/ann", "", MARKDOWN),
    ],
)
def test_the_format_is_told_by_the_address_the_media_type_or_the_content(
    path: str, media_type: str, body: bytes, site: Site
) -> None:
    site.put(path.partition("?")[0], Page(body, headers={"Content-Type": media_type} if media_type else {}))
    assert load(site.url + path).name == "Ann Example"


def test_what_has_not_changed_is_not_sent_again(site: Site) -> None:
    date = "Tue, 02 Jan 2024 10:00:00 GMT"
    url = site.put("/ann.yaml", Page(headers={"ETag": '"one"', "Last-Modified": date}))
    first = load(url)
    site.put("/ann.yaml", Page(b"", 304))
    assert load(url) == first
    assert "If-None-Match" not in site.asked[0]
    assert (site.asked[1]["If-None-Match"], site.asked[1]["If-Modified-Since"]) == ('"one"', date)


def test_what_has_changed_replaces_the_copy(site: Site) -> None:
    url = site.put("/ann.yaml", Page(headers={"ETag": '"one"'}))
    load(url)
    site.put("/ann.yaml", Page(YAML.replace(b"Ann", b"Bea"), headers={"ETag": '"two"'}))
    assert load(url).name == "Bea Example"
    site.put("/ann.yaml", Page(b"", 304))
    assert load(url).name == "Bea Example"
    assert site.asked[2]["If-None-Match"] == '"two"'


@pytest.mark.parametrize(
    ("page", "problem"),
    [
        (Page(b"", 500), "500 Internal Server Error"),
        (Page(b"", 404), "404 Not Found"),
        (Page(b"<!DOCTYPE html><title>Sign in</title>"), "HTML page"),
        (Page(b"basics: ["), "not valid YAML"),
        (Page(b"%PDF-1.7"), "PDF"),
        (Page(b""), "empty"),
        (Page(b"# " + b"x" * 3_000_000), "larger than 2 MB"),
        (Page(b"", 302, {"Location": "https://10.0.0.1/ann.yaml"}), "10.0.0.1"),
    ],
)
def test_the_last_good_copy_serves_when_there_is_nothing_better(
    page: Page, problem: str, site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    assert problem in refused(site.put("/other.yaml", page))
    url = site.put("/ann.yaml", Page())
    good = load(url)
    site.put("/ann.yaml", page)
    assert load(url) == good
    (record,) = caplog.records
    assert record.levelno == logging.WARNING
    assert url in record.getMessage()
    assert problem in record.getMessage()


def test_the_copy_serves_when_the_server_is_away(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        away = f"http://127.0.0.1:{closed.getsockname()[1]}/ann.yaml"
    assert "could not be fetched" in refused(away)
    url = site.put("/ann.yaml", Page())
    good = load(url)
    site.server_close()
    site.shutdown()
    assert load(url) == good
    assert "could not be fetched" in caplog.text


def test_a_copy_that_is_of_no_use_is_fetched_again(site: Site, tmp_path: Path) -> None:
    url = site.put("/ann.yaml", Page(headers={"ETag": '"one"'}))
    load(url)
    (copy,) = (tmp_path / "cache" / "batao").iterdir()
    copy.write_bytes(b"not what was written")
    assert load(url).name == "Ann Example"
    assert "If-None-Match" not in site.asked[1]


def test_a_folder_that_cannot_be_written_only_costs_the_copy(site: Site, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file, not a folder")
    assert load(site.put("/ann.yaml", Page())).name == "Ann Example"


def test_a_server_that_never_answers_is_given_up(site: Site) -> None:
    with pytest.raises(ProfileError, match="it took longer than"):
        remote.load(f"{site.url}/silent.yaml", seconds=0.1)


def test_half_a_page_is_not_taken_for_the_whole(site: Site) -> None:
    assert "in part" in refused(site.put("/ann.yaml", Page(length=len(YAML) + 10)))


def test_three_redirects_are_followed_and_no_fourth(site: Site) -> None:
    site.put("/3", Page())
    for step in (2, 1, 0):
        site.put(f"/{step}", Page(b"", 302, {"Location": f"/{step + 1}"}))
    url = site.put("/start.yaml", Page(b"", 301, {"Location": f"{site.url}/1"}))
    assert load(url).name == "Ann Example"
    site.put("/start.yaml", Page(b"", 301, {"Location": "/0"}))
    assert "redirects more than 3 times" in refused(url + "?again")


@pytest.mark.parametrize(
    "target",
    [
        "https://10.1.2.3/ann.yaml",
        "https://192.168.0.1/ann.yaml",
        "https://169.254.169.254/latest/meta-data",
        "https://0.0.0.0/ann.yaml",
        "https://100.64.0.1/ann.yaml",
        "https://224.0.0.1/ann.yaml",
        "https://[fe80::1]/ann.yaml",
        "https://[fd00::1]/ann.yaml",
        "https://[::ffff:10.0.0.1]/ann.yaml",
        "https://[64:ff9b::a00:1]/ann.yaml",
        "https://[2002:a00:1::]/ann.yaml",
        "http://10.1.2.3/ann.yaml",
        "file:///etc/passwd",
        "ftp://127.0.0.1/ann.yaml",
    ],
)
def test_a_redirect_to_what_is_not_public_is_refused(target: str, site: Site) -> None:
    host = target.split("/")[2].strip("[]")
    problem = refused(site.put("/ann.yaml", Page(b"", 307, {"Location": target})))
    assert host in problem
    assert "refused" in problem or "no public address" in problem


def test_a_public_address_must_be_https_and_a_name_must_not_lead_home() -> None:
    assert "only https" in refused("http://resume.example.org/ann.yaml")
    assert "no public address" in refused("https://10.1.2.3/ann.yaml")


def test_what_may_be_secret_in_an_address_is_never_shown(site: Site) -> None:
    url = site.url.replace("//", "//ann:hunter2@") + "/ann.yaml?token=hunter2"
    assert "hunter2" not in refused(url)


@pytest.mark.parametrize(
    "url", ["https://[::1", "https://", "https://127.0.0.1:99999/a", "https://a..b/", "https:///x"]
)
def test_an_impossible_address_is_a_clear_error(url: str) -> None:
    assert refused(url).startswith(url)


def test_both_commands_take_an_address(site: Site, capfd: pytest.CaptureFixture[str]) -> None:
    url = site.put("/ann.yaml", Page())
    assert padho([url]) == 0
    assert batao(["--profile", url, "what", "are", "her", "skills?"]) == 0
    assert "Welding" in capfd.readouterr().out
    assert padho([f"{site.url}/nowhere.yaml"]) == 2
    assert capfd.readouterr().err.startswith(f"padho: {site.url}/nowhere.yaml: ")
