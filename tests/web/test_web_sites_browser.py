"""A site's day without a connection, in a real Chromium: the line is cut, two phones disagree."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
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
FORM = "/sites/1/day/"


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
    folder = tmp_path_factory.mktemp("sites")
    shutil.copy(filled, folder / "concord.db")
    with serving(folder) as found:
        yield found


def signed_in(browser: Browser, address: str, persona: str = "manager") -> BrowserContext:
    """A phone of its own."""
    context = browser.new_context(base_url=address, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto("/seat/login/")
    page.fill("#id_login", persona)
    page.fill("#id_password", PASSWORD)
    page.click("main button")
    page.wait_for_url(f"{address}/")
    page.close()
    return context


def form_of(context: BrowserContext, ready: bool = True) -> Page:
    page = context.new_page()
    page.goto(FORM)
    if ready:
        page.wait_for_selector("form[data-ready='1']")
    return page


def enter(page: Page, day: str, people: str) -> None:
    page.fill("#f-day", day)
    page.fill("#f-people", people)
    page.fill("#f-water_litres", "5000")
    page.click("#site-day button:not([type=button])")


def send_now(page: Page) -> None:
    """Press the button, which may be gone already: the page also sends by itself when the line is back."""
    page.evaluate("document.getElementById('send-now').click()")


def day_before(page: Page, days: int) -> str:
    """A day so many before the latest that the form takes."""
    told = page.evaluate(
        "n => { const d = new Date(document.getElementById('f-day').max + 'T00:00:00Z');"
        " d.setUTCDate(d.getUTCDate() - n); return d.toISOString().slice(0, 10); }",
        days,
    )
    return str(told)


def people_of(context: BrowserContext, day: str) -> list[int]:
    """What the server says about a day."""
    answer = context.request.get("/sites/1/days.json")
    return [one["people"] for one in answer.json() if one["day"] == day]


def arrives(context: BrowserContext, day: str, people: list[int]) -> bool:
    """Whether the server comes to tell this of a day within half a minute; pages send on their own."""
    for _ in range(150):
        if people_of(context, day) == people:
            return True
        time.sleep(0.2)
    return False


def test_a_day_entered_without_a_connection_outlives_a_reload_and_is_sent_later(
    browser: Browser, address: str
) -> None:
    phone = signed_in(browser, address)
    page = form_of(phone)
    day = day_before(page, 0)
    phone.set_offline(True)
    page.reload()  # the page itself comes from the phone
    expect(page.locator("#offline")).to_be_visible(timeout=30_000)
    enter(page, day, "411")
    page.wait_for_selector("#waiting-list li")
    page.reload()  # and what was entered stays on it
    page.wait_for_selector("#waiting-list li")
    assert "411" in page.locator("#waiting-list").inner_text()
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / "web-site-offline-phone.png", full_page=True)
    page.close()
    page = form_of(phone, ready=False)  # closed and opened again, still without a line
    page.wait_for_selector("#waiting-list li")
    phone.set_offline(False)
    send_now(page)
    assert arrives(phone, day, [411])
    page.wait_for_selector("#waiting", state="hidden")
    phone.close()


def test_two_phones_without_a_connection_disagree_and_both_entries_are_kept(
    browser: Browser, address: str
) -> None:
    one, other = signed_in(browser, address), signed_in(browser, address, "islamabad")
    first, second = form_of(one), form_of(other)
    day = day_before(first, 100)  # before the example begins: nobody has told it
    for context, page, people in ((one, first, "500"), (other, second, "540")):
        context.set_offline(True)
        enter(page, day, people)
        page.wait_for_selector("#waiting-list li")
    one.set_offline(False)
    send_now(first)
    assert arrives(one, day, [500])
    other.set_offline(False)
    send_now(second)
    second.wait_for_selector("#waiting-list a")
    assert people_of(one, day) == [500]  # the later one waits for a choice
    second.click("#waiting-list a")
    table = second.locator("main table").inner_text()
    assert "500" in table
    assert "540" in table
    assert Axe().run(second, options=RULES).response["violations"] == []
    second.screenshot(path=SCREENSHOTS / "web-site-settle-phone.png", full_page=True)
    second.locator("button[name=choice]").nth(1).click()
    second.wait_for_url(f"{address}/sites/1/")
    assert people_of(other, day) == [540]
    second.goto(FORM)  # the phone hears that it was settled, and lets the entry go
    second.wait_for_selector("#waiting", state="hidden")
    one.close()
    other.close()


def test_what_is_refused_later_stays_on_the_phone_until_it_is_mended(browser: Browser, address: str) -> None:
    phone = signed_in(browser, address)
    page = form_of(phone)
    day = day_before(page, 101)
    phone.set_offline(True)
    page.fill("#f-reason", "Ask Ahmad Zia")
    enter(page, day, "300")
    page.wait_for_selector("#waiting-list li")
    phone.set_offline(False)
    send_now(page)
    page.wait_for_selector("#waiting-list button")
    assert "name of a person" in page.locator("#waiting-list").inner_text()
    page.click("#waiting-list button")
    assert page.input_value("#f-people") == "300"
    page.fill("#f-reason", "About 40 families came in the night")
    page.click("#site-day button:not([type=button])")
    assert arrives(phone, day, [300])
    page.wait_for_selector("#waiting", state="hidden")
    phone.close()


def test_a_session_that_ended_keeps_the_entry_and_asks_to_sign_in(browser: Browser, address: str) -> None:
    phone = signed_in(browser, address)
    page = form_of(phone)
    day = day_before(page, 102)
    phone.set_offline(True)
    enter(page, day, "222")
    page.wait_for_selector("#waiting-list li")
    phone.clear_cookies()
    phone.set_offline(False)
    send_now(page)
    expect(page.locator("#waiting-list")).to_contain_text("Sign in again")
    page.goto("/seat/login/")
    page.fill("#id_login", "manager")
    page.fill("#id_password", PASSWORD)
    page.click("main button")
    page.wait_for_url(f"{address}/")
    page.goto(FORM)
    assert arrives(phone, day, [222])
    page.wait_for_selector("#waiting", state="hidden")
    phone.close()


@pytest.mark.parametrize("look", LOOKS, ids=[look[0] for look in LOOKS])
def test_every_page_about_sites_is_open_to_everybody_and_fits(
    look: tuple[str, int, str, str], browser: Browser, address: str
) -> None:
    name, width, scheme, language = look
    faults, errors = list[str](), list[str]()
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    for persona, paths in (
        ("manager", ("/sites/", "/sites/2/", FORM, "/sites/1/import/", "/sites/new/")),
        ("stranger", ("/sites/", "/sites/2/")),
    ):
        state = signed_in(browser, address).storage_state() if persona == "manager" else None
        context = browser.new_context(
            base_url=address,
            viewport={"width": width, "height": 900},
            color_scheme=scheme,  # type: ignore[arg-type]
            storage_state=state,
        )
        context.add_cookies([{"name": "django_language", "value": language, "url": address}])
        page = context.new_page()
        page.on("console", lambda told: errors.append(told.text) if told.type == "error" else None)
        for where in paths:
            page.goto(where)
            if page.locator("details").count():
                page.locator("details").first.evaluate("one => one.open = true")
            called = f"web-sites-{persona}{where.replace('/', '-')}{name}.png"
            page.screenshot(path=SCREENSHOTS / called, full_page=True)
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                faults.append(f"{where}: wider than the screen")
            for violation in Axe().run(page, options=RULES).response["violations"]:
                faults.append(f"{where}: {violation['id']} in {violation['nodes'][0]['html'][:120]}")
        context.close()
    assert faults == []
    assert errors == []
