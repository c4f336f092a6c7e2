"""Version and build are ones that the registry lists, or the customer vouches for them (promise 7).

Version and build may be chosen, typed, or pasted from Help > About into either field: `recognise` reads them
out of such a text and `normalise` fills both fields, spelled as the registry spells them. What the registry
does not list is refused once, with the nearest that it lists and the place where the product shows it; the
customer may answer that theirs is not listed.

Limits: a product without releases is not checked, nor the builds of a release without builds. That a version
has ended or that a newer build mends the matter is not a fault of the draft: suggestions say so.
"""

from itertools import takewhile

from kb.product import Product, Release
from kb.release import compare_versions
from kb.support import Support
from submit.draft import Draft
from submit.gate.fillers import is_filler
from submit.gate.pasted_text import LONGEST, names_build, read_listed, recognise
from submit.refusal import Code, Refusal

_NEAREST = 3


def check(draft: Draft, support: Support) -> list[Refusal]:
    """A refusal for a version, else for a build, that the registry does not list and nobody vouched for."""
    product = support.products.get(draft.product)
    if product is None or not product.releases or _is_too_long(draft):
        return []
    if not is_filler(draft.version) and product.release(draft.version) is None:
        return [] if draft.attests(Code.UNKNOWN_VERSION, "version") else [_unknown_version(draft, product)]
    if is_filler(draft.build) or draft.attests(Code.UNKNOWN_VERSION, "build"):
        return []
    return _build_faults(draft, product)


def normalise(draft: Draft, support: Support) -> Draft:
    """The draft with version and build read out of what was typed and spelled as the registry spells them.

    What cannot be read stays as it was typed. Applied twice, it changes nothing more.
    """
    if _is_too_long(draft):
        return draft
    product = support.products.get(draft.product)
    version, build = draft.version.strip(), draft.build.strip()
    listed = product.release(version) if product and version else None
    if listed is None:
        read_version, read_build = _read(product, version)
        version, build = read_version or ("" if read_build else version), build or read_build
    if build and (product is None or product.release_of_build(build) is None):
        version, build = _read_out_of_build(product, version, build)
    version, build = _as_listed(product, version, build)
    if (version, build) == (draft.version, draft.build):
        return draft
    return draft.model_copy(update={"version": version, "build": build})


def _read(product: Product | None, text: str) -> tuple[str, str]:
    """The version and build that a text names: those of the registry, else what the words around them say."""
    found = ("", "") if product is None else read_listed(product, text)
    if not any(found):
        return recognise(text)
    return found[0], found[1] or (recognise(text)[1] if names_build(text) else "")


def _read_out_of_build(product: Product | None, version: str, build: str) -> tuple[str, str]:
    """Both, where the field of the build holds more than a build, or a version instead of one."""
    read_version, read_build = _read(product, build) if product or names_build(build) else ("", "")
    if names_build(build):
        return version or read_version, read_build
    is_listed = product is not None and product.release(read_version) is not None if read_version else False
    if is_listed and (read_build or version in {"", read_version}):
        return version or read_version, read_build
    return version, build


def nearest_versions(product: Product, version: str) -> list[str]:
    """Up to three listed versions that `version` was most likely meant to be, likeliest first."""
    newer = sum(compare_versions(release.version, version) > 0 for release in product.releases)
    ranked = sorted(
        enumerate(product.releases),
        key=lambda ranked: (
            -_shared_start(ranked[1].version, version),
            abs(ranked[0] + 0.5 - newer),
            ranked[0],
        ),
    )
    return [release.version for _, release in ranked[:_NEAREST]]


def _unknown_version(draft: Draft, product: Product) -> Refusal:
    nearest = nearest_versions(product, draft.version)
    owner = None if is_filler(draft.build) else product.release_of_build(draft.build)
    if owner is not None:
        nearest = [owner.version, *(version for version in nearest if version != owner.version)][:_NEAREST]
    details = {"nearest": nearest, "where": product.where.say(draft.lang)}
    return Refusal(Code.UNKNOWN_VERSION, "version", "version", details)


def _build_faults(draft: Draft, product: Product) -> list[Refusal]:
    owner = product.release_of_build(draft.build)
    release = owner if is_filler(draft.version) else product.release(draft.version)
    if release is not None and (not release.builds or _lists(release, draft.build)):
        return []
    details = {
        "nearest": _nearest_builds(product, release, draft.build),
        "where": product.where.say(draft.lang),
    }
    if owner is None:
        return [Refusal(Code.UNKNOWN_VERSION, "build", "build", details)]
    return [Refusal(Code.UNKNOWN_VERSION, "build", "other-version", details | {"belongs_to": owner.version})]


def _nearest_builds(product: Product, release: Release | None, build: str) -> list[str]:
    builds = release.builds if release else tuple(b for each in product.releases for b in each.builds)
    ranked = sorted(enumerate(builds), key=lambda known: (-_shared_start(known[1], build), known[0]))
    return [known for _, known in ranked[:_NEAREST]]


def _lists(release: Release, build: str) -> bool:
    return any(known.casefold() == build.strip().casefold() for known in release.builds)


def _as_listed(product: Product | None, version: str, build: str) -> tuple[str, str]:
    """Both as the registry spells them; a version that was not given follows from the build."""
    if product is None:
        return version, build
    owner = product.release_of_build(build) if build else None
    release = product.release(version) if version else owner
    if release is not None:
        version = release.version
    known = owner.builds if owner else ()
    return version, next((each for each in known if each.casefold() == build.casefold()), build)


def _is_too_long(draft: Draft) -> bool:
    """Whether a field holds more than any About box says; `too_long` refuses it."""
    return max(len(draft.version), len(draft.build)) > LONGEST


def _shared_start(left: str, right: str) -> int:
    """How many characters two versions share from their beginning."""
    pairs = zip(left.casefold(), right.casefold(), strict=False)
    return len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))
