"""The story of a report of conduct in a real Chromium: an authority answers, and the denial stands beside it.

UNHCR reads from left to right, Islamabad's delegate in Urdu from right to left. Screenshots of every page of
conduct and dignity go to build/screenshots; they are there to be looked at.
"""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from web_server import PASSWORD, serving

pytestmark = pytest.mark.browser

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync")
SCREENSHOTS = Path(__file__).parents[2] / "build" / "screenshots"
LOOKS = (
    ("desktop", 1280, "light", "en"),
    ("phone", 390, "light", "en"),
    ("right-to-left", 390, "light", "ur"),
    ("dark", 1280, "dark", "fa-af"),
    ("pashto", 1280, "light", "ps"),
)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
DENIAL = "کسی کارڈ رکھنے والے کو گرفتار نہیں کیا گیا۔"
MONTH, PLACE = "2025-04", "torkham"


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
    folder = tmp_path_factory.mktemp("conduct")
    shutil.copy(filled, folder / "concord.db")
    with serving(folder) as found:
        yield found


def signed_in(browser: Browser, address: str, persona: str, language: str = "en") -> Page:
    context = browser.new_context(base_url=address)
    context.add_cookies([{"name": "django_language", "value": language, "url": address}])
    page = context.new_page()
    page.goto("/seat/login/")
    page.fill("#id_login", persona)
    page.fill("#id_password", PASSWORD)
    page.click("main button")
    page.wait_for_url(f"{address}/")
    return page


@pytest.fixture(scope="module")
def story(browser: Browser, address: str) -> str:
    """The address of a report that UNHCR makes and Islamabad denies."""
    unhcr = signed_in(browser, address, "unhcr")
    unhcr.goto("/conduct/report/")
    unhcr.select_option("#kind", "arrest")
    unhcr.select_option("#authority", "gov-pk")
    unhcr.select_option("#place", PLACE)
    unhcr.fill("#month", MONTH)
    unhcr.fill("#count", "180")
    unhcr.fill("#words", "Ask for Ahmad Khan, 0300 1234567.")
    unhcr.click("main form button")
    expect(unhcr.locator("[role=alert]")).to_be_visible()  # a name and a number are refused, the rest is kept
    assert unhcr.input_value("#count") == "180"
    unhcr.fill("#words", "Counted at the gate in the third week.")
    unhcr.click("main form button")
    unhcr.wait_for_url(re.compile(r"/conduct/\d+/$"))
    where = re.sub(r"^https?://[^/]+", "", unhcr.url)
    islamabad = signed_in(browser, address, "islamabad", "ur")
    islamabad.goto(where)
    assert islamabad.get_attribute("html", "dir") == "rtl"
    assert "third week" not in islamabad.inner_text("main")
    islamabad.select_option("#kind", "denied")
    islamabad.fill("#text", DENIAL)
    islamabad.click("form[action$='/answer/'] button")
    expect(islamabad.locator(".state.denied")).to_be_visible()
    return where


def test_the_denial_stands_beside_the_report(story: str, browser: Browser, address: str) -> None:
    observer = signed_in(browser, address, "observer")
    observer.goto(story)
    sides = observer.locator("main ul.sides > li")
    assert sides.count() == 2
    assert "180" in sides.nth(0).inner_text()
    assert DENIAL in sides.nth(1).inner_text()
    reported, denied = sides.nth(0).bounding_box(), sides.nth(1).bounding_box()
    assert reported is not None
    assert denied is not None
    assert reported["y"] == denied["y"]  # beside, not below
    assert observer.locator("form[action$='/answer/']").count() == 0


def test_a_check_is_answered_and_the_page_of_the_month_prints_on_one_side(
    story: str, browser: Browser, address: str, tmp_path: Path
) -> None:
    import pypdfium2

    unhcr = signed_in(browser, address, "unhcr")
    unhcr.goto(f"/dignity/{MONTH}/{PLACE}/")
    unhcr.select_option("#check", "private_interview")
    unhcr.select_option("#word", "no")
    unhcr.fill("#evidence", "https://example.org/report")
    unhcr.fill("#why", "Interviews were held in the open yard.")
    unhcr.click("form[action$='/say/'] button")
    expect(unhcr.locator("main")).to_contain_text("Interviews were held in the open yard.")
    unhcr.pdf(path=tmp_path / "dignity.pdf", format="A4")
    assert len(pypdfium2.PdfDocument(tmp_path / "dignity.pdf")) <= 2


@pytest.mark.parametrize("look", LOOKS, ids=[look[0] for look in LOOKS])
def test_the_pages_are_accessible_and_fit(
    look: tuple[str, int, str, str], story: str, browser: Browser, address: str
) -> None:
    called, width, scheme, language = look
    page = signed_in(browser, address, "unhcr", language)
    state = page.context.storage_state()
    context: BrowserContext = browser.new_context(
        base_url=address,
        storage_state=state,
        viewport={"width": width, "height": 900},
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    tab, faults = context.new_page(), []
    where = {
        "conduct": "/conduct/",
        "conduct-report": "/conduct/report/",
        "conduct-page": story,
        "dignity": "/dignity/",
        "dignity-page": f"/dignity/{MONTH}/{PLACE}/",
    }
    for name, path in where.items():
        tab.goto(path)
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        tab.screenshot(path=SCREENSHOTS / f"{name}-{called}.png", full_page=True)
        assert tab.evaluate("document.documentElement.scrollWidth") <= width, name
        found = Axe().run(tab, options={"runOnly": RULES}).response["violations"]
        faults += [f"{name}: {one['id']} in {one['nodes'][0]['html'][:120]}" for one in found]
    assert faults == []
