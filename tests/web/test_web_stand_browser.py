"""Where do I stand in a real Chromium: no barrier, no script, one printed page, nothing left in the browser.

Screenshots of every look go to build/screenshots; they are there to be looked at.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright
from web_server import serving

pytestmark = pytest.mark.browser

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync")
SCREENSHOTS = Path(__file__).parents[2] / "build" / "screenshots"
LOOKS = (
    ("desktop", 1280, "light", "en"),
    ("phone", 390, "light", "en"),
    ("right-to-left", 390, "light", "ur"),
    ("dark", 1280, "dark", "fa-af"),
    ("pashto", 390, "dark", "ps"),
)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("no chromium on PATH; `make browser` installs it")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def folder(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("stood")
    shutil.copy(filled, found / "concord.db")
    return found


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with serving(folder) as found:
        yield found


def ask(page: Page, language: str, document: str = "por", on: str = "2025-08-15") -> None:
    page.goto(f"/stand/?language={language}")
    page.select_option("#document", document)
    page.fill("#on", on)
    page.fill("#known", "2026-02-13")
    page.click("main form p button")
    page.wait_for_selector("#answer")


@pytest.mark.parametrize(("look", "width", "scheme", "language"), LOOKS, ids=[look[0] for look in LOOKS])
def test_no_barrier_no_overflow_and_nothing_left(
    browser: Browser, address: str, look: str, width: int, scheme: str, language: str
) -> None:
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    context = browser.new_context(
        base_url=address,
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    page, faults, errors = context.new_page(), [], []
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    for name in ("stand", "stand-answer"):
        if name == "stand":
            page.goto(f"/stand/?language={language}")
        else:
            ask(page, language)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.screenshot(path=SCREENSHOTS / f"{name}-{look}.png", full_page=True)
        found = Axe().run(page, options={"runOnly": RULES})
        faults += [f"{name}: {one['id']}: {one['help']}" for one in found.response["violations"]]
    assert faults == []
    assert errors == []
    assert context.cookies() == []
    assert page.url == f"{address}/stand/answer/"
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    context.close()


def test_without_script_the_answer_changes_its_language(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    ask(page, "en", "acc", "2025-03-20")
    assert page.locator("main").inner_text().count("31 March 2025") > 1
    page.click("fieldset button[lang=ps]")
    assert page.locator("html").get_attribute("lang") == "ps"
    assert page.locator("#document").input_value() == "acc"
    assert page.locator("#on").input_value() == "2025-03-20"
    assert "۳۱ مارچ ۲۰۲۵" in page.locator("main").inner_text()
    context.close()


def test_the_keyboard_alone_asks(browser: Browser, address: str) -> None:
    page = browser.new_page(base_url=address)
    page.goto("/stand/?language=en")
    page.focus("#document")
    page.keyboard.press("End")
    page.focus("main form p button")
    page.keyboard.press("Enter")
    page.wait_for_selector("#answer")
    page.close()


@pytest.mark.parametrize("language", ["en", "ur", "fa-af", "ps"])
def test_the_longest_answer_prints_on_one_page(
    browser: Browser, address: str, language: str, tmp_path: Path
) -> None:
    pypdfium2 = pytest.importorskip("pypdfium2")
    page = browser.new_page(base_url=address)
    ask(page, language)
    page.pdf(path=tmp_path / "answer.pdf", format="A4", prefer_css_page_size=False)
    page.close()
    printed = pypdfium2.PdfDocument(tmp_path / "answer.pdf")
    try:
        assert len(printed) == 1
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        printed[0].render(scale=1.5).to_pil().save(SCREENSHOTS / f"stand-printed-{language}.png")
    finally:
        printed.close()


def test_no_file_of_the_server_names_the_question(browser: Browser, address: str, folder: Path) -> None:
    """After everything above was asked: neither a database nor a log holds a day that was."""
    page = browser.new_page(base_url=address)
    ask(page, "en", "por", "1999-12-27")
    page.close()
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert any(path.name == "server.log" for path in files)
    assert [path.name for path in files if b"1999-12-27" in path.read_bytes()] == []
