import pytest

from submit.web.step_lines import step_lines


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("1. J’ouvre Ventes. 2. Je clique. Rien.", "1. J’ouvre Ventes.\n2. Je clique. Rien."),
        ("1) Open 2. 5 lines show 2) Click", "1) Open 2. 5 lines show\n2) Click"),
        ("1. Version 14. 3. is chosen", "1. Version 14. 3. is chosen"),
        ("« Je publie et ça plante. »", "« Je publie et ça plante. »"),
        ("10. Ventes 2. Devis", "10. Ventes 2. Devis"),
        ("", ""),
    ],
)
def test_each_step_of_an_example_has_a_line(text: str, shown: str) -> None:
    assert step_lines(text) == shown
