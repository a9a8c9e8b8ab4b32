"""The commands as a shell, a script and a person at a keyboard use them."""

from __future__ import annotations

import json
import os
import pty
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bot.batao import Batao
from bot.cli import batao, padho

ROOT = Path(__file__).resolve().parents[1]
NONSENSE = "qwxzt vrrblk pfghj"
DOOR = Batao.open()
EXAMPLE = DOOR.examples()[0]


def command(name: str = "batao", *arguments: str) -> list[str]:
    run = f"import sys; sys.argv[0] = {name!r}; from bot.cli import {name}; sys.exit({name}())"
    return [sys.executable, "-c", run, *arguments]


def environment(**extra: str) -> dict[str, str]:
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    clean = {name: value for name, value in os.environ.items() if not name.startswith("BATAO_")}
    return clean | {"PYTHONPATH": path} | extra


def run(*arguments: str, given: bytes = b"", **extra: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        command("batao", *arguments), input=given, capture_output=True, env=environment(**extra), timeout=60
    )


def batch(*lines: bytes) -> list[dict[str, object]]:
    done = run("--batch", given=b"\n".join(lines))
    assert (done.returncode, done.stderr) == (0, b"")
    return [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]


def test_an_answer_is_printed_and_the_status_tells_whether_there_was_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert batao([EXAMPLE]) == 0
    assert DOOR.ask(EXAMPLE).text in capsys.readouterr().out
    assert batao([NONSENSE]) == 1
    assert capsys.readouterr().out.strip()


def test_the_words_of_a_question_need_no_quotes(capsys: pytest.CaptureFixture[str]) -> None:
    batao(["--json", *EXAMPLE.split()])
    assert json.loads(capsys.readouterr().out)["question"] == EXAMPLE


def test_an_option_may_stand_among_the_words_and_two_dashes_end_the_options(capsys: pytest.CaptureFixture[str]) -> None:
    batao(["does", "he", "--json", "know", "it"])
    assert json.loads(capsys.readouterr().out)["question"] == "does he know it"
    batao(["--json", "--", "what", "does", "--verbose", "do"])
    assert json.loads(capsys.readouterr().out)["question"] == "what does --verbose do"


def test_json_is_the_documented_shape(capsys: pytest.CaptureFixture[str]) -> None:
    batao(["--json", EXAMPLE])
    answer = json.loads(capsys.readouterr().out)
    assert list(answer) == ["question", "answered", "text", "cards", "suggestions"]
    assert answer["answered"] is True
    assert list(answer["cards"][0]) == ["section", "title", "subtitle", "period", "text", "links"]


