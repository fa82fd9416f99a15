"""The courses' pictures: drawn from their SVGs, and readable on a phone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml
from PIL import Image, ImageChops, ImageFont

from bot.tools.pictures import main, outdated, render
from bot.views.svg_to_png import FONTS

CONTENT = Path(__file__).parents[2] / "content"
SVGS = sorted(CONTENT.glob("**/*.svg"))
SIZE = (1280, 720)
SVG = "{http://www.w3.org/2000/svg}"
SMALL = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><rect width="9" height="9"/></svg>'

every_picture = pytest.mark.parametrize("svg", SVGS, ids=lambda svg: str(svg.relative_to(CONTENT)))


@every_picture
def test_each_png_is_the_one_its_svg_makes(svg: Path) -> None:
    kept = opened(svg.with_suffix(".png").read_bytes())
    drawn = opened(render(svg))
    assert kept.size == drawn.size
    # Pixels, not bytes: another resvg may pack the same picture differently, and other machines' sine may
    # round a curve's edge otherwise. The smallest full stop in a picture has more pixels than this.
    assert changed_pixels(kept, drawn) <= 20, f"run: python -m bot pictures {svg.parent}"


@every_picture
def test_each_picture_is_1280_by_720_and_light_to_load(svg: Path) -> None:
    root = ElementTree.parse(svg).getroot()
    png = svg.with_suffix(".png").read_bytes()
    assert (root.get("width"), root.get("height"), root.get("viewBox")) == ("1280", "720", "0 0 1280 720")
    assert opened(png).size == SIZE
    assert len(png) < 200_000


@every_picture
def test_each_picture_says_what_it_shows(svg: Path) -> None:
    root = ElementTree.parse(svg).getroot()
    assert all((root.findtext(f"{SVG}{name}") or "").strip() for name in ("title", "desc"))


@every_picture
def test_no_text_in_a_picture_is_smaller_than_28_pixels(svg: Path) -> None:
    root = ElementTree.parse(svg).getroot()
    sizes = class_sizes(root)
    for text, above in texts_with_ancestors(root):
        name = "".join(text.itertext())
        own = [
            size for element in [text, *text.iter(f"{SVG}tspan"), *above] for size in sizes_of(element, sizes)
        ]
        assert own, f"{name!r} has no font size"
        assert min(own) >= 28, f"{name!r} is {min(own)} px"
        assert not any("scale" in element.get("transform", "") for element in [text, *above]), (
            f"{name!r} is scaled"
        )


@every_picture
def test_every_text_in_a_picture_stands_out_and_lies_within_its_margins(svg: Path, tmp_path: Path) -> None:
    full = opened(svg.with_suffix(".png").read_bytes())
    for text in measured_texts(svg, full, tmp_path):
        assert text.box is not None, f"{text.name!r} cannot be seen"
        assert min(distances(text.box)) >= 48, f"{text.name!r} is too near an edge: {text.box}"
        assert text.contrast >= 4.5, f"{text.name!r} has a contrast of {text.contrast:.1f}"


def test_every_character_in_a_picture_is_in_the_fonts() -> None:
    texts = [text for svg in SVGS for text in ElementTree.parse(svg).iter(f"{SVG}text")]
    used = {sign for text in texts for sign in "".join(text.itertext())}
    for file in FONTS.glob("*.ttf"):
        font = ImageFont.truetype(file, 32)
        unknown = bytes(font.getmask("\uffff"))
        assert {sign for sign in used if bytes(font.getmask(sign)) == unknown} == set()


def test_every_picture_that_a_course_names_is_there() -> None:
    named = [
        (page, file)
        for page in CONTENT.glob("**/*.yaml")
        for file in pictures_in(yaml.safe_load(page.read_bytes()))
    ]
    assert [f"{page}: {file}" for page, file in named if not (page.parent / file).is_file()] == []


def test_the_command_draws_what_is_missing_or_old_and_nothing_else(tmp_path: Path, capsys) -> None:
    svg, png = tmp_path / "deep" / "a.svg", tmp_path / "deep" / "a.png"
    svg.parent.mkdir()
    svg.write_text(SMALL)
    assert outdated(tmp_path) == [svg]
    assert main([str(tmp_path)]) == 0
    assert capsys.readouterr().out == f"{png}\n"
    assert main([str(tmp_path)]) == 0
    assert capsys.readouterr().out == ""
    svg.write_text(SMALL.replace('"9"', '"12"'))
    assert outdated(tmp_path) == [svg]
    assert main([str(tmp_path)]) == 0
    assert (outdated(tmp_path), png.read_bytes()) == ([], render(svg))


def test_each_file_that_cannot_be_drawn_is_named_in_one_line_and_the_rest_is_drawn(
    tmp_path: Path, capsys
) -> None:
    (tmp_path / "broken.svg").write_text("<svg")
    (tmp_path / "bytes.svg").write_bytes(b"\xff\xfe")
    (tmp_path / "folder.svg").mkdir()
    (tmp_path / "good.svg").write_text(SMALL)
    assert main([str(tmp_path), str(tmp_path / "nowhere")]) == 2
    said = capsys.readouterr().err.splitlines()
    assert [line.split(":")[0] for line in said] == [
        str(tmp_path / name) for name in ("broken.svg", "bytes.svg", "folder.svg", "nowhere")
    ]
    assert (tmp_path / "good.png").is_file()


# --- reading SVG


def texts_with_ancestors(
    root: ElementTree.Element,
) -> Iterator[tuple[ElementTree.Element, list[ElementTree.Element]]]:
    def walk(element: ElementTree.Element, above: list[ElementTree.Element]) -> Iterator:
        if element.tag == f"{SVG}text":
            yield element, above
        for child in element:
            yield from walk(child, [element, *above])

    return walk(root, [])


def class_sizes(root: ElementTree.Element) -> dict[str, float]:
    """Font sizes in pixels by what a rule of the style sheet selects, e.g. `.label` or `text`."""
    style = "".join(element.text or "" for element in root.iter(f"{SVG}style"))
    assert not re.search(r"\bfont\s*:", style), "write font-size, not the font shorthand"
    rules = re.findall(r"([^{}]+)\{([^{}]*)\}", style)
    return {name.strip(): size for name, body in rules for size in declared(body)}


def sizes_of(element: ElementTree.Element, rules: dict[str, float]) -> list[float]:
    """All sizes that an element declares by attribute, by style or by its classes."""
    names = [element.tag.removeprefix(SVG), *(f".{name}" for name in element.get("class", "").split())]
    own = declared(f"font-size: {element.get('font-size', '')}; {element.get('style', '')}")
    return own + [rules[name] for name in names if name in rules]


def declared(css: str) -> list[float]:
    found = re.findall(r"font-size\s*:\s*([\d.]+)\s*([a-z%]*)", css)
    assert all(unit in ("px", "") for _, unit in found), f"a font size in other units than px: {css}"
    return [float(number) for number, _ in found]


# --- measuring what is drawn


@dataclass(frozen=True)
class MeasuredText:
    name: str
    box: tuple[int, int, int, int] | None
    contrast: float


def measured_texts(svg: Path, full: Image.Image, folder: Path) -> Iterator[MeasuredText]:
    """Each text as it is drawn: the box of its letters, and their contrast to what lies under them.

    Drawn twice more for that: once without text, and once with each text in a colour of its own.
    """
    tree = ElementTree.parse(svg)
    texts = [text for text, _ in texts_with_ancestors(tree.getroot())]
    for blue, text in enumerate(texts):
        text.set("style", f"fill: #ff00{blue:02x}")
    red, green, blues = opened(drawn(tree, folder)).split()
    pink = ImageChops.darker(where(red, 255), where(green, 0))
    for text in texts:
        text.set("style", "display: none")
    bare = opened(drawn(tree, folder))
    for blue, text in enumerate(texts):
        letters = ImageChops.darker(pink, where(blues, blue))
        yield MeasuredText("".join(text.itertext()), letters.getbbox(), contrast(full, bare, letters))


def distances(box: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    """How far a box is from each of the picture's edges, in pixels."""
    left, top, right, bottom = box
    return left, top, SIZE[0] - right, SIZE[1] - bottom


