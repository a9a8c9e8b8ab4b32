"""The documentation is true: its commands print what it shows, and what it names is there.

After an answer or a setting has changed on purpose, `.venv/bin/python tests/test_docs.py --write` puts what the
commands print now, and the settings, into README.md.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from bot import cli, settings

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
DOCUMENTS = (README, ROOT / "CONTRIBUTING.md")
COMMANDS = {"batao": cli.batao, "script/batao": cli.batao, "padho": cli.padho}
REST = "…"
WIDTH = 100
CODE = re.compile(r"^```\w*\n(.*?)^```$|`([^`\n]+)`", re.MULTILINE | re.DOTALL)
PATH = re.compile(r"(?<![\w/])(?:bot|knowledge|tests)/[\w./-]*\w/?")
CONSOLE = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
SETTINGS = re.compile(r"(?<=^\| Setting \| Default \| What it is for \|\n\|---\|---\|---\|\n)(?:\|.*\n)*", re.MULTILINE)


class Example(NamedTuple):
    """A command as the README shows it, and the output below it."""

    command: str
    shown: str

    @property
    def runs(self) -> bool:
        return self.command.split()[0] in COMMANDS

    def prints(self) -> str:
        """What the command prints now: the first paragraph only when the example leaves the rest out."""
        text = printed(self.command)
        first, _, _ = text.partition("\n\n")
        return f"{first}\n{REST}" if self.shown.rstrip().endswith(REST) else text


def examples(text: str) -> list[Example]:
    return [Example(*found.groups()) for block in CONSOLE.findall(text) for found in COMMAND.finditer(block)]


def printed(command: str) -> str:
    name, *arguments = shlex.split(command)
    with contextlib.chdir(ROOT), contextlib.redirect_stdout(io.StringIO()) as out, contextlib.suppress(SystemExit):
        COMMANDS[name](arguments)
    if not out.getvalue():
        raise ValueError(f"{command} prints nothing; does it work?")
    return out.getvalue().strip()


def settings_table() -> str:
    rows = ((each.name, f"`{each.default}`" if each.default else "", each.help) for each in settings.VARIABLES)
    return "".join(f"| `{name}` | {default} | {help_} |\n" for name, default, help_ in rows)


def written_anew(text: str) -> str:
    """The README with what is generated in it made anew."""
    text = CONSOLE.sub(lambda block: COMMAND.sub(_example_anew, block[0]), text)
    return SETTINGS.sub(lambda _: settings_table(), text)


def _example_anew(found: re.Match[str]) -> str:
    example = Example(*found.groups())
    return f"$ {example.command}\n{wrapped(example.prints())}\n" if example.runs else found[0]


def wrapped(text: str) -> str:
    return "\n".join(_wrapped_line(line) for line in text.splitlines())


def _wrapped_line(line: str) -> str:
    indent = " " * (len(line) - len(line.lstrip()))
    return textwrap.fill(line, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def code(document: Path) -> Iterator[str]:
    """What stands in backticks or in a block of the document."""
    for block, inline in CODE.findall(document.read_text("utf-8")):
        yield block or inline


EXAMPLES = [example for example in examples(README.read_text("utf-8")) if example.runs]


@pytest.fixture(autouse=True)
def _default_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in settings.VARIABLES:
        monkeypatch.setenv(variable.name, "")


@pytest.mark.parametrize("example", EXAMPLES, ids=[example.command for example in EXAMPLES])
def test_a_command_prints_what_the_readme_shows(example: Example) -> None:
    assert example.shown.split() == example.prints().split(), "changed on purpose? python tests/test_docs.py --write"


def test_the_readme_shows_commands_of_every_kind() -> None:
    assert len(EXAMPLES) >= 10
    assert {example.command.split()[0] for example in EXAMPLES} == set(COMMANDS)
    assert "script/test" in {example.command for example in examples(README.read_text("utf-8"))}


def test_an_example_that_shows_something_else_is_noticed_and_written_anew() -> None:
    wrong = "```console\n$ batao education\nNone.\n$ ls\nfiles\n```\n"
    example, other = examples(wrong)
    assert (example.shown, example.runs, other.runs) == ("None.\n", True, False)
    assert example.prints() not in ("", "None.")
    again = examples(written_anew(wrong))
    assert again[0].shown.split() == example.prints().split()
    assert again[1] == other


def test_the_readme_lists_every_setting_with_its_default_and_purpose() -> None:
    assert SETTINGS.findall(README.read_text("utf-8")) == [settings_table()]


def test_every_option_is_in_the_readme() -> None:
    options = {option for name in ("batao", "padho") for option in re.findall(r"--[\w-]+", printed(f"{name} --help"))}
    assert "--explain" in options
    assert not {option for option in options - {"--help"} if option not in README.read_text("utf-8")}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_script_named_is_there_and_can_be_run(document: Path) -> None:
    named = {name for text in code(document) for name in re.findall(r"(?<![\w/])script/\w+", text)}
    assert "script/test" in named
    assert [name for name in named if not os.access(ROOT / name, os.X_OK)] == []


def test_every_script_is_in_the_readme() -> None:
    scripts = [path for path in (ROOT / "script").iterdir() if os.access(path, os.X_OK) and path.is_file()]
    assert len(scripts) >= 3
    assert [path.name for path in scripts if f"script/{path.name}" not in README.read_text("utf-8")] == []


def test_every_language_file_is_in_the_readme() -> None:
    files = [path for path in (ROOT / "knowledge" / "language").iterdir() if path.is_file()]
    assert len(files) >= 8
    assert [path.name for path in files if f"`{path.name}`" not in README.read_text("utf-8")] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_path_named_is_there(document: Path) -> None:
    paths = {path for text in code(document) for path in PATH.findall(text)}
    assert len(paths) >= 2
    assert [path for path in paths if not (ROOT / path).exists()] == []


def test_the_architecture_has_every_module_and_folder_of_bot() -> None:
    inside = [path for path in (ROOT / "bot").iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()]
    named = [f"bot/{path.name}" + "/" * path.is_dir() for path in inside if path.name != "__init__.py"]
    assert len(named) >= 10
    assert [name for name in named if name not in README.read_text("utf-8")] == []


if __name__ == "__main__":
    if sys.argv[1:] != ["--write"]:
        sys.exit("usage: python tests/test_docs.py --write")
    os.environ.update((variable.name, "") for variable in settings.VARIABLES)
    README.write_text(written_anew(README.read_text("utf-8")), "utf-8")