def test_explain_shows_how_the_question_was_understood_and_the_answer(capsys: pytest.CaptureFixture[str]) -> None:
    assert batao(["--explain", EXAMPLE]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith(DOOR.explain(EXAMPLE))
    assert DOOR.ask(EXAMPLE).text in shown


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["--jsno", "education"], "unknown argument --jsno, did you mean --json?"),
        (["--profil=x.yaml", "education"], "did you mean --profile?"),
        (["--json"], "need a QUESTION"),
        (["--batch", "education"], "standard input"),
        (["--json", "--batch"], "not allowed with"),
    ],
)
def test_a_wrong_command_line_says_what_is_wrong(
    arguments: list[str], hint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        batao(arguments)
    assert hint in capsys.readouterr().err


@pytest.mark.parametrize("entry", [batao, padho])
def test_a_missing_profile_is_one_line_on_stderr(entry: object, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--profile", "nowhere.yaml", "education"] if entry is batao else ["nowhere.yaml"]
    assert entry(arguments) == 2  # type: ignore[operator]
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "nowhere.yaml" in shown.err
    assert shown.err.count("\n") == 1


def test_the_profile_comes_from_the_environment_unless_an_option_names_one(tmp_path: Path) -> None:
    missing = str(tmp_path / "other.yaml")
    done = run("education", BATAO_PROFILE=missing)
    assert done.returncode == 2
    assert b"other.yaml" in done.stderr
    assert b"mine.yaml" in run("--profile", "mine.yaml", "education", BATAO_PROFILE=missing).stderr


def test_a_malformed_slack_variable_does_not_keep_the_terminal_from_answering() -> None:
    assert run(EXAMPLE, SLACK_BOT_TOKEN="nonsense", PORT="harbour").returncode == 0


def test_padho_reports_every_section(capsys: pytest.CaptureFixture[str]) -> None:
    assert padho([]) == 0
    report = capsys.readouterr().out
    profile = DOOR.profile
    assert profile.name in report
    assert all(f"\n{entry.section}: " in report and entry.title in report for entry in profile.entries)


def test_padho_begins_a_profile_and_never_writes_over_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert padho(["--init"]) == padho(["--init", "me too.yaml"]) == 0
    assert "padho 'me too.yaml'" in capsys.readouterr().out
    assert padho(["profile.yaml"]) == 0
    assert "warning" not in capsys.readouterr().out
    Path("profile.yaml").write_text("mine")
    assert padho(["--init"]) == padho(["--init", "no/folder.yaml"]) == 2
    assert Path("profile.yaml").read_text() == "mine"
    errors = capsys.readouterr().err.splitlines()
    assert [error.partition(":")[0] for error in errors] == ["padho", "padho"]
    assert "exists already" in errors[0]


def test_padho_prints_a_profile_that_reads_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    markdown = tmp_path / "cv.md"
    text = "# Zoë Žižková\n\n## Experience\n\n### Miller, Ghent Mill (2014 – 2015)\n\n- Ground rye\n"
    markdown.write_text(text, "utf-8")
    assert padho([str(markdown), "--to", "yaml"]) == 0
    profile = tmp_path / "cv.yaml"
    profile.write_text(capsys.readouterr().out, "utf-8")
    padho([str(markdown)])
    from_markdown = capsys.readouterr().out
    padho([str(profile)])
    assert capsys.readouterr().out == from_markdown
    assert "Miller, Ghent Mill (2014 – 2015)" in from_markdown


def test_what_padho_prints_for_a_file_is_utf8_whatever_the_locale() -> None:
    done = subprocess.run(
        command("padho", "--to", "yaml"), capture_output=True, env=environment(PYTHONIOENCODING="ascii"), timeout=60
    )
    assert "name: " in done.stdout.decode("utf-8")
    assert DOOR.profile.entries[-1].title in done.stdout.decode("utf-8")


DOCX, OLD_DOC = b"PK\x03\x04\x14\x00word/document.xml", b"\xd0\xcf\x11\xe0\xa1\xb1"
BOMB = b"".join(b"a%d: &a%d [%s]\n" % (n, n, b", ".join([b"*a%d" % (n - 1)] * 9)) for n in range(1, 9))


@pytest.mark.parametrize("ending", ["json", "yaml", "md"])
@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF; export it as"),
        (DOCX, "a Word, OpenDocument or zip file; export it as"),
        (OLD_DOC, "an old Word file; export it as"),
        (b"{\\rtf1 Ann}", "an RTF file; export it as"),
        (b"<!-- saved -->\n<!DOCTYPE html>\n<html><body>Ann</body></html>", "an HTML page"),
        (b"\xef\xbb\xbf \n", "empty"),
        (b"# x\n" * 600_000, "larger than 2 MB"),
        (b"basics:\n  name: Zo\xeb\n", ":2: this is not valid UTF-8"),
        (b'{"name": "tool", "version": "1.0", "dependencies": {"x": "1"}}', "résumé"),
        (b"[1, 2]", "résumé"),
        (b"name,age\nann,3\n", ""),
        (b"import os\n\nprint(os)\n", ""),
        (b"a0: &a0 [x]\n" + BOMB, ""),
        (b"[" * 5000, ""),
        (bytes(range(256)), ""),
    ],
)
def test_a_file_that_is_no_resume_is_one_clear_line(
    data: bytes, problem: str, ending: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / f"cv.{ending}"
    file.write_bytes(data)
    assert padho([str(file)]) == batao(["--profile", str(file), "skills"]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    first, second = shown.err.splitlines()
    assert first.startswith(f"padho: {file}")
    assert second == first.replace("padho", "batao", 1)
    assert problem in first


def test_batch_answers_every_line_in_order_and_malformed_ones_with_an_error() -> None:
    good = json.dumps({"question": EXAMPLE}).encode()
    bad = [
        b"education", b"", b'["education"]', b"{}", b'{"question": 7}', b'{"question": null}',
        b'{"question": "x", "thread": 7}', b'{"question": "\xff"}', b"[" * 100_000,
    ]  # fmt: skip
    replies = batch(good, *bad, good)
    assert [reply.get("answered") for reply in replies] == [True, *[None] * len(bad), True]
    for number, reply in enumerate(replies[1:-1], 2):
        assert str(reply["error"]).startswith(f"line {number}: ")


def test_batch_keeps_threads_apart() -> None:
    follow_up = "when was that?"
    alone = DOOR.ask(follow_up).text
    followed = DOOR.ask(follow_up, DOOR.ask(EXAMPLE).context).text
    lines = [{"question": EXAMPLE, "thread": "a"}, *({"question": follow_up, "thread": name} for name in "ba")]
    replies = batch(*(json.dumps(line).encode() for line in lines))
    assert [reply["text"] for reply in replies[1:]] == [alone, followed]


def test_batch_survives_lone_surrogates_and_a_byte_order_mark() -> None:
    (reply,) = batch(b'\xef\xbb\xbf{"question": "\\ud800 education"}')
    assert reply["question"] == "\N{REPLACEMENT CHARACTER} education"


def test_batch_answers_before_the_next_line_is_sent_and_ends_quietly_at_an_interrupt() -> None:
    with subprocess.Popen(
        command("batao", "--batch"), env=environment(), bufsize=0,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdin
        assert process.stdout
        assert process.stderr
        for question in (EXAMPLE, NONSENSE):
            process.stdin.write(json.dumps({"question": question}).encode() + b"\n")
            assert json.loads(process.stdout.readline())["question"] == question
        process.send_signal(signal.SIGINT)
        assert process.stderr.read() == b""
        assert process.wait(timeout=20) == 130


def test_a_closed_pipe_ends_quietly() -> None:
    with subprocess.Popen(
        command("batao", "--batch"), env=environment(),
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdout
        process.stdout.close()
        assert process.communicate(b'{"question": "education"}\n' * 3, timeout=20)[1] == b""


def test_a_chat_from_a_pipe_is_one_thread_and_takes_the_slash_command_along() -> None:
    first = DOOR.ask(EXAMPLE)
    second = DOOR.ask("when was that?", first.context)
    done = run(given=f"/ask {EXAMPLE}\n\nwhen was that?\nexit\neducation\n".encode())
    assert done.returncode == 0
    shown = done.stdout.decode()
    assert shown.startswith(first.text)
    assert f"\n\n{second.text}" in shown
    assert DOOR.ask("education").text not in shown


def test_a_question_in_broken_bytes_is_answered() -> None:
    done = subprocess.run(
        [os.fsencode(part) for part in command()] + [b"\xff\xfe zzz"],
        capture_output=True,
        env=environment(),
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (1, b"")


def test_the_terminal_never_imports_slack_nor_what_only_a_screen_needs() -> None:
    check = (
        f"import sys; from bot.cli import batao; batao([{EXAMPLE!r}]);"
        "sys.exit({'slack_bolt', 'slack_sdk', 'rich', 'prompt_toolkit', 'waitress'} & {*sys.modules} or 0)"
    )
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, env=environment(), timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")


class Keyboard:
    """A person at a pseudo-terminal with a chat running in it."""

    def __init__(self, state: Path) -> None:
        self.screen, child = pty.openpty()
        extra = {"XDG_STATE_HOME": str(state), "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1", "NO_COLOR": "1"}
        self.process = subprocess.Popen(
            command(), stdin=child, stdout=child, stderr=child, env=environment(**extra), start_new_session=True
        )
        os.close(child)

    def type(self, keys: str) -> None:
        os.write(self.screen, keys.encode())

    def see(self, expected: str) -> str:
        shown = b""
        while expected.encode() not in shown:
            ready, _, _ = select.select([self.screen], [], [], 20)
            assert ready, f"{expected!r} never came, but {shown.decode(errors='replace')!r}"
            shown += os.read(self.screen, 4096)
        return shown.decode(errors="replace")

    def close(self) -> int:
        status = self.process.wait(timeout=20)
        os.close(self.screen)
        return status


def test_at_a_keyboard_there_is_a_prompt_with_history_and_exit_leaves(tmp_path: Path) -> None:
    keyboard = Keyboard(tmp_path)
    keyboard.see("›")
    keyboard.type(f"/ask {EXAMPLE}\r")
    keyboard.see("╭")
    keyboard.see("›")
    keyboard.type("exit\r")
    assert keyboard.close() == 0
    assert f"+/ask {EXAMPLE}\n" in (tmp_path / "batao" / "history").read_text()


@pytest.mark.parametrize(("key", "status"), [("\x04", 0), ("\x03", 130)])
def test_control_d_and_control_c_leave_quietly(key: str, status: int, tmp_path: Path) -> None:
    (tmp_path / "batao").write_text("not a folder: the chat then has no history, and says nothing of it")
    keyboard = Keyboard(tmp_path)
    keyboard.see("›")
    keyboard.type(key)
    assert keyboard.close() == status
