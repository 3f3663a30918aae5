"""What changed since the last release, as blocks: how many of each kind, and the changes themselves."""

import re
from collections.abc import Iterator, Sequence

from concord.publish.changes import Change, ChangeKind, Changes, Subject
from concord.publish.languages import change_line
from concord.publish.print.sheet import Block, Heading, Listed, Run
from concord.publish.print.writer import Writer

__all__ = ["changed", "changed_in_full"]

ARROWS = re.compile("[\u2190\u2192]")  # no bundled font draws them; U+203A turns with the line
KINDS = {Subject.CLAIM: "figures", Subject.ESTIMATE: "estimates"}  # as the addresses name them


def changed(writer: Writer, changes: Changes | None, most: int) -> Iterator[Block]:
    """The counts, and the first change of each kind, claims ahead of what follows from them."""
    yield Heading(writer.say("changed"))
    yield Listed(((Run(_counted(changes, writer)),),))
    if changes is not None and changes.changes:
        yield Listed(tuple(_line(change, writer) for change in _first(changes)[:most]))


def changed_in_full(writer: Writer, changes: Changes | None) -> Iterator[Block]:
    """Every change, kind by kind; nothing where there is none."""
    if changes is None or not changes.changes:
        return
    yield Heading(writer.say("changed"), 2)
    yield Listed(tuple(_line(change, writer) for kind in ChangeKind for change in changes.of(kind)))


def _counted(changes: Changes | None, writer: Writer) -> str:
    if changes is None:
        return writer.say("first")
    day = writer.texts.day(changes.since)
    if not changes.changes:
        return writer.say("unchanged", day=day)
    counted = {str(kind): writer.texts.number(changes.count(kind)) for kind in ChangeKind}
    return writer.say("changes", day=day, **counted)


def _first(changes: Changes) -> Sequence[Change]:
    of_kinds = (changes.of(kind) for kind in ChangeKind)
    claims_first = (sorted(told, key=lambda one: one.subject is not Subject.CLAIM) for told in of_kinds)
    return [told[0] for told in claims_first if told]


def _line(change: Change, writer: Writer) -> tuple[Run, ...]:
    """The kind, which leads to where the number stands now, and the change in a line."""
    texts = writer.texts
    link = writer.address(KINDS[change.subject], change.about) if change.after else ""
    kind = Run(texts.say(change.kind, group="changes"), link=link)
    line = ARROWS.sub("\u203a", change_line(change, texts))
    return kind, Run(f" · {line}")
