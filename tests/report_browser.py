"""A headless Chromium over finished reports, for the tests marked `browser`."""

import os
import shutil
import time
from contextlib import contextmanager

WIDTHS = (1280, 820, 400)
WAIT_SECONDS = 10


def missing():
    """Why no browser can be opened here, or None where one can."""
    try:
        import selenium  # noqa: F401, PLC0415 - only the browser tests need it
    except ImportError:
        return "selenium is not installed (pip install selenium)"
    return None if chromium() and shutil.which("chromedriver") else "no chromium and chromedriver on the path"


def chromium():
    """The path of a Chromium, or None."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@contextmanager
def browser(downloads):
    """A Chromium that logs every request and message of its console, and saves downloads to a folder."""
    from selenium import webdriver  # noqa: PLC0415 - only the browser tests need it

    options = webdriver.ChromeOptions()
    options.binary_location = chromium()
    for flag in ("--headless=new", "--disable-gpu", "--disable-dev-shm-usage", *_root()):
        options.add_argument(flag)
    options.add_experimental_option("prefs", {"download.default_directory": str(downloads)})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options, webdriver.ChromeService(shutil.which("chromedriver")))
    driver.set_page_load_timeout(WAIT_SECONDS)
    try:
        yield driver
    finally:
        driver.quit()


def show(driver, address):
    """Open a page; in a new tab where the old one hangs, as a headless Chromium's does at times."""
    from selenium.common.exceptions import TimeoutException  # noqa: PLC0415 - only the browser tests need it

    try:
        driver.get(address)
    except TimeoutException:
        driver.switch_to.new_window("tab")
        driver.get(address)


def resize(driver, width, height=900):
    """Nothing; the view has this many CSS pixels."""
    view = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", view)


def until(true, what):
    """What `true` returns once it is truthy; an error that names `what` after ten seconds."""
    end = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < end:
        if found := true():
            return found
        time.sleep(0.02)
    raise AssertionError(f"not within {WAIT_SECONDS} s: {what}")


def _root():
    # Chromium refuses its sandbox to root, which is who runs tests in a container.
    return ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()
