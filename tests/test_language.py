"""The words of questions: every file loads, no word contradicts another, a person adds one without touching code."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot import language
from bot.batao import Batao
from bot.text import stems, words
from tests.markdown import load

ROOT = Path(__file__).parent.parent
LANGUAGE = ROOT / "knowledge" / "language"
NAMES = sorted(file.name for file in LANGUAGE.iterdir())
# Phrases that truly mean both; which one, the rest of the question tells.
BOTH = {"capacity", "kya tha", "what town", "in which city", "in which country", "jab", "that one"}
LONGEST = 6  # words that the program looks up together
QUESTION = "which gizmodromes did he build at Plivo?"


@cache
def read(name: str) -> Any:
    """The text of a file, or what its YAML says."""
    text = (LANGUAGE / name).read_text("utf-8")
    return yaml.safe_load(text) if name.endswith(".yaml") else text


@pytest.mark.parametrize("name", NAMES)
def test_a_file_can_be_read(name: str) -> None:
    assert name.endswith((".txt", ".yaml"))
    assert read(name)


@pytest.mark.parametrize("name", ["english.txt", "names.txt"])
def test_a_list_of_words_has_each_once_a_line(name: str) -> None:
    lines = read(name).splitlines()
    assert len(lines) > 100
    assert len(lines) == len(set(lines))
    assert [line for line in lines if line != line.strip().lower() or " " in line] == []


@pytest.mark.parametrize("kind", sorted(read("words.yaml")))
def test_a_phrase_has_one_meaning_of_a_kind(kind: str) -> None:
    values = defaultdict(set)
    for value, phrases in language.load().phrases[kind].items():
        for phrase in phrases:
            values[phrase].add(value)
    assert values
    assert {phrase: found for phrase, found in values.items() if len(found) > 1 and phrase not in BOTH} == {}


@pytest.mark.parametrize("kind", ["attribute", *sorted(read("words.yaml"))])
def test_no_phrase_is_longer_than_what_is_looked_up(kind: str) -> None:
    phrases = [phrase for listed in language.load().phrases[kind].values() for phrase in listed]
    assert phrases
    assert [phrase for phrase in phrases if len(words(phrase)) > LONGEST] == []


def test_what_is_asked_for_is_never_a_light_word() -> None:
    light = language.load().light
    attributes = {word for phrases in language.load().phrases["attribute"].values() for word in phrases}
    assert "the" in light
    assert "salary" in attributes
    assert light & attributes == set()


def test_an_attribute_says_what_is_missing() -> None:
    attributes = language.load().attributes
    assert len(attributes) > 20
    assert [name for name, attribute in attributes.items() if not attribute.label.strip()] == []


def ask(folder: Path) -> subprocess.CompletedProcess[str]:
    """The answer to QUESTION with the language data under `folder`/knowledge."""
    code = f"import sys; from bot.cli import batao; sys.exit(batao([{QUESTION!r}]))"
    places = {"PYTHONPATH": os.pathsep.join([str(folder), str(ROOT)]), "PYTHONIOENCODING": "utf-8"}
    return subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env={**os.environ, **places}, capture_output=True, text=True
    )


@pytest.fixture
def words_file(tmp_path: Path) -> Path:
    """words.yaml in a copy of the knowledge."""
    shutil.copytree(ROOT / "knowledge", tmp_path / "knowledge")
    return tmp_path / "knowledge" / "language" / "words.yaml"


def test_a_word_that_is_added_is_understood(tmp_path: Path, words_file: Path) -> None:
    before = ask(tmp_path)
    assert before.returncode == 1
    assert "gizmodromes" in before.stdout
    added = yaml.safe_load(words_file.read_text("utf-8"))
    added["section"]["projects"].append("gizmodrome")
    words_file.write_text(yaml.safe_dump(added), "utf-8")
    after = ask(tmp_path)
    assert (after.returncode, after.stderr) == (0, "")
    assert "PlivoCommercial" in after.stdout


def test_a_language_file_that_does_not_parse_is_named(tmp_path: Path, words_file: Path) -> None:
    words_file.write_text("give: [when", "utf-8")
    broken = ask(tmp_path)
    assert broken.returncode == 2
    assert "knowledge/language/words.yaml" in broken.stderr
    assert "Traceback" not in broken.stderr


def test_what_is_in_a_place_is_in_the_larger_one() -> None:
    names = [stems(str(name)) for name in read("kinds.yaml")]
    assert len(names) == len(set(names))
    known = {name: position for position, name in enumerate(names)}
    members = [[stems(str(member)) for member in listed] for listed in read("kinds.yaml").values()]
    late = [(names[p], m) for p, listed in enumerate(members) for m in listed if known.get(m, -1) >= p]
    assert late == []


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("does she have any dogs", "greyhounds"),
        ("what animals does she keep", "greyhounds"),
        ("has she worked in Yorkshire", "Harrogate"),
        ("has she worked in the United Kingdom", "Harrogate"),
        ("what kitchen equipment does she know", "deck ovens"),
    ],
)
def test_the_broader_name_finds_the_narrower(question: str, found: str) -> None:
    answer = mira().ask(question)
    assert answer.answered
    assert found in answer.text


@pytest.mark.parametrize("question", ["does she have a spaniel", "has she worked in Leeds", "does she use a Thermomix"])
def test_the_narrower_name_never_finds_its_neighbours(question: str) -> None:
    answer = mira().ask(question)
    assert not answer.answered
    assert "greyhounds" not in answer.text
    assert "Harrogate" not in answer.text


@cache
def mira() -> Batao:
    """A baker who keeps greyhounds."""
    text = """
        ## Work

        **Baker** at Oat & Ember, Harrogate, 2015 to 2021

        - Looked after the deck ovens

        ## Interests

        - Three rescue greyhounds
        """
    return Batao(load(text))


NEIGHBOURS = """# Ana Brook

Civil engineer in Leeds.

## Work

### Lecturer, Dale College (2012 – 2014)
- Taught structures.

### EMT, Northern Ambulance (2010 – 2012)
- Crewed an ambulance.

### Bookkeeper, Hill Veterinary Surgery (2008 – 2010)
- Kept the ledger and moved animals with a hoist.

## Certificates
- Counterbalance forklift licence, 2014

## Interests
Yoga, judo, squash
"""


@pytest.mark.parametrize(
    "asked",
    [
        "is she a programmer",
        "was she a professor",
        "was she a paramedic",
        "is she an accountant",
        "is she a vet",
        "can she operate a crane",
        "can she drive a telehandler",
        "does she do pilates",
        "does she do karate",
        "does she play tennis",
    ],
)
def test_a_trade_is_not_taken_for_its_neighbour(asked: str) -> None:
    assert not Batao(load(NEIGHBOURS)).ask(f"{asked}?").answered


def test_choices_in_a_phrase_are_each_understood() -> None:
    asked = language.load().phrases["attribute"]["looking_for"]
    assert {"kind of job does he want", "sort of gig would they want"} <= set(asked)
    assert not any("|" in phrase for phrase in asked)
