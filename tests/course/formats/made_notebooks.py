"""Jupyter notebooks of versions 3 and 4."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Sequence
from typing import Any

from tests.course.formats.pictures import png

GREEN = base64.b64encode(png((0, 128, 0))).decode()


def notebook(*cells: dict[str, Any], **metadata: Any) -> bytes:
    language = {"kernelspec": {"name": "python3", "language": "python"}}
    book = {"cells": list(cells), "metadata": {**language, **metadata}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(book, indent=1).encode()


def words(text: str, **more: Any) -> dict[str, Any]:
    """A Markdown cell, in lines as Jupyter writes them."""
    return {"cell_type": "markdown", "metadata": {}, "source": text.splitlines(keepends=True), **more}


def code(text: str, *outputs: dict[str, Any], tags: Sequence[str] = ()) -> dict[str, Any]:
    return {
        "cell_type": "code",
        "execution_count": 1,
        "metadata": {"tags": list(tags)},
        "outputs": list(outputs),
        "source": text,
    }


def printed(text: str) -> dict[str, Any]:
    return {"output_type": "stream", "name": "stdout", "text": text.splitlines(keepends=True)}


def data(**kinds: str) -> dict[str, Any]:
    found = {kind.replace("_", "/"): text for kind, text in kinds.items()}
    return {"output_type": "display_data", "data": found, "metadata": {}}


QUESTION = "### What is 1 + 1?\n\n- [ ] 1\n- [x] 2\n\nTwo of them."

NOTEBOOKS: dict[str, Callable[[], bytes]] = {
    "cells.ipynb": lambda: notebook(
        words("# Numbers\n\nOf all sorts."),
        words("## Sums"),
        words("A sum."),
        code("1 + 1", data(text_plain="2")),
        words(QUESTION),
    ),
    "comments_in_code.ipynb": lambda: notebook(
        words("# Code"), code("# no heading\nprint('- [x] no option')")
    ),
    "question_over_cells.ipynb": lambda: notebook(
        words("# Quiz\n\n## What does it print?"),
        code("print('a' * 2)"),
        words("- [x] aa\n- [ ] a2\n\nIt repeats."),
    ),
    "pictures.ipynb": lambda: notebook(
        words("# Pictures"),
        code("plot()", data(image_png=GREEN, text_plain="<Figure>")),
        words("![a leaf](attachment:leaf%201.png)", attachments={"leaf%201.png": {"image/png": GREEN}}),
        words("![gone](gone.png)"),
    ),
    "colors_and_errors.ipynb": lambda: notebook(
        words("# Errors"),
        code(
            "1 / 0",
            {
                "output_type": "error",
                "ename": "ZeroDivisionError",
                "evalue": "division by zero",
                "traceback": [],
            },
        ),
        code("log()", printed("\x1b[31mred\x1b[0m words\n")),
    ),
    "long_output.ipynb": lambda: notebook(
        words("# Long"), code("many()", printed("a line of words\n" * 500))
    ),
    "widgets.ipynb": lambda: notebook(
        words("# Widgets\n\nSlide."),
        code(
            "slider()",
            {"output_type": "display_data", "data": {"application/vnd.jupyter.widget-view+json": {}}},
        ),
        {"cell_type": "raw", "metadata": {}, "source": "---\nraw\n---"},
    ),
    "hidden_input.ipynb": lambda: notebook(
        words("# Table"), code("show()", printed("a  b\n1  2\n"), tags=["hide-input"])
    ),
    "references.ipynb": lambda: notebook(
        words("# Links\n\nSee [tea][1]."), words("[1]: https://example.org/tea")
    ),
    "maths.ipynb": lambda: notebook(words("# Maths\n\n$x^2$ and $$\\int_0^1 f(x)\\,dx$$")),
    "old_version.ipynb": lambda: json.dumps(
        {
            "metadata": {"name": "old"},
            "nbformat": 3,
            "worksheets": [
                {
                    "cells": [
                        {"cell_type": "heading", "level": 1, "source": "Old"},
                        {"cell_type": "markdown", "source": ["Text."]},
                        {
                            "cell_type": "code",
                            "language": "python",
                            "input": ["1 + 1"],
                            "outputs": [{"text": "2"}],
                        },
                    ]
                }
            ],
        }
    ).encode(),
    "whole_strings.ipynb": lambda: notebook({"cell_type": "markdown", "source": "# One\n\nText."}, code("")),
    "no_options_right.ipynb": lambda: notebook(
        words("# Quiz"), words("Some text."), words("## Which?\n\n- [ ] a\n- [ ] b"), words(QUESTION)
    ),
}
