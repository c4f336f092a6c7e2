"""`broken-link`: a link to a page, a section or a picture of the help centre leads to one that exists."""

from collections.abc import Iterator

from kb.checks.inspection import Inspection
from kb.destinations import Destinations, generated_ids
from kb.finding import Finding, Level
from kb.manuscript import manuscript
from kb.page import Page
from kb.reading import Reading, reading
from kb.rendering import Unrenderable

_SPACE = " (write a space as %20, or the address between < and >)"


def check(inspection: Inspection) -> Iterator[Finding]:
    """A finding for each link that leads nowhere; a warning for one that leads elsewhere."""
    knowledge = inspection.knowledge
    house = Destinations(knowledge, inspection.files, generated_ids(knowledge), _read)
    for page in inspection.bodies():
        read = _read(page)
        text = manuscript(page)
        places = text.targets()
        for target in read.targets if read is not None else ():
            written = places.get(target)
            if not written and text.open_fence is not None:
                continue  # It was meant as code; `unclosed-code` tells.
            # A target that stands in several places is broken in all of them; each takes its turn.
            line, column = (written.pop(0) if len(written) > 1 else written[0]) if written else (page.body_line, 1)
            fault = house.fault(target, page)
            if fault is not None:
                cure = fault.cure + (_SPACE if " " in target.strip() else "")
                yield Finding(page.path, line, column, "broken-link", fault.message, cure)
                continue
            foreign = _foreign(house, target, page)
            if foreign is not None:
                yield Finding(page.path, line, column, "foreign-link", *foreign, Level.WARNING)
        for (line, column), name in text.undefined():
            fault_of_name = f"nothing says where “[{name}]” leads"
            yield Finding(page.path, line, column, "broken-link", fault_of_name, f"add a line “[{name}]: …”")


def _foreign(house: Destinations, target: str, page: Page) -> tuple[str, str] | None:
    """Why a link may lead elsewhere than its author thinks, and the cure; None when it does not."""
    own = house.other_language(target, page)
    if own:
        message = f"“{target}” names the page in another language than this one's"
        return message, f"write {own}; each language leads to its own"
    if house.is_lost_on_site(target):
        cure = "write the page's file, such as ../mail/write.md, or the whole address (https://…) of another site"
        return f"no page of the help centre has the address “{target}”", cure
    return None


def _read(page: Page) -> Reading | None:
    try:
        return reading(page)
    except Unrenderable:
        return None
