"""Every picture made interactive in a real Chromium: by keyboard, light and dark, on a phone, right to left.

Screenshots go to build/screenshots; they are there to be looked at.
"""

import re
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, sync_playwright
from web_server import serving

from concord.publish.pictures import KINDS
from concord.publish.pictures.theme import DARK

pytestmark = pytest.mark.browser

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
SCREENSHOTS = Path(__file__).parents[2] / "build" / "screenshots"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
LOOKS = {
    "desktop": (1280, "light", "en"),
    "dark": (1280, "dark", "fa-af"),
    "phone": (360, "light", "ps"),
    "phone-dark": (390, "dark", "ur"),
}
NEAR = 60  # pixels between pointer and words
# What is written on a canvas leaves no trace on the page, so it is listened to.
LISTEN = """window.written = new Set();
const fill = CanvasRenderingContext2D.prototype.fillText;
CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) {
  window.written.add(String(text));
  return fill.call(this, text, ...rest);
};"""
CORNER = "canvas => Array.from(canvas.getContext('2d').getImageData(2, 2, 1, 1).data.slice(0, 3))"
PIXELS = "canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data"
KEEP = f"canvas => {{ window.kept = {PIXELS}; }}"
CHANGED = f"canvas => {PIXELS}.reduce((n, value, at) => n + (Math.abs(value - window.kept[at]) > 40), 0)"
Opened = Callable[[str], Page]


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
def address(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("pictured")
    shutil.copy(filled, folder / "concord.db")
    with serving(folder) as found:
        yield found


@pytest.fixture(scope="module")
def opened(browser: Browser, address: str) -> Iterator[Opened]:
    """The page of pictures in a look, every picture made interactive by keyboard; kept for all tests."""
    pages: dict[str, Page] = {}

    def open_(look: str) -> Page:
        if look not in pages:
            pages[look] = _interactive(browser, address, look)
        return pages[look]

    yield open_
    for page in pages.values():
        page.context.close()


def _interactive(browser: Browser, address: str, look: str) -> Page:
    width, scheme, language = LOOKS[look]
    context = browser.new_context(
        base_url=address,
        viewport={"width": width, "height": 900},
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    context.add_cookies([{"name": "django_language", "value": language, "url": address}])
    context.add_init_script(LISTEN)
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.on("pageerror", lambda told: pytest.fail(str(told)))
    while "refresh" in page.request.get("/pictures/").headers:
        page.wait_for_timeout(500)
    page.goto("/pictures/")
    for button in page.locator("button[data-picture]").all():
        button.focus()
        page.keyboard.press("Enter")
        button.wait_for(state="hidden")
    return page


def plates(page: Page) -> list[Locator]:
    return page.locator(".drawn .plate").all()


def pressed(entry: Locator) -> str | None:
    return entry.get_attribute("aria-pressed")


@pytest.mark.parametrize("look", LOOKS)
def test_every_picture_is_interactive_and_fits(look: str, opened: Opened) -> None:
    page = opened(look)
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"pictures-interactive-{look}.png", full_page=True)
    assert len(plates(page)) == len(KINDS)
    assert page.locator(".drawn picture:visible").count() == 0
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    wide = [
        plate.get_attribute("aria-label")
        for plate in plates(page)
        if plate.evaluate("e => e.scrollWidth > e.clientWidth")
    ]
    assert wide == []


@pytest.mark.parametrize("look", LOOKS)
def test_no_barrier_stands_before_an_interactive_picture(look: str, opened: Opened) -> None:
    found = Axe().run(opened(look), options=RULES)
    assert [f"{one['id']}: {one['nodes'][0]['html'][:150]}" for one in found.response["violations"]] == []


@pytest.mark.parametrize("look", LOOKS)
def test_a_picture_follows_the_screen_and_paper_stays_white(look: str, opened: Opened) -> None:
    page, scheme = opened(look), LOOKS[look][1]
    surface = DARK["white"] if scheme == "dark" else "#ffffff"
    for plate in plates(page):
        assert "#{:02x}{:02x}{:02x}".format(*plate.locator("canvas").evaluate(CORNER)) == surface
    page.emulate_media(media="print")
    printed = page.locator(".drawn picture img").all()
    assert all(image.is_visible() for image in printed)
    assert not any("theme=dark" in image.evaluate("e => e.currentSrc") for image in printed)
    assert not any(plate.is_visible() for plate in plates(page))
    page.emulate_media(media="screen")


@pytest.mark.parametrize("look", LOOKS)
def test_numbers_of_a_canvas_are_in_the_digits_of_the_language(look: str, opened: Opened) -> None:
    texts: list[str] = opened(look).evaluate("[...window.written]")
    latin = [text for text in texts if re.search("[0-9]", text)]
    own = [text for text in texts if re.search("[\u06f0-\u06f9]", text)]
    assert bool(latin) is (LOOKS[look][2] in ("en", "ur"))  # Urdu of the field writes Latin digits
    assert bool(own) is (LOOKS[look][2] in ("fa-af", "ps"))


def test_the_words_of_a_mark_stand_near_the_pointer(opened: Opened) -> None:
    page = opened("desktop")
    told = {}
    for plate in plates(page):
        plate.scroll_into_view_if_needed()
        box = plate.locator("canvas").bounding_box()
        assert box
        told[plate.get_attribute("aria-label")] = _words_near(page, box)
    assert [label for label, words in told.items() if not words] == []
    assert all(re.search(r"\d", words) for words in told.values())


def _words_near(page: Page, box: dict[str, float]) -> str:
    """What is told at the first place of the picture where something is told."""
    tooltip = page.locator("#vg-tooltip-element.visible")
    for row in range(4, int(box["height"]), 9):
        for column in range(30, int(box["width"]), 12):
            x, y = box["x"] + column, box["y"] + row
            if y > 880:
                return ""
            page.mouse.move(x, y)
            if tooltip.count():
                at = tooltip.bounding_box()
                assert at
                across = max(at["x"] - x, x - at["x"] - at["width"], 0)
                down = max(at["y"] - y, y - at["y"] - at["height"], 0)
                assert across + down < NEAR
                return tooltip.inner_text()
    return ""


def test_a_series_is_hidden_and_shown_again_by_pointer_and_by_keyboard(opened: Opened) -> None:
    page = opened("desktop")
    groups = page.locator(".drawn .series").all()
    assert len(groups) == len(KINDS) - 2  # a map and a waterfall have no series
    for group in groups:
        canvas = group.locator("xpath=ancestor::figure").locator("canvas")
        entry = group.locator("button").first
        canvas.evaluate(KEEP)
        entry.click()
        page.mouse.move(0, 0)
        assert pressed(entry) == "false"
        hidden = canvas.evaluate(CHANGED)
        assert hidden > 20
        entry.focus()
        page.keyboard.press("Space")
        assert pressed(entry) == "true"
        assert canvas.evaluate(CHANGED) < hidden / 10  # edges of what is drawn again may differ by a shade


@pytest.mark.parametrize("look", LOOKS)
def test_the_drawn_picture_is_the_one_for_the_screen(look: str, browser: Browser, address: str) -> None:
    width, scheme, _ = LOOKS[look]
    page = browser.new_page(
        base_url=address,
        viewport={"width": width, "height": 900},
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    for where, count in (("/pictures/", len(KINDS)), ("/", 1)):
        page.goto(where, wait_until="load")
        images = page.locator(".drawn picture img").all()
        assert len(images) == count
        for image in images:
            source, wide = image.evaluate("e => [e.currentSrc, e.naturalWidth]")
            assert ("theme=dark" in source) is (scheme == "dark")
            assert ("size=narrow" in source) is (width < 700)
            assert 0 < wide < (400 if width < 700 else 900)
    page.close()


def test_the_focus_goes_on_from_the_button_to_the_picture_and_its_legend(
    browser: Browser, address: str
) -> None:
    page = browser.new_page(base_url=address)
    page.goto("/pictures/")
    page.locator("button[data-picture]").first.press("Enter")
    page.locator(".plate canvas").first.wait_for()
    page.locator(".plate:focus").wait_for()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('aria-pressed')") == "true"
    page.close()


def test_a_picture_is_drawn_anew_when_the_screen_turns_dark(browser: Browser, address: str) -> None:
    page = browser.new_page(base_url=address, color_scheme="light")
    page.goto("/pictures/")
    page.locator("button[data-picture]").first.press("Enter")
    canvas = page.locator(".plate canvas").first
    canvas.wait_for()
    page.locator(".series button").first.click()
    page.emulate_media(color_scheme="dark")
    until = time.monotonic() + 30
    while canvas.evaluate(CORNER)[0] > 128 and time.monotonic() < until:
        page.wait_for_timeout(100)
    assert canvas.evaluate(CORNER)[0] < 128
    assert pressed(page.locator(".series button").first) == "false"  # what was put aside stays aside
    page.close()