def drawn(tree: ElementTree.ElementTree, folder: Path) -> bytes:
    tree.write(folder / "changed.svg", encoding="utf-8")
    return render(folder / "changed.svg")


def where(band: Image.Image, value: int) -> Image.Image:
    """A mask of the pixels that have exactly this value."""
    return band.point([255 if value == level else 0 for level in range(256)])


def contrast(full: Image.Image, bare: Image.Image, letters: Image.Image) -> float:
    """The lowest contrast of the letters to any colour under at least a hundredth of them (WCAG 2.2)."""
    box = letters.getbbox()
    if box is None:
        return 0
    inks, papers = (usual_colours(image.crop(box), letters.crop(box)) for image in (full, bare))
    return min(ratio(ink, paper) for ink in inks for paper in papers)


def usual_colours(image: Image.Image, mask: Image.Image) -> list[tuple[int, int, int]]:
    image = image.convert("RGBA")
    image.putalpha(mask)
    counts = [(count, colour) for count, colour in image.getcolors(image.width * image.height) if colour[3]]
    enough = sum(count for count, _ in counts) / 100
    return [colour[:3] for count, colour in counts if count >= enough]


def ratio(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    dark, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


def luminance(colour: tuple[int, int, int]) -> float:
    parts = [value / 255 for value in colour]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def changed_pixels(one: Image.Image, other: Image.Image) -> int:
    red, green, blue = ImageChops.difference(one, other).split()
    largest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return sum(largest.histogram()[1:])


def opened(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png)).convert("RGB")


# --- reading courses


def pictures_in(value: object) -> Iterator[str]:
    """The files of all covers and pictures, at any depth. A translation names those alone that differ."""
    if isinstance(value, list):
        for item in value:
            yield from pictures_in(item)
    elif isinstance(value, dict):
        for key, inner in value.items():
            if key in ("cover", "picture") and isinstance(inner, dict) and "file" in inner:
                yield str(inner["file"])
            yield from pictures_in(inner)
