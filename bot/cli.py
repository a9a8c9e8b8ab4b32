"""The terminal: `batao` asks, `padho` reads and checks a résumé."""

from __future__ import annotations

import argparse
import io
import json
import os
import re
import shlex
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot import settings
from bot.answer.model import Answer
from bot.batao import Batao
from bot.errors import BataoError, ProfileError
from bot.render import terminal

if TYPE_CHECKING:
    from prompt_toolkit.history import History

ANSWERED, NOT_ANSWERED, ERROR, INTERRUPTED = 0, 1, 2, 130
FORMATS = "YAML or JSON (JSON Resume) or Markdown, a file or an https address"
NEW = "profile.yaml"
LEAVE = ("exit", "quit")


def batao(argv: Sequence[str] | None = None) -> int:
    """Answer questions in the terminal; the exit status is 0 answered, 1 not answered, 2 error."""
    parser = _batao_parser()
    options = _parse(parser, sys.argv[1:] if argv is None else argv)
    if options.batch and options.question:
        parser.error("--batch reads its questions from standard input, not from the command line")
    if (options.json or options.explain) and not options.question:
        parser.error("--json and --explain need a QUESTION")
    return _guarded("batao", lambda: _batao(options))


def padho(argv: Sequence[str] | None = None) -> int:
    """Read a résumé and report what was understood, or begin one; the exit status is 0 good, 2 unusable."""
    options = _parse(_padho_parser(), sys.argv[1:] if argv is None else argv)
    return _guarded("padho", lambda: _init(options.file) if options.init else _padho(options.file, options.to))


def _batao_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "batao", description="Ask about the person of the résumé; without a question, chat.", allow_abbrev=False
    )
    parser.add_argument("--profile", metavar="FILE", help=f"a résumé: {FORMATS}")
    output = parser.add_mutually_exclusive_group()
    output.add_argument("--json", action="store_true", help="the answer as JSON")
    output.add_argument("--explain", action="store_true", help="how the question was understood, then the answer")
    output.add_argument("--batch", action="store_true", help='JSON lines in ({"question": "..."}), JSON lines out')
    parser.add_argument("question", nargs="*", metavar="QUESTION")
    return parser


def _padho_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("padho", description="Read and check a résumé.", allow_abbrev=False)
    output = parser.add_mutually_exclusive_group()
    output.add_argument("--to", choices=["yaml"], help="print what was read as a profile, to correct by hand")
    output.add_argument("--init", action="store_true", help=f"write a profile to fill in (default: {NEW})")
    parser.add_argument("file", nargs="?", metavar="FILE", help=FORMATS)
    return parser


def _parse(parser: argparse.ArgumentParser, argv: Sequence[str]) -> argparse.Namespace:
    parse = parser.parse_known_args if "--" in argv else parser.parse_known_intermixed_args
    options, unknown = parse(argv)
    if unknown:
        parser.error(_unknown(unknown[0], re.findall(r"--\w+", parser.format_help())))
    return options


def _unknown(argument: str, known: Sequence[str]) -> str:
    import difflib

    near = difflib.get_close_matches(argument.partition("=")[0], known, 1)
    return f"unknown argument {argument}" + (f", did you mean {near[0]}?" if near else "")


def _guarded(name: str, command: Callable[[], int]) -> int:
    """Run a command; turn what a person can mend into one line, and leave quietly when nobody listens any more."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        status = command()
        sys.stdout.flush()
    except BataoError as error:
        print(f"{name}: {terminal.clean(str(error))}", file=sys.stderr)
        return ERROR
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ERROR
    return status


def _settings() -> settings.Settings:
    """What concerns the terminal: Slack's variables may be missing or malformed here."""
    return settings.read({name: value for name, value in os.environ.items() if name.startswith("BATAO_")})


def _open(profile: str | None) -> Batao:
    return Batao.open(profile or _settings().profile)


