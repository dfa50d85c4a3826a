"""The pages in a real browser: ask, read, click a citation, see the spot."""

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="module")
def address(sample_home: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "almpo.cli.main",
        "--home",
        str(sample_home),
        "serve",
        "--port",
        str(port),
    ]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(240):
            try:
                urllib.request.urlopen(f"{url}/readyz", timeout=30).close()
                break
            except OSError:
                time.sleep(0.25)
        yield url
    finally:
        server.terminate()
        server.wait(30)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 1200, "height": 900})
    opened.goto(address)
    yield opened
    opened.close()


def test_ask_read_click_see(page: Page) -> None:
    page.get_by_label("Your question, in any EU language").fill("Does training raise employment?")
    page.get_by_role("button", name="Ask").click()
    page.wait_for_url("**/answers/*")
    assert page.get_by_role("note").first.inner_text().startswith("Synthetic.")
    page.locator(".cite").first.click()
    page.wait_for_url("**/sources/*")
    picture = page.locator("figure.page img")
    if picture.count():
        assert picture.evaluate("image => image.complete && image.naturalWidth > 0")
        assert "page" in (picture.get_attribute("alt") or "").lower()
    assert page.locator("blockquote.marked").inner_text().strip()
    page.get_by_role("link", name="Back to the answer").click()
    page.wait_for_url("**/answers/*")


def test_the_keyboard_reaches_the_question_and_the_answer(page: Page) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.locator("#q").focus()
    page.keyboard.type("Wirken Lohnsubventionen?")
    page.keyboard.press("Enter")
    page.wait_for_url("**/answers/*")
    assert page.locator("article").get_attribute("lang") == "de"


def test_what_was_understood_is_edited_by_keyboard_and_without_scripts(
    browser: Browser, address: str
) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{address}/ask?q=Do%20wage%20subsidies%20raise%20employment%20in%20Estonia%3F")
    page.wait_for_url("**/answers/*")
    page.get_by_role("button", name="Ask without Estonia").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/ask?*")
    page.wait_for_url("**/answers/*")
    assert page.get_by_role("button", name="Ask without Estonia").count() == 0
    page.get_by_text("Change what was understood").click()
    page.get_by_label("Country").select_option("EE")
    page.get_by_role("button", name="Ask again").press("Enter")
    page.wait_for_url("**/ask?*")
    page.wait_for_url("**/answers/*")
    assert page.locator(".chip.set").inner_text().split()[:2] == ["Country", "Estonia"]
    assert page.get_by_label("Conversation").locator("li").count() == 3
    page.context.close()


def test_narrow_screens_do_not_scroll_sideways(browser: Browser, address: str) -> None:
    phone = browser.new_page(viewport={"width": 360, "height": 700})
    for path in ("/", "/documents", "/ask?q=training%20effect"):
        phone.goto(address + path)
        if path.startswith("/ask"):  # its steps are shown while the answer is made
            phone.wait_for_url("**/answers/*", timeout=120_000)
        assert phone.evaluate("document.documentElement.scrollWidth") <= 360, path
    phone.close()


def test_no_request_leaves_the_site(browser: Browser, address: str) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in ("/", "/documents", "/api"):
        page.goto(address + path)
    assert asked
    assert all(url.startswith(address) for url in asked)
    page.close()
