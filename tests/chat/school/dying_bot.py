"""A bot that is killed while it publishes: python -m tests.chat.school.dying_bot MOMENT."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from bot.cli import main
from tests.failing_disk import asked, die

CONTENT = Path(os.environ["CONTENT_DIR"])
NEW = CONTENT / ".incoming" / "1" / "tea"
PUBLISHED = CONTENT / "tea" / "2-leaves.yaml"


def is_reached(path: str) -> bool:
    """Whether it is killed as soon as it asks this of the disk."""
    match sys.argv[1]:
        case "before":
            return ".versions/tea/.new-" in path and NEW.exists()
        case "between":
            return not PUBLISHED.exists() and path.startswith(str(CONTENT)) and path != str(PUBLISHED)
        case _:
            return ".versions/tea/.old" in path and not NEW.exists() and PUBLISHED.exists()


def rule(path: str) -> None:
    if is_reached(path):
        die()


if __name__ == "__main__":
    with asked(rule):
        main(["run"])
