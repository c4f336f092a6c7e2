"""Pasted texts: what Help > About, a colleague's mail or a habit puts where a version or a build is asked for.

`recognise` reads the words around the numbers and needs no registry; `read_listed` looks for what the registry lists
and takes it wherever it stands. Both read only what is written.
"""

import re

from kb.product import Product, Release

LONGEST = 300
_NUMBER = r"\d[\w.+\-]{0,30}"
_SUFFIX = r"(?:[ ](?:sp|r|u|hf|rc|beta|alpha|update|service pack)[ ]?\d{0,3}\b)?"
_LABELLED_VERSION = re.compile(
    rf"(?<![\w.+\-])(?:version|vers|ver|release|v)[\s.:=]{{0,4}}(?:(?:n°|number)[\s:]{{0,3}})?({_NUMBER}{_SUFFIX})",
    re.IGNORECASE,
)
_BARE_VERSION = re.compile(rf"(?<![\w.])({_NUMBER}{_SUFFIX})", re.IGNORECASE)
_BUILD = re.compile(
    r"(?<![\w.+\-])(?:build|bld|compilation|r[ée]vision|rev|b)[\s.:=#]{0,4}"
    rf"(?:(?:n°|no\.?|number)[\s:]{{0,3}})?({_NUMBER})",
    re.IGNORECASE,
)
_BARE_BUILD = re.compile(r"(?<![\w.])(\d{3,}[\w\-]{0,30})")
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")
_DIGIT_THEN_LETTER = re.compile(r"(?<=\d)(?=[a-z])")
# A build of one or two digits stands in every text.
_SHORTEST_BUILD = 3


def recognise(text: str) -> tuple[str, str]:
    """The version and the build that “Version 14.2 (Build 14203)” and the like name; "" for none."""
    text = " ".join(text[:LONGEST].split())
    build = _BUILD.search(text)
    rest = text if build is None else f"{text[: build.start()]} {text[build.end() :]}"
    version = _LABELLED_VERSION.search(rest) or _BARE_VERSION.search(rest)
    if version is None:
        return "", _trim(build[1]) if build else ""
    if build is None:
        build = _BARE_BUILD.search(rest, version.end())
    return _trim(version[1]), _trim(build[1]) if build else ""


def names_build(text: str) -> bool:
    """Whether a text holds a build with the word for it, and is more than a build alone."""
    return _BUILD.search(text) is not None


def read_listed(product: Product, text: str) -> tuple[str, str]:
    """The version and build of the registry that stand in a text, as it spells them; "" for none.

    Of several versions the one that the text calls so counts, else the first.
    """
    version, build = recognise(text)
    text = _DECIMAL_COMMA.sub(".", " ".join(text[:LONGEST].split()).casefold())
    release = product.release(version) if version else None
    if release is None:
        release = min(
            (one for one in product.releases if _stands(one, text) >= 0),
            key=lambda one: (_stands(one, text), -len(one.version)),
            default=None,
        )
    if release is not None:
        if product.release_of_build(build) is None:
            build = next((one for one in release.builds if _build_place(release, one, text) >= 0), "")
        return release.version, build
    if version and product.release_of_build(version) is None:
        return "", ""
    for one in product.releases:
        for known in one.builds:
            if len(known) >= _SHORTEST_BUILD and _place(known, text) >= 0:
                return one.version, known
    return "", ""


def _stands(release: Release, text: str) -> int:
    """Where a release's version begins in a text, alone or with one of its builds glued to it; -1 for nowhere."""
    version = release.version.casefold()
    places = [_place(one, text) for one in (version, _DIGIT_THEN_LETTER.sub(" ", version))]
    places += [_glued_place(release, build, text) for build in release.builds]
    return min((place for place in places if place >= 0), default=-1)


def _build_place(release: Release, build: str, text: str) -> int:
    return max(_place(build, text), _glued_place(release, build, text))


def _glued_place(release: Release, build: str, text: str) -> int:
    """Where version and build stand as one: 14.2.14203."""
    return max(_place(f"{release.version}{sign}{build}", text) for sign in ".-+_")


def _place(wanted: str, text: str) -> int:
    """Where `wanted` stands in a text as a word of its own; -1 for nowhere."""
    wanted = wanted.casefold()
    place = text.find(wanted) if wanted else -1
    while place >= 0:
        if _begins(text, place) and _ends(text, place + len(wanted)):
            return place
        place = text.find(wanted, place + 1)
    return -1


def _begins(text: str, place: int) -> bool:
    """Whether a word may begin there. `v` and `b` before a number are labels; digits and a slash are a day."""
    before = text[:place]
    if before.endswith(("v", "b")):
        before = before[:-1]
    if before[-1:] == "/":
        return not before[-2:-1].isdecimal()
    if before[-1:] in {".", "-", "+", "_"}:
        # What is glued to a number goes on from it: the build in 14.2.14203.
        return not before[-2:-1].isdecimal() or text[place - 1] != "."
    return not before[-1:].isalnum()


def _ends(text: str, place: int) -> bool:
    after = text[place : place + 2]
    if after[:1] in {".", "-", "+", "_", "/"}:
        return not after[1:].isalnum() or (after[0] in "-+_" and after[1:].isdecimal())
    return not after[:1].isalnum()


def _trim(found: str) -> str:
    return found.rstrip(".-+_ ")
