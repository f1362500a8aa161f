"""Text on the page can be read: WCAG 2.2, 1.4.3, level AA, in both colour schemes."""

from __future__ import annotations

import re

import pytest

from tests.architecture import tree

LEAST = 4.5  # of text of any size
STYLE = (tree.ROOT / "web" / "src" / "app.css").read_text("utf-8")
SCHEMES = re.findall(r":root\s*\{(.*?)\}", STYLE, flags=re.DOTALL)
PAIRS = [
    *((text, ground) for text in ("ink", "muted", "accent") for ground in ("paper", "surface")),
    *((text, "sunken") for text in ("ink", "muted")),
    ("accent-ink", "accent"),
    ("accent", "accent-soft"),
    *((kind, ground) for kind in ("warn", "bad") for ground in ("surface", f"{kind}-soft")),
    ("good", "surface"),
    ("trace", "trace-edge"),
]


def colors(scheme: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):\s*#([0-9a-f]{6})", scheme))


def luminance(color: str) -> float:
    """Return the relative luminance of an sRGB colour, as WCAG defines it."""
    channels = [int(color[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("000000", "ffffff") == pytest.approx(21)
    assert contrast("777777", "ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", range(2), ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS, ids=" on ".join)
def test_text_stands_out(scheme: int, text: str, ground: str) -> None:
    named = colors(SCHEMES[0]) | colors(SCHEMES[scheme])
    assert contrast(named[text], named[ground]) >= LEAST
