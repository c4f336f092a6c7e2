"""The folder `docs/`: which of its files are pages, and which only look as if they were."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from kb.finding import Finding
from kb.page import identify

_FOLDER = "docs"
_ENDING = ".md"
# What other tools call Markdown; the build reads none of them, so the page would be missing without a word.
_OTHER_ENDINGS = frozenset({".md", ".markdown", ".mdown", ".mdwn", ".mkd", ".mkdn", ".mdtxt", ".mdtext", ".mdx"})
_LANGUAGE_SIZE = 2


def visible_files(docs: Path) -> Iterator[str]:
    """The paths of all files below `docs`; hidden ones are what editors and file managers leave behind."""
    for path in docs.rglob("*"):
        relative = path.relative_to(docs)
        if path.is_file() and not any(part.startswith(".") for part in relative.parts):
            yield relative.as_posix()


def page_files(docs: Path) -> list[str]:
    """The paths of the pages below `docs`, sorted."""
    return sorted(path for path in visible_files(docs) if path.endswith(_ENDING))


def lookalikes(docs: Path, languages: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, str], Finding]]:
    """Files that an author takes for pages: their path, the id and language they were meant to have, the fault."""
    for path in visible_files(docs):
        meant = _meant_ending(docs, path)
        if meant != path:
            yield path, identify(meant, languages), _wrong_ending(path, meant)
        elif path.endswith(_ENDING):
            suffix = PurePosixPath(path.removesuffix(_ENDING)).suffix.removeprefix(".")
            if len(suffix) == _LANGUAGE_SIZE and suffix.isalpha() and suffix not in languages:
                stem = path.removesuffix(f".{suffix}{_ENDING}")
                yield path, (stem, suffix.casefold()), _unknown_language(path, suffix, languages)


def _meant_ending(docs: Path, path: str) -> str:
    """The path that a page would have; the same path when it is right or no page at all."""
    suffix = PurePosixPath(path).suffix
    if suffix != _ENDING and suffix.casefold() in _OTHER_ENDINGS:
        return path.removesuffix(suffix) + _ENDING
    if suffix.casefold() == ".txt":
        stem = path.removesuffix(suffix)
        if stem.casefold().endswith(_ENDING):
            return stem.removesuffix(stem[-len(_ENDING) :]) + _ENDING
        with (docs / path).open("rb") as file:
            return stem + _ENDING if file.read(4) in {b"---\n", b"---\r"} else path
    return path


def _wrong_ending(path: str, meant: str) -> Finding:
    ending = PurePosixPath(path).name.removeprefix(PurePosixPath(meant).stem)
    fault = f"a file ending in “{ending}” is not read as a page"
    return Finding(f"{_FOLDER}/{path}", 1, 1, "wrong-ending", fault, f"rename it to {PurePosixPath(meant).name}")


def _unknown_language(path: str, suffix: str, languages: tuple[str, ...]) -> Finding:
    fault = f"“{suffix}” is not a language of support.yml"
    if suffix.casefold() in languages:
        name = PurePosixPath(path).name.removesuffix(f"{suffix}{_ENDING}")
        cure = f"rename it to {name}{suffix.casefold()}{_ENDING}"
        return Finding(f"{_FOLDER}/{path}", 1, 1, "unknown-language", fault, cure)
    endings = ", ".join([_ENDING, *(f".{lang}{_ENDING}" for lang in languages[1:])])
    cure = f"end the file's name in one of: {endings}; or add the language"
    return Finding(f"{_FOLDER}/{path}", 1, 1, "unknown-language", fault, cure)
