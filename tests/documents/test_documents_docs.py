"""The reference page of documents says what the code does."""

import doctest
import importlib
import pkgutil
from pathlib import Path

import pytest

import concord.documents
from concord.documents.sniff import BY_SUFFIX
from concord.errors import ConcordError

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "documents.md"


def test_the_examples_of_the_page_run() -> None:
    assert doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8") == (0, 4)


@pytest.mark.parametrize("module", [found.name for found in pkgutil.iter_modules(concord.documents.__path__)])
def test_the_examples_of_the_modules_run(module: str) -> None:
    assert doctest.testmod(importlib.import_module(f"concord.documents.{module}")).failed == 0


def test_every_error_and_every_suffix_is_on_the_page() -> None:
    page = PAGE.read_text(encoding="utf-8")
    public = {name: getattr(concord.documents, name) for name in concord.documents.__all__}
    errors = [name for name, one in public.items() if isinstance(one, type) and issubclass(one, ConcordError)]
    assert [name for name in [*errors, *BY_SUFFIX] if f"`{name}`" not in page] == []
