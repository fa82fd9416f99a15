"""What an option is worth, in per cent, where a program counts so."""

from __future__ import annotations

from bot.course.kinds.choice import Choice


def shares_of(task: Choice) -> list[str]:
    """All right ones together are worth 100. Where there are several, a wrong one takes all of it away: here
    such a question is right as a whole, or not at all."""
    number = sum(option.correct for option in task.options)
    right = f"{100 / max(1, number):.5f}".rstrip("0").rstrip(".")
    return [right if option.correct else "-100" if number > 1 else "0" for option in task.options]
