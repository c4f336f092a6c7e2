"""What a link can lead to besides pages and files is exactly what the build makes."""

import pytest
from built_centre import LITTLE_CENTRE
from written_centre import REPOSITORY, SUPPORT, write_centre

from kb.destinations import generated_ids
from kb.generated_pages import generated_pages
from kb.knowledge import load_knowledge
from kb.navigation import Navigation
from kb.phrases import OWN, Phrases

WITHOUT_RELEASES = SUPPORT[: SUPPORT.index("    releases:")] + SUPPORT[SUPPORT.index("  agenda:") :]


def _agree(root):
    knowledge, _ = load_knowledge(root)
    made = generated_pages(Navigation(knowledge, "fr"), Phrases.load(OWN))
    assert generated_ids(knowledge) == {page.id for page in made}
    return generated_ids(knowledge)


@pytest.mark.parametrize("root", [REPOSITORY, LITTLE_CENTRE], ids=["own", "little"])
def test_generated_ids_are_those_of_the_build(root):
    assert "incidents/index" in _agree(root)


@pytest.mark.parametrize(
    ("support", "has_releases"), [(SUPPORT, True), (WITHOUT_RELEASES, False)], ids=["some", "none"]
)
def test_list_of_releases_is_there_only_with_releases(tmp_path, support, has_releases):
    assert ("releases/index" in _agree(write_centre(tmp_path, {"support.yml": support}))) is has_releases
