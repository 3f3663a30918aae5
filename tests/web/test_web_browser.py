"""The pages in a real Chromium: the whole story of five people, no barrier, no overflow, pictures of each.

Screenshots go to build/screenshots; they are there to be looked at.
"""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from web_server import PASSWORD, serving

pytestmark = pytest.mark.browser

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 120_000  # milliseconds; beside other tests a first board can take its time
SCREENSHOTS = Path(__file__).parents[2] / "build" / "screenshots"
LOOKS = (
    ("desktop", 1280, "light", "en"),
    ("phone", 390, "light", "en"),
    ("right-to-left", 390, "light", "ur"),
    ("dark", 1280, "dark", "fa-af"),
)
REPORT = (
    "Islamabad, 18 April 2025. The state minister for interior told a news conference that 907,391 "
    "Afghans had been deported since November 2023. Answering a question an hour later, the state "
    "minister for interior put the number of Afghans deported since November 2023 at 907,351."
)


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
    folder = tmp_path_factory.mktemp("browsed")
    shutil.copy(filled, folder / "concord.db")
    with serving(folder) as found:
        yield found


@pytest.fixture(scope="module")
def seated(browser: Browser, address: str) -> dict[str, BrowserContext]:
    """A browser of their own for each of five people, signed in once; Kabul's runs from right to left."""
    found = {}
    for persona in ("islamabad", "kabul", "unhcr", "iom", "officer", "secretary"):
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


@pytest.fixture(scope="module")
def story(seated: dict[str, BrowserContext]) -> str:
    """Five people take the seed's two totals from upload through dispute to a signed release."""
    officer, islamabad = seated["officer"].new_page(), seated["islamabad"].new_page()
    kabul, unhcr, iom = (seated[persona].new_page() for persona in ("kabul", "unhcr", "iom"))

    officer.goto("/evidence/add/")  # an agency's officer brings the report and sees its reading
    officer.fill("#text", REPORT)
    officer.fill("#title", "Minister gives two totals")
    officer.fill("#publisher", "The Example Wire")
    officer.fill("#published", "2025-04-18")
    officer.click("form.form button")
    assert officer.locator("aside").inner_text().count("907,3") == 2
    officer.click("button[value=keep]")
    figure = officer.locator("aside a[href^='/figures/']").first.get_attribute("href") or ""

    kabul.goto(figure)  # the other government disputes it, from right to left
    assert kabul.locator("html").get_attribute("dir") == "rtl"
    kabul.select_option("#kind", "disputed")
    kabul.fill("#why-s", "شمار ما از روز دیگری آغاز می‌شود.")
    kabul.click("form[action$='/say/'] button")
    kabul.wait_for_selector(".state.disputed")

    islamabad.goto("/findings/")  # the claimant's government settles the contradiction
    islamabad.click("a:has-text('907,391 and 907,351') >> nth=0")
    islamabad.select_option("#kind", "settled")
    islamabad.select_option("#settlement", "both_stand")
    islamabad.fill("#text", "One digit was mistaken; until the record is mended both stand as a range.")
    islamabad.click("fieldset.act button")
    islamabad.wait_for_selector(".state.settled")

    islamabad.goto("/agreement/propose/")  # and proposes a release
    islamabad.fill("#title", "Returns up to 18 April 2025")
    islamabad.click("form.form button")
    proposal = islamabad.url
    assert islamabad.locator("select#word").count() == 0  # nobody approves their own proposal

    kabul.goto(proposal)  # which passes with one reservation
    kabul.select_option("#word", "reserved")
    kabul.fill("#reason", "روز آغاز شمار در کابل دیگر است.")
    kabul.click("form[action$='/assent/'] button")
    for page in (unhcr, iom):
        page.goto(proposal)
        page.select_option("#word", "agreed")
        page.click("form[action$='/assent/'] button")
    unhcr.goto(proposal)
    unhcr.click("form[action$='/sign/'] button")
    unhcr.wait_for_url(re.compile(r"/releases/\d+/$"))
    for page in (officer, islamabad, kabul, unhcr, iom):
        page.close()
    return figure


def test_the_signed_release_prints_the_reservation_to_a_stranger(
    story: str, browser: Browser, address: str
) -> None:
    page = browser.new_page(base_url=address)
    page.goto("/releases/3/?language=fa-af")
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert "روز آغاز شمار در کابل دیگر است." in page.locator("main").inner_text()
    assert "reserved its position" in page.locator("main").inner_text()
    page.goto(story)
    assert page.locator(".state.disputed").count() == 1
    page.close()


