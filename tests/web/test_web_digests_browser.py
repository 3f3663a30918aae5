"""From an address that a seat types to the end of its mails, in a real browser, server and command."""

import email
import email.policy
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright
from web_server import PASSWORD, serving

pytestmark = pytest.mark.browser

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync")
SCREENSHOTS = Path(__file__).parents[2] / "build" / "screenshots"
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


def looked_at(page: Page, called: str) -> list[str]:
    """What axe finds on a page in four looks, each kept as a picture."""
    faults = []
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    for name, width, language in (
        ("desktop", 1280, "en"),
        ("phone", 390, "en"),
        ("right-to-left", 390, "ur"),
    ):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(page.url.partition("?")[0] + f"?language={language}")
        page.screenshot(path=SCREENSHOTS / f"web-{called}-{name}.png", full_page=True)
        found = Axe().run(page, options={"runOnly": RULES})
        faults += [f"{called} {name}: {one['id']}" for one in found.response["violations"]]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            faults.append(f"{called} {name}: wider than the screen")
    return faults


def test_a_seat_asks_for_mail_confirms_gets_a_digest_and_ends_it(
    filled: Path, tmp_path: Path, browser: Browser
) -> None:
    shutil.copy(filled, tmp_path / "concord.db")
    with serving(tmp_path) as address:
        seat = browser.new_page(base_url=address)
        seat.goto("/seat/login/")
        seat.fill("#id_login", "iom")
        seat.fill("#id_password", PASSWORD)
        seat.click("main button")
        seat.goto("/notices/choices/")
        seat.fill("#mail", "desk@example.org")
        seat.select_option("#frequency", "daily")
        seat.click("form.form button")
        seat.wait_for_selector("text=A mail went to the address")
        asked = (tmp_path / "server.log").read_text()
        confirm = re.findall(r"http\S+(/notices/confirm/\S+/)", _unfolded(asked))[-1]

        stranger = browser.new_page(base_url=address)  # the reader of that mail has no seat
        stranger.goto(confirm)
        faults = looked_at(stranger, "mail-confirm")
        stranger.goto(f"{confirm}?language=en")
        stranger.click("main button")
        stranger.wait_for_selector("text=The address is confirmed.")

        told = _digest(tmp_path, address)
        message = email.message_from_string(told, policy=email.policy.default)
        stop = re.findall(r"/notices/stop/[^>\s]+", str(message["List-Unsubscribe"]).replace(" ", ""))[0]
        assert message["To"] == "desk@example.org"
        assert "@iom could the table tell Chaman" in told
        stranger.goto(stop)
        faults += looked_at(stranger, "mail-stop")
        stranger.goto(f"{stop}?language=en")
        stranger.click("main button")
        stranger.wait_for_selector("text=No more digests are sent to this address.")
        seat.goto("/notices/choices/")
        assert seat.locator("#frequency").input_value() == "never"
        assert faults == []


def _digest(folder: Path, address: str) -> str:
    """What ``concord digest`` sends, as its console prints it."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("CONCORD_", "DJANGO_"))}
    command = [str(Path(sys.executable).with_name("concord")), "digest", f"--db={folder / 'concord.db'}"]
    run = subprocess.run(
        [*command, f"--site={address}"], env=environment, capture_output=True, text=True, check=True
    )
    assert run.stdout.endswith("1 sent, 0 with nothing new, 0 failed\n")
    return run.stdout


def _unfolded(mail: str) -> str:
    """Mail as printed, with the soft breaks of quoted-printable joined."""
    return mail.replace("=\n", "").replace("=3D", "=")
