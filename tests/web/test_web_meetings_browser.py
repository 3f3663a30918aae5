"""The story of a meeting in a real Chromium, with five people of five parties, one from right to left.

Its agenda is made from open findings and demands, decisions become actions with owners and due dates, one
is completed with evidence, and the communiqué prints what was agreed and who reserved. Screenshots of every
page go to build/screenshots; they are there to be looked at.
"""

import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from web_server import PASSWORD, serving

pytestmark = pytest.mark.browser

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync")
PATIENCE = 120_000  # milliseconds; beside other tests a first board can take its time
SCREENSHOTS = Path(__file__).parents[2] / "build" / "screenshots"
LOOKS = (
    ("desktop", 1280, "light", "en"),
    ("phone", 390, "light", "en"),
    ("right-to-left", 390, "light", "ur"),
    ("dark", 1280, "dark", "fa-af"),
    ("pashto", 1280, "light", "ps"),
)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
DECISION = "IOM publishes one table of arrivals by crossing every Sunday."
RESERVATION = "تنها آن‌گاه که گذرگاه باز باشد."
HOTLINE = "A hotline for complaints is opened at each crossing."


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
    folder = tmp_path_factory.mktemp("met")
    shutil.copy(filled, folder / "concord.db")
    with serving(folder) as found:
        yield found


@pytest.fixture(scope="module")
def seated(browser: Browser, address: str) -> dict[str, BrowserContext]:
    """A browser of their own for each persona, signed in once; Kabul's runs from right to left."""
    found = {}
    for persona in ("islamabad", "kabul", "unhcr", "iom", "secretary", "observer"):
        context = browser.new_context(base_url=address)
        context.set_default_timeout(PATIENCE)
        if persona == "kabul":
            context.add_cookies([{"name": "django_language", "value": "fa-af", "url": address}])
        page = context.new_page()
        page.goto("/seat/login/")
        page.fill("#id_login", persona)
        page.fill("#id_password", PASSWORD)
        page.click("main button")
        page.wait_for_url(f"{address}/")
        page.close()
        found[persona] = context
    return found


def _say(page: Page, where: str, number: int, word: str, reason: str = "") -> None:
    page.goto(where)
    page.select_option(f"#w-{number}", word)
    page.fill(f"#r-{number}", reason)
    page.click(f"#decision-{number} form[action$='/say/'] button")
    page.wait_for_selector(f"#decision-{number} li .state.{word}")


@pytest.fixture(scope="module")
def story(seated: dict[str, BrowserContext]) -> dict[str, str]:
    """The addresses of the meeting and of its action, once all is done."""
    pages = {persona: context.new_page() for persona, context in seated.items()}
    secretary, iom = pages["secretary"], pages["iom"]
    today = datetime.now(UTC).date()

    secretary.goto("/meetings/call/")  # the agenda is made from what is open
    secretary.fill("#title", "Session on tables")
    secretary.fill("#starts", f"{today + timedelta(2)}T10:00")
    secretary.select_option("#zone", "Asia/Kabul")
    finding = secretary.locator("input[value^='finding:']").first
    demand = secretary.locator("input[value^='demand:']").first
    finding.check()
    demand.check()
    demanded = (demand.get_attribute("value") or "").partition(":")[2]
    secretary.fill("#own", "Tables by crossing")
    secretary.click("text=Call the meeting")
    meeting = re.sub(r"^https?://[^/]+", "", secretary.url)
    assert secretary.locator(".agenda > li").count() == 3
    assert secretary.locator(f".agenda a[href$='#s-{demanded}']").count() == 1
    secretary.click("text=Open the meeting")
    secretary.wait_for_selector(".state.sitting")

    unhcr = pages["unhcr"]  # decisions are put by a party and the others say where they stand
    for words in (DECISION, HOTLINE):
        unhcr.goto(meeting)
        unhcr.fill("#decide-words", words)
        unhcr.click("form[action$='/decide/'] button")
        unhcr.wait_for_selector(f".decided:text-is('{words}')")
    assert unhcr.locator("form[action$='/say/']").count() == 0  # nobody approves their own
    assert pages["kabul"].goto(meeting)
    expect(pages["kabul"].locator("html")).to_have_attribute("dir", "rtl")
    _say(pages["kabul"], meeting, 1, "reserved", RESERVATION)
    _say(pages["islamabad"], meeting, 1, "agreed")
    _say(iom, meeting, 1, "agreed")
    _say(pages["islamabad"], meeting, 2, "disputed", "Complaints go to the police.")

    secretary.goto(meeting)  # what is agreed becomes an action with owner and due date
    assert secretary.locator("#decision-2 form[action$='/action/']").count() == 0
    secretary.fill("#a-1", "Publish the first table")
    secretary.select_option("#p-1", "iom")
    secretary.fill("#o-1", "Data desk, IOM")
    secretary.fill("#d-1", str(today + timedelta(5)))
    secretary.click("#decision-1 form[action$='/action/'] button")
    secretary.wait_for_selector("#decision-1 a[href^='/actions/']")
    action = secretary.locator("#decision-1 a[href^='/actions/']").get_attribute("href") or ""
    secretary.fill("#minutes-text", "IOM offered its table. UNHCR asked for a hotline.")
    secretary.click("text=Keep the minutes")
    secretary.wait_for_selector("#minutes .card")

    iom.goto("/notices/")  # its owner is told, and completes it with evidence
    iom.click(f"li.unread a[href='{action}']")
    iom.wait_for_url(f"**{action}")
    listed = seated["iom"].new_page()
    listed.goto("/documents/")
    document = re.findall(r'href="(/documents/[0-9a-f]+/)', listed.content())[0]
    listed.close()
    iom.select_option("#kind", "completed")
    iom.fill("#evidence", document)
    iom.fill("#text", "The table of this week.")
    iom.click("form[action$='/act/'] button")
    iom.wait_for_selector(".state.completed")
    secretary.goto(meeting)
    secretary.click("text=Close the meeting")
    secretary.wait_for_selector(".state.closed")
    for page in pages.values():
        page.close()
    return {"meeting": meeting, "action": action, "document": document}


