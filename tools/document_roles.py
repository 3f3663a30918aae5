"""Write the table of roles into docs/reference/web.md, between its markers.

document_roles.py [--check]
"""

import os
import pathlib
import re
import sys

PAGE = pathlib.Path(__file__).parents[1] / "docs" / "reference" / "web.md"
MARKER = re.compile(r"(<!-- roles -->\n).*?(<!-- end roles -->)", re.DOTALL)


def table() -> str:
    """Every action with every role; what each page asks for stands in the last column."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "concord.web.settings")
    import django

    django.setup()
    from django.urls import URLPattern

    from concord.web.access import TABLE, Action, Role
    from concord.web.urls import urlpatterns

    pages: dict[str, list[str]] = {action.value: [] for action in Action}
    for one in urlpatterns:
        if isinstance(one, URLPattern):
            pages[one.callback.concord_action.value].append(str(one.name))
    head = ["action", *(role.value for role in Role), "pages and forms"]
    rows = [
        [
            action.value.replace("_", " "),
            *("yes" if role in TABLE[action] else "–" for role in Role),
            ", ".join(pages[action.value]) or "part of other pages",
        ]
        for action in Action
    ]
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def main() -> None:
    page = PAGE.read_text("utf-8")
    fresh = MARKER.sub(lambda m: m[1] + table() + m[2], page)
    if "--check" in sys.argv:
        sys.exit(0 if fresh == page else f"{PAGE.name} is out of date: run tools/document_roles.py")
    PAGE.write_text(fresh, "utf-8")


if __name__ == "__main__":
    main()