def _paths(page: Page, figure: str) -> dict[str, str]:
    """Every page by name, with objects that are there."""
    page.goto("/findings/")
    finding = page.locator(".finding a[href^='/findings/']").first.get_attribute("href") or ""
    page.goto("/accounts/")
    estimate = page.locator("tbody a[href^='/estimates/']").first.get_attribute("href") or ""
    page.goto(figure)
    document = page.locator(".kicker a").get_attribute("href") or ""
    page.goto("/changes/?from=1&to=2")
    then = {
        kind: page.locator(f"a[href^='/releases/2/{kind}/']").first.get_attribute("href") or ""
        for kind in ("figures", "estimates")
    }
    return {
        "situation": "/",
        "guide": "/guide/",
        "evidence": "/evidence/",
        "documents": "/documents/",
        "document": document,
        "figure": figure,
        "add": "/evidence/add/",
        "findings": "/findings/",
        "finding": finding,
        "accounts": "/accounts/",
        "estimate": estimate,
        "what-if": "/accounts/what-if/?without=unhcr",
        "agreement": "/agreement/",
        "propose": "/agreement/propose/",
        "proposal": "/agreement/1/",
        "pictures": "/pictures/",
        "ahead": "/ahead/",
        "ahead-reception": "/ahead/reception/",
        "ahead-provinces": "/ahead/provinces/",
        "releases": "/releases/",
        "release": "/releases/3/",
        "changes": "/changes/",
        "corrections": "/corrections/",
        "correction": "/corrections/1/",
        "changes-days": "/changes/?since=2025-01-01",
        "released-figure": then["figures"],
        "released-estimate": then["estimates"],
        "roles": "/roles/",
        "own": "/own/",
        "administration": "/administration/",
        "audit": "/administration/audit/",
        "refusal": "/nothing/",
        "second-factor": "/seat/2fa/",
    }


@pytest.mark.parametrize("look", LOOKS, ids=[look[0] for look in LOOKS])
def test_every_page_is_open_to_everybody_and_fits(
    look: tuple[str, int, str, str],
    story: str,
    seated: dict[str, BrowserContext],
    browser: Browser,
    address: str,
) -> None:
    name, width, scheme, language = look
    faults, errors = list[str](), list[str]()
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    for persona in ("unhcr", "secretary", "stranger"):
        state = seated[persona].storage_state() if persona in seated else None
        context = browser.new_context(
            base_url=address,
            viewport={"width": width, "height": 900},
            color_scheme=scheme,  # type: ignore[arg-type]
            storage_state=state,
        )
        context.add_cookies([{"name": "django_language", "value": language, "url": address}])
        page = context.new_page()
        page.on("console", lambda told: errors.append(told.text) if told.type == "error" else None)
        paths = _paths(page, story) if persona != "stranger" else {"sign-in": "/seat/login/"}
        paths.pop("refusal", None)
        if persona == "secretary":
            paths = {key: paths[key] for key in ("administration", "audit", "own")}
        elif persona == "unhcr":
            paths = {
                key: where for key, where in paths.items() if key not in ("administration", "audit", "own")
            }
        for called, where in paths.items():
            _open(page, where)
            page.screenshot(path=SCREENSHOTS / f"web-{called}-{name}.png", full_page=True)
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                faults.append(f"{called}: wider than the screen")
            found = Axe().run(
                page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
            )
            for violation in found.response["violations"]:
                where_in = violation["nodes"][0]["html"][:120]
                faults.append(f"{called}: {violation['id']}: {violation['help']} in {where_in}")
        context.close()
    assert faults == []
    assert errors == []


def _open(page: Page, where: str) -> None:
    """Open a page; one still in the making asks the browser to come back, so wait for that first."""
    while "refresh" in page.request.get(where).headers:
        page.wait_for_timeout(500)
    page.goto(where)


def test_the_filter_swaps_the_list_without_a_new_page(browser: Browser, address: str) -> None:
    page = browser.new_page(base_url=address)
    page.goto("/evidence/")
    page.evaluate("window.stayed = true")
    page.select_option("#q-measure", "arrested")
    page.wait_for_url(re.compile("measure=arrested"))
    page.wait_for_function(
        "[...document.querySelectorAll('#figures td.long')].every(c => /arrest/.test(c.textContent))"
    )
    assert page.evaluate("window.stayed") is True
    page.close()


def test_pages_read_without_script(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/evidence/")
    page.select_option("#q-measure", "deported")
    page.click("form.filter button")
    assert "measure=deported" in page.url
    assert page.locator("tbody tr").count() > 3
    context.close()


def test_the_keyboard_reaches_content_and_pages(browser: Browser, address: str) -> None:
    page = browser.new_page(base_url=address)
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("g")
    page.keyboard.press("f")
    page.wait_for_url(f"{address}/findings/")
    page.close()
