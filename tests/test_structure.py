"""The house: who may import whom, how long a module may be, and whose names may stand where."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

from bot.load import load
from bot.text import words

ROOT = Path(__file__).parent.parent
LONGEST = 400
CORE = (
    "bot.load",
    "bot.index",
    "bot.understand",
    "bot.answer",
    "bot.names",
    "bot.relations",
    "bot.language",
    "bot.text",
)
NAMED = ("basics", "employers", "projects")
SURFACES = ("bot.slack", "bot.render", "bot.cli")
# The defaults that the contract fixes: the shipped profile's file and its slash command.
DEFAULTS = {("bot.batao", "rohit"), ("bot.settings", "rohit")}


def module_name(file: Path) -> str:
    return ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


SOURCES = {module_name(file): file.read_text("utf-8") for file in sorted((ROOT / "bot").rglob("*.py"))}


def nodes(tree: ast.AST, everywhere: bool) -> Iterator[ast.AST]:
    """The nodes of a module: those that run when it is imported, or with `everywhere` those in functions too."""
    for node in ast.iter_child_nodes(tree):
        typing_only = isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        if everywhere or not (typing_only or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)):
            yield node
            yield from nodes(node, everywhere)


def imports(source: str, modules: Mapping[str, str], everywhere: bool = False) -> set[str]:
    """The modules of `modules` that a module imports."""
    found: set[str] = set()
    for node in nodes(ast.parse(source), everywhere):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            inside = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= inside & modules.keys() or {node.module}
    return found & modules.keys()


def cycle(graph: Mapping[str, set[str]]) -> list[str]:
    """The modules in a circle of imports, and those that import them; [] when there is an order to load them in."""
    left = dict(graph)
    while free := [name for name, needed in left.items() if not needed & left.keys()]:
        left = {name: needed for name, needed in left.items() if name not in free}
    return sorted(left)


def within(module: str, packages: tuple[str, ...]) -> bool:
    return any(f"{module}.".startswith(f"{package}.") for package in packages)


def forbidden(sources: Mapping[str, str]) -> list[str]:
    """Every import of a surface by a part of the core."""
    core = {name: source for name, source in sources.items() if within(name, CORE)}
    found = [(name, target) for name, source in core.items() for target in sorted(imports(source, sources, True))]
    return [f"{name} imports {target}" for name, target in found if within(target, SURFACES)]


def proper_names() -> set[str]:
    """The words of the person's, employers' and projects' names that are no plain or well-known words."""
    language = ROOT / "knowledge" / "language"
    plain = {word for file in ("english.txt", "names.txt") for word in (language / file).read_text("utf-8").split()}
    plain |= {f"{word}s" for word in plain}
    entries = [entry for entry in load(ROOT / "knowledge" / "rohit.yaml").entries if entry.section in NAMED]
    names = (name for entry in entries for name in (entry.title, entry.organization, *entry.aliases))
    return {word.folded for name in names for word in words(name) if len(word.folded) >= 5} - plain


def names_in(sources: Mapping[str, str]) -> list[tuple[str, str]]:
    """Each module with a proper name of the shipped profile in it."""
    names = proper_names()
    found = ((module, {word.folded for word in words(source.replace("_", " "))}) for module, source in sources.items())
    return [(module, name) for module, said in found for name in sorted(said & names)]


def test_sources_were_seen() -> None:
    assert {"bot.batao", "bot.answer.model", "bot.slack.app"} <= SOURCES.keys()
    assert "bot.answer.model" in imports(SOURCES["bot.batao"], SOURCES)


def test_no_import_cycles() -> None:
    assert cycle({name: imports(source, SOURCES) - {name} for name, source in SOURCES.items()}) == []


def test_a_cycle_is_noticed() -> None:
    sources = {"bot.a": "from bot import b", "bot.b": "import bot.c", "bot.c": "from bot.a import x", "bot.d": ""}
    assert cycle({name: imports(source, sources) for name, source in sources.items()}) == ["bot.a", "bot.b", "bot.c"]


def test_the_core_knows_no_surface() -> None:
    assert forbidden(SOURCES) == []


def test_an_import_of_a_surface_is_noticed() -> None:
    sources = {"bot.answer.x": "def f():\n    from bot.render import blocks", "bot.render": "", "bot.render.blocks": ""}
    assert forbidden(sources) == ["bot.answer.x imports bot.render.blocks"]


def test_modules_are_short() -> None:
    lengths = {module: len(source.splitlines()) for module, source in SOURCES.items()}
    assert {module: length for module, length in lengths.items() if length > LONGEST} == {}


def test_nobody_stands_in_the_code() -> None:
    assert {"rohit", "knowlarity", "konfilarity", "stegosoft"} <= proper_names()
    assert [found for found in names_in(SOURCES) if found not in DEFAULTS] == []


def test_somebody_in_the_code_is_noticed() -> None:
    sources = {"bot.bad": 'if word == "Knowlarity": ...', "bot.worse": "def about_sethji(): ..."}
    assert names_in(sources) == [("bot.bad", "knowlarity"), ("bot.worse", "sethji")]
