"""The page's modules as one script, as a browser would run them."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from aiohttp import ClientSession

import bot.emulator.web.pages as pages
from bot.emulator.web.bundle import SCRIPT, STYLE, bundled
from bot.emulator.web.server import Server
from bot.emulator.world.world import World

PAGE = Path(pages.__file__).parent / "page"


def module(folder: Path, name: str, text: str) -> None:
    (folder / f"{name}.js").write_text(text)


def test_each_module_comes_once_and_after_those_it_imports(tmp_path: Path) -> None:
    module(
        tmp_path, "app", 'import { b as two } from "./b.js";\nimport * as c from "./c.js";\nrun(two, c.c);\n'
    )
    module(tmp_path, "b", 'import { c } from "./c.js";\nconst KEY = 1;\nexport const b = KEY + c;\n')
    module(tmp_path, "c", "const KEY = 2;\nexport function c() {}\nexport class C {}\n")
    script = bundled(tmp_path, SCRIPT)
    assert re.findall(r"^const module_(\w+) =", script, re.M) == ["c", "b", "app"]
    assert "const { b: two } = module_b;" in script
    assert "const c = module_c;" in script
    assert "return { c, C };" in script
    assert not re.search(r"^(import|export)", script, re.M)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('import def from "./b.js";\n', "app.js: not understood: import def"),
        ("export default 1;\n", "app.js: not understood: export default"),
        ('import { a } from "./app.js";\n', "these modules import each other: app → app"),
    ],
)
def test_a_module_that_is_not_understood_is_an_error_and_not_a_broken_page(
    tmp_path: Path, text: str, words: str
) -> None:
    module(tmp_path, "app", text)
    with pytest.raises(ValueError, match=re.escape(words)):
        bundled(tmp_path, SCRIPT)


def test_a_module_that_was_changed_is_read_again(tmp_path: Path) -> None:
    module(tmp_path, "app", "one();\n")
    assert "one()" in bundled(tmp_path, SCRIPT)
    module(tmp_path, "app", "two();\n")
    os.utime(tmp_path / "app.js", (1, 1))
    assert "two()" in bundled(tmp_path, SCRIPT)


def test_all_of_the_page_is_in_the_bundles() -> None:
    script, style = (bundled(PAGE, name) for name in (SCRIPT, STYLE))
    modules = {path.stem for path in PAGE.glob("*.js")} - {"theme", "language"}
    assert {*re.findall(r"^const module_(\w+) =", script, re.M)} == modules
    assert all(path.read_text() in style for path in PAGE.glob("*.css"))


async def test_a_bundle_comes_compressed_and_only_where_it_is_new() -> None:
    server = Server(World())
    await server.start()
    async with ClientSession() as http:
        async with http.get(f"{server.url}/{SCRIPT}") as answer:
            assert answer.headers["Content-Encoding"] in ("gzip", "deflate")
            assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
            assert await answer.text() == bundled(PAGE, SCRIPT)
            tag = answer.headers["ETag"]
        async with http.get(f"{server.url}/{SCRIPT}", headers={"If-None-Match": tag}) as answer:
            assert (answer.status, await answer.read()) == (304, b"")
    await server.stop()


async def test_a_newcomer_without_a_name_is_a_guest_of_a_number_that_nobody_has() -> None:
    server = Server(World())
    await server.start()
    async with ClientSession() as http:
        names = []
        for sent in ({}, {"name": "Guest 3"}, {}, {}, {"name": None}):
            async with http.post(f"{server.url}/chat/people", json=sent) as answer:
                names.append((await answer.json())["first_name"])
    await server.stop()
    assert names == ["Guest 1", "Guest 3", "Guest 2", "Guest 4", "Guest 5"]
