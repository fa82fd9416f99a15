"""Awaits several calls concurrently: on a slow line each wait counts."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any


async def together(*steps: Coroutine[Any, Any, object]) -> None:
    """All at once, each to its end: a failure does not leave the others unattended. Raises the first one."""
    if not steps:
        return
    first, *others = steps
    tasks = [asyncio.create_task(step) for step in others]
    failures: list[Exception] = []
    try:
        for step in (first, *tasks):  # the first needs no task of its own
            try:
                await step
            except Exception as error:
                failures.append(error)
    except asyncio.CancelledError:
        for task in tasks:
            task.cancel()
        raise
    if failures:
        raise failures[0]
