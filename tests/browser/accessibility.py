"""What axe-core, Deque's checker of accessibility, says about a page."""

from __future__ import annotations

import json

import pytest
from playwright.async_api import Page


async def look(page: Page, state: str) -> list[str]:
    """What axe says about the page as it is, with the state in which it was."""
    axe = pytest.importorskip(
        "axe_playwright_python.async_playwright", reason="pip install -e '.[dev]' brings axe"
    )
    said = (await axe.Axe().run(page)).response["violations"]
    return [
        f"{state}: {one['id']}: {json.dumps([node['html'] for node in one['nodes']])[:400]}" for one in said
    ]
