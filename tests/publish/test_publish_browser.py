"""The page in a real browser: nothing overflows, and a click on a number shows its words."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from concord.publish import Briefing, page

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
SCREENSHOTS = Path(__file__).parents[2] / "build" / "screenshots"
WIDTHS = {"desktop": 1280, "phone": 390}
CASES = [(device, scheme) for device in WIDTHS for scheme in ("light", "dark")]


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
def address(briefing: Briefing, tmp_path_factory: pytest.TempPathFactory) -> str:
    file = tmp_path_factory.mktemp("page") / "briefing.html"
    file.write_text(page(briefing), encoding="utf-8")
    return file.as_uri()


@pytest.fixture(params=CASES, ids=["-".join(case) for case in CASES])
def shown(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    device, scheme = request.param
    view = {"width": WIDTHS[device], "height": 900}
    opened = browser.new_page(viewport=view, color_scheme=scheme)
    opened.goto(address)
    yield opened
    opened.close()


def test_nothing_overflows_sideways(shown: Page, request: pytest.FixtureRequest) -> None:
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    case = request.node.callspec.id
    shown.screenshot(path=SCREENSHOTS / f"briefing-{case}.png", full_page=True)
    assert shown.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_click_on_a_number_brings_its_words_into_view(shown: Page) -> None:
    shown.locator("#findings .sides a.n").first.click()
    chosen = shown.locator("mark:target")
    assert chosen.inner_text() == "907,391"
    box = chosen.bounding_box()
    assert box is not None
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= 900
    assert chosen.evaluate("m => getComputedStyle(m).backgroundColor") == "rgb(255, 213, 74)"


def test_the_marked_words_lead_back(shown: Page) -> None:
    shown.locator("#findings .sides a.n").first.click()
    shown.locator("mark:target a").click()
    assert shown.locator(".use:target").inner_text() == "907,391"


def test_a_point_of_the_picture_leads_to_its_words(shown: Page) -> None:
    shown.locator("svg:visible a").last.click()
    assert shown.locator("mark:target").count() == 1


def test_one_picture_is_shown(shown: Page) -> None:
    assert shown.locator("svg:visible").count() == 1


def test_the_first_tab_skips_to_the_content(shown: Page) -> None:
    shown.keyboard.press("Tab")
    assert shown.evaluate("document.activeElement.textContent") == "Skip to the estimates"


def test_text_stands_out_from_its_ground(shown: Page) -> None:
    """Contrast of at least 4.5 to 1 for ink, soft ink and links on page and cards (WCAG 2.2, AA)."""
    pairs = [(ink, ground) for ink in ("ink", "soft", "link", "accent") for ground in ("paper", "card")]
    for ink, ground in [*pairs, ("ink", "mark"), ("chosen-ink", "chosen")]:
        assert _contrast(_colour(shown, ink), _colour(shown, ground)) >= 4.5, (ink, ground)


def test_points_stand_out_from_the_page(shown: Page) -> None:
    """Contrast of at least 3 to 1 for graphics (WCAG 2.2, AA)."""
    for slot in range(6):
        assert _contrast(_colour(shown, f"party-{slot}"), _colour(shown, "paper")) >= 3


def _colour(shown: Page, variable: str) -> tuple[float, ...]:
    probe = """name => { const e = document.createElement('i'); e.style.color = `var(--${name})`;
        document.body.append(e); const c = getComputedStyle(e).color; e.remove(); return c }"""
    told = shown.evaluate(probe, variable)
    return tuple(int(part) / 255 for part in told.removeprefix("rgb(").removesuffix(")").split(","))


def _contrast(a: tuple[float, ...], b: tuple[float, ...]) -> float:
    dark, light = sorted((_luminance(a), _luminance(b)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: tuple[float, ...]) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