def _batao(options: argparse.Namespace) -> int:
    about = _open(options.profile)
    if options.batch:
        return _batch(about)
    if not options.question:
        return _chat(about)
    question = _sound(" ".join(options.question))
    answer = about.ask(question)
    if options.explain:
        print(terminal.clean(about.explain(question)), end="\n\n")
    if options.json:
        print(json.dumps(answer.as_json()))
    else:
        _show(answer)
    return ANSWERED if answer.answered else NOT_ANSWERED


def _sound(text: str) -> str:
    """The text with U+FFFD for each lone surrogate, which JSON escapes and bytes that are not UTF-8 leave behind."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _show(answer: Answer) -> None:
    if sys.stdout.isatty():
        from rich.console import Console

        console = Console(highlight=False)
        console.print(terminal.drawn(answer), width=min(console.width, terminal.WIDTH))
    else:
        print(terminal.plain(answer))


def _batch(about: Batao) -> int:
    """Answer JSON lines; pure ASCII out, so that no locale and no line splitter can break a line."""
    threads: dict[str, str] = {}
    for number, line in enumerate(sys.stdin.buffer, 1):
        try:
            question, thread = _request(line)
        except ValueError as error:
            reply: dict[str, Any] = {"error": f"line {number}: {error}"}
        else:
            answer = about.ask(question, threads.get(thread, ""))
            if thread:
                threads[thread] = answer.context
            reply = answer.as_json()
        print(json.dumps(reply), flush=True)
    return ANSWERED


def _request(line: bytes) -> tuple[str, str]:
    """The question and the thread ("" when none) of one line; ValueError says what is wrong with it."""
    try:
        request = json.loads(line)
    except (ValueError, RecursionError):
        raise ValueError('this is not JSON; expected {"question": "..."}') from None
    if not isinstance(request, dict):
        raise ValueError('this is not a JSON object; expected {"question": "..."}')
    if "question" not in request:
        raise ValueError('there is no "question"')
    question, thread = request["question"], request.get("thread") or ""
    if not isinstance(question, str):
        raise ValueError('"question" is not a string')
    if not isinstance(thread, str):
        raise ValueError('"thread" is not a string')
    return _sound(question), thread


def _chat(about: Batao) -> int:
    context = ""
    for line in _lines(about):
        question = re.sub(r"^/\S+\s*", "", line.strip())
        if question.lower() in LEAVE:
            break
        if line.strip():
            answer = about.ask(_sound(question) or "help", context)
            context = answer.context
            _show(answer)
            print(flush=True)
    return ANSWERED


def _lines(about: Batao) -> Iterator[str]:
    """What the person types, a line at a time: with editing and history at a terminal, as it comes otherwise."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        yield from sys.stdin
        return
    from prompt_toolkit import PromptSession

    examples = "".join(f"  • {question}\n" for question in about.examples())
    print(terminal.clean(f"Ask me about {about.profile.name}, for example:\n{examples}"), end="")
    print(f"{_settings().command} before a question is fine, as in Slack; exit or Ctrl-D leaves.\n")
    session: PromptSession[str] = PromptSession(history=_history())
    while True:
        try:
            yield session.prompt("› ")
        except EOFError:
            return


def _history() -> History:
    from prompt_toolkit.history import FileHistory, InMemoryHistory

    state = os.environ.get("XDG_STATE_HOME") or os.path.expanduser("~/.local/state")
    path = Path(state, "batao", "history")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
    except OSError:
        return InMemoryHistory()
    return FileHistory(str(path))


def _padho(file: str | None, to: str | None) -> int:
    profile = _open(file).profile
    if to:
        from bot.load.dump import dump

        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8")
        print(terminal.clean(dump(profile)), end="")
    else:
        print(terminal.report(profile))
    return ANSWERED


def _init(file: str | None) -> int:
    path = Path(file or NEW)
    template = files("knowledge").joinpath("template.yaml").read_bytes()
    try:
        with path.open("xb") as new:
            new.write(template)
    except FileExistsError:
        raise ProfileError(f"{path}: this file exists already; name another one") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ProfileError(f"{path}: it cannot be written ({reason}); name another file") from None
    print(f"Wrote {path}: fill it in, then see what is understood with: padho {shlex.quote(str(path))}")
    return ANSWERED
