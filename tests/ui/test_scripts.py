import re
from collections import Counter
from pathlib import Path

import pytest

import ui
from ui.voices import COLOURS, SHAPES

STATIC = Path(ui.__file__).with_name("static")
THEMES = {"light": "#fdfcfa", "dark": "#191b1f"}  # backgrounds, of .streamlit/config.toml


def luminance(colour: str) -> float:
    """Relative luminance, as WCAG 2.2 defines it."""
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def palette() -> list[str]:
    css = (STATIC / "who.css").read_text(encoding="utf-8")
    return [colour for _, colour in sorted(re.findall(r"\.colour-(\d) \{ --person: (#\w{6})", css))]


def test_the_scripts_joined_to_one_module_share_no_name():
    scripts = "\n".join(path.read_text(encoding="utf-8") for path in STATIC.glob("*.js"))
    names = Counter(re.findall(r"^(?:async )?(?:function|const|let|class) (\w+)", scripts, re.M))
    assert [name for name, count in names.items() if count > 1] == []


def test_there_are_as_many_colours_and_shapes_as_voices_have():
    assert len(set(palette())) == COLOURS
    css = (STATIC / "who.css").read_text(encoding="utf-8")
    assert {int(shape) for shape in re.findall(r"\.shape-(\d)", css)} == set(range(1, SHAPES))


@pytest.mark.parametrize("theme", THEMES)
def test_every_colour_stands_out_and_its_letter_can_be_read(theme: str):
    assert THEMES[theme] in Path(".streamlit/config.toml").read_text(encoding="utf-8")
    for colour in palette():
        assert contrast(colour, THEMES[theme]) >= 3  # WCAG 1.4.11, of graphics
        assert contrast(colour, "#ffffff") >= 4.5  # WCAG 1.4.3, of the letter on it
