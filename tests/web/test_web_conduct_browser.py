"""A report of conduct and its denial in a real Chromium, in two languages, one from right to left."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, sync_playwright
from web_server import PASSWORD, serving

pytestmark = pytest.mark.browser

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
SCREENSHOTS = Path(__file__).parents[2] / "build" / "screenshots"
LOOKS = (
    ("desktop", 1280, "light", "en"),
    ("phone", 390, "light", "en"),
    ("right-to-left", 390, "light", "ur"),
    ("dark", 1280, "dark", "fa-af"),
)
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
DENIAL = "No payment is asked at the crossing."
PAGES = ("/conduct/", "/conduct/report/", "/conduct/1/", "/dignity/")


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


def signed_in(
    browser: Browser,
    address: str,
    persona: str,
    language: str = "en",
    width: int = 1280,
    scheme: str = "light",
) -> BrowserContext:
    context = browser.new_context(
        base_url=address,
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    context.add_cookies([{"name": "django_language", "value": language, "url": address}])
    page = context.new_page()
    page.goto("/seat/login/")
    page.fill("#id_login", persona)
    page.fill("#id_password", PASSWORD)
    page.click("main button")
    page.wait_for_url(f"{address}/")
    page.close()
    return context


def test_an_authority_answers_and_its_denial_stands_beside_the_report(browser: Browser, address: str) -> None:
    reporter = signed_in(browser, address, "iom").new_page()
    reporter.goto("/conduct/report/")
    reporter.select_option("#kind", "harassment")
    reporter.select_option("#authority", "gov-pk")
    reporter.select_option("#place", "torkham")
    reporter.fill("#month", "2025-04")
    reporter.fill("#count", "65")
    reporter.click("form.form button")
    where = reporter.url
    authority = signed_in(browser, address, "islamabad", "ur", 390).new_page()
    authority.goto(where)
    assert authority.locator("html").get_attribute("dir") == "rtl"
    authority.select_option("#kind", "denied")
    authority.fill("#text", DENIAL)
    authority.click("fieldset.act button")
    authority.wait_for_selector(".timeline")
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    authority.screenshot(path=SCREENSHOTS / "web-conduct-denied-right-to-left.png", full_page=True)
    reporter.goto(where)
    sides = reporter.locator("ul.sides > li")
    assert "65" in sides.nth(0).inner_text()
    assert DENIAL in sides.nth(1).inner_text()
    reporter.screenshot(path=SCREENSHOTS / "web-conduct-denied-desktop.png", full_page=True)
    other = signed_in(browser, address, "kabul", "fa-af").new_page()
    other.goto(where)
    assert DENIAL in other.locator("ul.sides").inner_text()
    assert other.locator("#text").count() == 0  # nobody answers for another
    for page in (reporter, authority, other):
        page.context.close()


@pytest.mark.parametrize("look", LOOKS, ids=[look[0] for look in LOOKS])
def test_every_page_is_accessible_and_fits_its_screen(
    browser: Browser, address: str, look: tuple[str, int, str, str]
) -> None:
    name, width, scheme, language = look
    context = signed_in(browser, address, "unhcr", language, width, scheme)
    page = context.new_page()
    page.goto("/dignity/")
    filled = page.locator("tbody td a").first.get_attribute("href")
    assert filled is not None
    for number, path in enumerate((*PAGES, filled)):
        page.goto(path)
        assert Axe().run(page, options=RULES).response["violations"] == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SCREENSHOTS / f"web-conduct-{number}-{name}.png", full_page=True)
    context.close()
