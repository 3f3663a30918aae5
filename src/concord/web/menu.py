"""The menu: groups of pages as data; who may not open a page is not shown its name."""

from dataclasses import dataclass
from functools import cache

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from concord.web.access import Action, may

__all__ = ["GROUPS", "Entry", "Group", "Shown", "menu"]

Label = str | Promise


@dataclass(frozen=True, slots=True)
class Entry:
    """A page of the menu; ``also`` are the beginnings of addresses that belong to it too."""

    page: str
    label: Label
    action: Action
    also: tuple[str, ...] = ()

    def length(self, path: str) -> int:
        """How much of an address this entry stands for; 0 where it is another page's."""
        own = _address(self.page)
        starts = [
            start for start in (own, *self.also) if path == start or (start != "/" and path.startswith(start))
        ]
        return max(map(len, starts), default=0)


@dataclass(frozen=True, slots=True)
class Group:
    """Pages on one subject."""

    label: Label
    entries: tuple[Entry, ...]


PUBLIC, SEATED = Action.SEE_PUBLIC, Action.SEE_COMMITTEE

GROUPS = (
    Group(
        _("The record"),
        (
            Entry("situation", _("Situation"), PUBLIC, ("/guide/",)),
            Entry("evidence", _("Evidence"), PUBLIC, ("/documents/", "/figures/")),
            Entry("findings", _("Findings"), PUBLIC),
            Entry("accounts", _("Accounts"), PUBLIC, ("/estimates/",)),
            Entry("pictures", _("Pictures"), PUBLIC),
            Entry("ahead", _("Days ahead"), PUBLIC),
        ),
    ),
    Group(
        _("For people"),
        (
            Entry("sites", _("Sites"), PUBLIC),
            Entry("conduct", _("Conduct"), PUBLIC),
            Entry("dignity", _("Dignity"), PUBLIC),
            Entry("stand", _("Where do I stand"), Action.STAND),
        ),
    ),
    Group(
        _("Committee"),
        (
            Entry("agreement", _("Agreement"), SEATED),
            Entry("meetings", _("Meetings"), SEATED),
            Entry("actions", _("Actions"), SEATED),
            Entry("calendar_page", _("Calendar"), PUBLIC),
            Entry("roles", _("Who may do what"), PUBLIC),
            Entry("administration", _("Administration"), Action.ADMINISTER),
        ),
    ),
    Group(
        _("Publications"),
        (
            Entry("releases", _("Releases"), PUBLIC),
            Entry("briefing", _("Briefing"), PUBLIC),
            Entry("changes", _("What changed"), PUBLIC),
            Entry("corrections", _("Corrections"), PUBLIC),
            Entry("data", _("Data"), PUBLIC),
            Entry("withheld", _("What is withheld"), PUBLIC),
        ),
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shown:
    """A line of the menu as it is shown: name, address, whether one is there, the pages under it."""

    label: Label
    address: str
    here: bool
    pages: tuple["Shown", ...] = ()


@cache
def _address(page: str) -> str:
    return reverse(page)


def menu(request: HttpRequest) -> list[Shown]:
    """The groups that somebody may open, each with its pages; at most one of each is marked."""
    open_to = [(group, [entry for entry in group.entries if may(request, entry.action)]) for group in GROUPS]
    here = max(
        (entry for _, entries in open_to for entry in entries),
        key=lambda entry: entry.length(request.path),
        default=None,
    )
    if here is not None and not here.length(request.path):
        here = None
    return [_shown(group, entries, here) for group, entries in open_to if entries]


def _shown(group: Group, entries: list[Entry], here: Entry | None) -> Shown:
    pages = tuple(Shown(entry.label, _address(entry.page), entry is here) for entry in entries)
    return Shown(group.label, pages[0].address, any(page.here for page in pages), pages)
