"""What neither an author nor a customer can mend at the place where it shows: the tree of exceptions.

Faults that people can mend are data (`kb.finding.Finding`, `submit.refusal.Refusal`), never exceptions.
"""


class PalierError(Exception):
    """The root of all of Palier's own exceptions. The message names place, fault and cure."""


class KnowledgeError(PalierError):
    """The knowledge cannot be built: an author or operator has findings to mend first."""


class BuildError(PalierError):
    """A build failed or is damaged; the one before it is still in place."""


class IndexUnavailable(PalierError):
    """There is no index, or it cannot be trusted. Search answers nothing; the form still works."""


class SettingsError(PalierError):
    """A `PALIER_*` variable has a value that cannot be used. The operator can mend it."""