def test_the_communique_prints_what_was_agreed_and_who_reserved(
    story: dict[str, str], seated: dict[str, BrowserContext]
) -> None:
    page = seated["observer"].new_page()
    page.goto(f"{story['meeting']}communique/")
    agreed = page.locator("section", has_text="The committee agreed").inner_text()
    assert DECISION in agreed
    assert "Authorities of Afghanistan reserved its position" in agreed
    assert RESERVATION in agreed
    assert "Publish the first table" in agreed
    assert HOTLINE in page.locator("section", has_text="Put, and not agreed").inner_text()
    page.goto(story["action"])
    assert page.locator(f"a[href='{story['document']}']").count() >= 1
    assert page.locator("form[action$='/act/']").count() == 0  # an observer reads
    page.close()


def test_a_closed_meeting_offers_no_form_that_changes_it(
    story: dict[str, str], seated: dict[str, BrowserContext]
) -> None:
    page = seated["secretary"].new_page()
    page.goto(story["meeting"])
    assert page.locator("main form:not([action$='/comment/'])").count() == 0
    page.close()


def test_notices_are_read_one_by_one_and_all_at_once(
    story: dict[str, str], seated: dict[str, BrowserContext]
) -> None:
    page = seated["kabul"].new_page()
    page.goto("/notices/")
    before = page.locator("li.unread").count()
    assert before > 1
    page.locator("li.unread button").first.click()
    expect(page.locator("li.unread")).to_have_count(before - 1)
    page.click("form[action$='/read/'] button >> nth=0")
    expect(page.locator("li.unread")).to_have_count(0)
    assert page.locator(".unread-count").count() == 0
    page.close()


@pytest.mark.parametrize("look", LOOKS, ids=[look[0] for look in LOOKS])
def test_every_page_is_open_to_everybody_and_fits(
    look: tuple[str, int, str, str],
    story: dict[str, str],
    seated: dict[str, BrowserContext],
    browser: Browser,
    address: str,
) -> None:
    name, width, scheme, language = look
    paths = {
        "secretary": {
            "meetings": "/meetings/",
            "call": "/meetings/call/",
            "meeting-closed": story["meeting"],
            "meeting-coming": "/meetings/2/",
            "actions": "/actions/",
            "notice-choices": "/notices/choices/",
            "notices": "/notices/",
            "calendar": "/calendar/",
        },
        "iom": {"communique": f"{story['meeting']}communique/", "action": "/actions/1/", "own": "/own/"},
        "stranger": {"calendar-public": "/calendar/"},
    }
    faults, errors = list[str](), list[str]()
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    for persona, pages in paths.items():
        context = browser.new_context(
            base_url=address,
            viewport={"width": width, "height": 900},
            color_scheme=scheme,  # type: ignore[arg-type]
            storage_state=seated[persona].storage_state() if persona in seated else None,
        )
        context.add_cookies([{"name": "django_language", "value": language, "url": address}])
        page = context.new_page()
        page.on("console", lambda told: errors.append(told.text) if told.type == "error" else None)
        for called, where in pages.items():
            page.goto(where)
            page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
            page.screenshot(path=SCREENSHOTS / f"web-{called}-{name}.png", full_page=True)
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                faults.append(f"{called}: wider than the screen")
            found = Axe().run(page, options={"runOnly": RULES})
            for violation in found.response["violations"]:
                inside = violation["nodes"][0]["html"][:120]
                faults.append(f"{called}: {violation['id']}: {violation['help']} in {inside}")
        context.close()
    assert faults == []
    assert errors == []


def test_a_meeting_reads_and_runs_without_script(
    story: dict[str, str], seated: dict[str, BrowserContext], browser: Browser, address: str
) -> None:
    context = browser.new_context(
        base_url=address, java_script_enabled=False, storage_state=seated["secretary"].storage_state()
    )
    page = context.new_page()
    page.goto("/meetings/2/")
    assert page.locator(".agenda > li").count() >= 2
    page.locator(".agenda form button").last.click()
    page.wait_for_url(re.compile("/meetings/2/"))
    assert "taken off the agenda" in page.locator(".timeline").inner_text()
    context.close()
