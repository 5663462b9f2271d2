"""A page opened in a browser, with no network, and what it said and asked for meanwhile."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Browser, Page, expect


class Visit:
    """A page that was opened.

    Attributes
    ----------
    errors
        What its scripts said went wrong.
    requests
        The addresses it asked for.
    dialogs
        What it asked or told the reader in a box; nothing of ours ever does.
    """

    def __init__(self, browser: Browser, address: str, width: int, **options: Any) -> None:
        self.context = browser.new_context(
            viewport={"width": width, "height": 900}, offline=True, **options
        )
        self.page: Page = self.context.new_page()
        self.errors: list[str] = []
        self.requests: list[str] = []
        self.dialogs: list[str] = []
        self.page.on("console", self._note)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("dialog", self._refuse)
        self.page.goto(address, timeout=120_000)

    def _note(self, message: Any) -> None:
        if message.type == "error":
            self.errors.append(message.text)

    def _refuse(self, dialog: Any) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def count(self, selector: str) -> int:
        """Return how many elements fit a selector."""
        return self.page.locator(selector).count()

    def wait_for_charts(self) -> None:
        """Wait until every chart is drawn live."""
        undrawn = self.page.locator("figure.chart:not(.drawn)")
        expect(undrawn).to_have_count(0, timeout=120_000)
