"""Draw a small set of photos to teach from: paper shapes held up in varied rooms.

    python examples/draw_shapes.py shapes/ --seed 7

Writes shapes/<class>/<take>/<number>.jpg: circle, square, star and triangle, two takes each. In a
take one person walks through three rooms, the same for every class; colour, size, place and light
vary from photo to photo. So nothing but the outline tells the classes apart, and the rooms of the
second take are new to a model that learned from the first.
"""

from __future__ import annotations

import argparse
import math
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

SIZE = 320, 240  # pixels of a photo
SCALE = 2  # drawn this much larger, then reduced, for smooth edges
PHOTOS = 12  # a take
ROOMS = 3  # that the person walks through in a take
TAKES = ("morning", "evening")
LIGHT = {"morning": 1.05, "evening": 0.8}
SHAPES = ("circle", "square", "star", "triangle")

Colour = tuple[int, int, int]
Point = tuple[float, float]

SKINS: tuple[Colour, ...] = ((243, 205, 178), (214, 160, 122), (160, 106, 72), (96, 62, 46))


def draw_set(folder: Path, seed: int = 7) -> int:
    """Write the photos of every class and take into `folder`; return how many."""
    written = 0
    for take_number, take in enumerate(TAKES):
        walls = [
            draw_room(np.random.default_rng([seed, take_number, room]), LIGHT[take])
            for room in range(ROOMS)
        ]
        for label_number, label in enumerate(SHAPES):
            rng = np.random.default_rng([seed, take_number, ROOMS + label_number])
            place = folder / label / take
            place.mkdir(parents=True, exist_ok=True)
            skin = SKINS[rng.integers(len(SKINS))]
            sleeve = bright(rng)
            for number in range(PHOTOS):
                scene = walls[number * ROOMS // PHOTOS].copy()
                hold_up(scene, label, skin, sleeve, rng)
                photograph(scene, rng).save(place / f"{number + 1:02}.jpg", quality=90)
                written += 1
    return written


def outline(shape: str) -> list[Point]:
    """Return the corners of a shape of radius 1 around the origin; y points down."""
    if shape == "circle":
        return [on_circle(360 * k / 64) for k in range(64)]
    if shape == "square":
        return [on_circle(45 + 90 * k) for k in range(4)]
    if shape == "triangle":
        return [on_circle(-90 + 120 * k) for k in range(3)]
    return [on_circle(-90 + 36 * k, 1.0 if k % 2 == 0 else 0.45) for k in range(10)]


def on_circle(degrees: float, radius: float = 1.0) -> Point:
    """Return a point at an angle, clockwise from the right."""
    return radius * math.cos(math.radians(degrees)), radius * math.sin(math.radians(degrees))


def hold_up(
    scene: Image.Image, shape: str, skin: Colour, sleeve: Colour, rng: np.random.Generator
) -> None:
    """Draw a hand that holds a paper shape, coming in from below."""
    width, height = scene.size
    radius = height * rng.uniform(0.17, 0.3)
    x = rng.uniform(0.3, 0.7) * width
    y = rng.uniform(0.33, 0.55) * height
    turn = math.radians(rng.uniform(-14, 14))
    narrow = rng.uniform(0.85, 1.0)  # seen a little from the side
    corners = [
        (
            x + radius * narrow * (a * math.cos(turn) - b * math.sin(turn)),
            y + radius * (a * math.sin(turn) + b * math.cos(turn)),
        )
        for a, b in outline(shape)
    ]
    elbow = x + rng.uniform(-0.3, 0.3) * width, 1.15 * height
    hand = x + 0.1 * (elbow[0] - x), y + 0.72 * radius
    thickness = int(0.1 * height)
    wrist = tuple(0.55 * h + 0.45 * e for h, e in zip(hand, elbow, strict=True))

    shadow(scene, [(a + 0.05 * height, b + 0.05 * height) for a, b in corners])
    draw = ImageDraw.Draw(scene)
    draw.line([hand, elbow], fill=skin, width=thickness)
    draw.line([wrist, elbow], fill=sleeve, width=int(1.5 * thickness))
    paper = bright(rng)
    draw.polygon(corners, fill=paper, outline=shade(paper, 0.75), width=3)
    for finger in range(4):  # in front of the paper
        tip = hand[0] + (finger - 1.5) * 0.42 * thickness, hand[1] - 0.25 * thickness
        size = 0.27 * thickness
        box = (tip[0] - size, tip[1] - 1.6 * size, tip[0] + size, tip[1] + 3 * size)
        draw.rounded_rectangle(box, size, fill=skin, outline=shade(skin, 0.8), width=2)


def shadow(scene: Image.Image, corners: list[Point]) -> None:
    """Darken the wall behind a shape, softly."""
    mask = Image.new("L", scene.size)
    ImageDraw.Draw(mask).polygon(corners, fill=90)
    mask = mask.filter(ImageFilter.BoxBlur(scene.height // 40))
    scene.paste((20, 18, 24), mask=mask)


def draw_room(rng: np.random.Generator, light: float) -> Image.Image:
    """Draw a wall, a floor, and three pieces of furniture along it."""
    width, height = SIZE[0] * SCALE, SIZE[1] * SCALE
    wall = shade(pale(rng), light)
    room = Image.new("RGB", (width, height), wall)
    draw = ImageDraw.Draw(room)
    stripes = int(rng.integers(0, 14))
    for k in range(stripes):
        left = width * k / stripes
        draw.rectangle((left, 0, left + width / stripes / 3, height), fill=shade(wall, 0.94))
    floor = height * rng.uniform(0.72, 0.85)
    draw.rectangle((0, floor, width, height), fill=shade(pale(rng), 0.55 * light))
    draw.rectangle((0, floor - 8, width, floor), fill=shade(wall, 0.8))
    pieces = [draw_window, draw_shelf, draw_sofa, draw_lamp, draw_picture]
    for slot, piece in enumerate(rng.permutation(len(pieces))[:3]):
        pieces[piece](draw, width * (slot + rng.uniform(0.05, 0.3)) / 3, floor, height, rng)
    return room


def draw_window(
    draw: ImageDraw.ImageDraw, x: float, floor: float, unit: float, rng: np.random.Generator
) -> None:
    """Draw a window with a sky."""
    wide, high, top = 0.36 * unit, rng.uniform(0.35, 0.5) * unit, 0.08 * unit
    sky = (150, 200, 240) if rng.random() < 0.5 else (52, 58, 96)
    draw.rectangle((x, top, x + wide, top + high), fill=sky, outline=(240, 238, 232), width=12)
    draw.line((x + wide / 2, top, x + wide / 2, top + high), fill=(240, 238, 232), width=8)
    draw.line((x, top + high / 2, x + wide, top + high / 2), fill=(240, 238, 232), width=8)


def draw_shelf(
    draw: ImageDraw.ImageDraw, x: float, floor: float, unit: float, rng: np.random.Generator
) -> None:
    """Draw shelves full of books."""
    wide, wood = 0.42 * unit, shade((150, 104, 66), rng.uniform(0.6, 1.2))
    for level in range(int(rng.integers(2, 5))):
        board = floor - (0.05 + 0.2 * level) * unit
        left = x + 6
        while left < x + wide - 16:
            thick, tall = rng.uniform(8, 20), rng.uniform(0.09, 0.16) * unit
            draw.rectangle((left, board - tall, left + thick, board), fill=shade(bright(rng), 0.8))
            left += thick + 2
        draw.rectangle((x, board, x + wide, board + 8), fill=wood)


def draw_sofa(
    draw: ImageDraw.ImageDraw, x: float, floor: float, unit: float, rng: np.random.Generator
) -> None:
    """Draw a sofa on the floor."""
    cloth, wide, foot = shade(bright(rng), 0.7), 0.62 * unit, floor + 0.06 * unit
    draw.rounded_rectangle((x, foot - 0.34 * unit, x + wide, foot), 24, fill=cloth)
    draw.rounded_rectangle(
        (x + 24, foot - 0.17 * unit, x + wide - 24, foot - 10), 18, fill=shade(cloth, 1.2)
    )


def draw_lamp(
    draw: ImageDraw.ImageDraw, x: float, floor: float, unit: float, rng: np.random.Generator
) -> None:
    """Draw a lamp on a stand."""
    middle, top = x + 0.15 * unit, floor - rng.uniform(0.5, 0.65) * unit
    draw.line((middle, top, middle, floor + 12), fill=(60, 56, 54), width=8)
    hat = [(middle - 20, top - 60), (middle + 20, top - 60), (middle + 60, top), (middle - 60, top)]
    draw.polygon(hat, fill=(252, 226, 150))


def draw_picture(
    draw: ImageDraw.ImageDraw, x: float, floor: float, unit: float, rng: np.random.Generator
) -> None:
    """Draw framed pictures, which hold a simple shape of any kind to mislead."""
    for column in range(2):
        left, top, side = x + column * 0.24 * unit, rng.uniform(0.08, 0.3) * unit, 0.2 * unit
        draw.rectangle(
            (left, top, left + side, top + side), fill=pale(rng), outline=(70, 52, 40), width=8
        )
        corners = outline(SHAPES[rng.integers(len(SHAPES))])
        centre = left + side / 2, top + side / 2
        draw.polygon(
            [(centre[0] + 0.28 * side * a, centre[1] + 0.28 * side * b) for a, b in corners],
            fill=shade(bright(rng), 0.85),
        )


def photograph(scene: Image.Image, rng: np.random.Generator) -> Image.Image:
    """Return the scene as a camera gives it: moved, unevenly lit, slightly soft, noisy."""
    width, height = SIZE
    margin = 10 * SCALE
    x, y = margin + rng.integers(-margin, margin + 1, 2)
    box = (x, y, x + scene.width - 2 * margin, y + scene.height - 2 * margin)
    small = scene.resize(SIZE, Image.Resampling.LANCZOS, box)
    small = small.filter(ImageFilter.GaussianBlur(rng.uniform(0, 1.1)))
    pixels = np.asarray(small, dtype=np.float64)
    across = np.linspace(-1, 1, width)[None, :, None]
    down = np.linspace(-1, 1, height)[:, None, None]
    tilt = rng.uniform(-0.18, 0.18, 2)
    light = rng.uniform(0.75, 1.1) * (1 + tilt[0] * across + tilt[1] * down)
    tint = rng.uniform(0.93, 1.07, 3)
    noise = rng.normal(0, rng.uniform(2, 8), pixels.shape)
    return Image.fromarray(np.clip(pixels * light * tint + noise, 0, 255).astype(np.uint8))


def bright(rng: np.random.Generator) -> Colour:
    """Return a random saturated colour."""
    return from_hue(rng.uniform(0, 360), rng.uniform(0.45, 0.85), rng.uniform(0.75, 1.0))


def pale(rng: np.random.Generator) -> Colour:
    """Return a random colour that a wall may have."""
    return from_hue(rng.uniform(0, 360), rng.uniform(0.05, 0.3), rng.uniform(0.75, 0.95))


def from_hue(degrees: float, saturation: float, value: float) -> Colour:
    """Return the RGB colour of a hue, saturation and value."""
    ramps = [max(0.0, min(1.0, abs((degrees / 60 + k) % 6 - 3) - 1)) for k in (0, 4, 2)]
    red, green, blue = (round(255 * value * (1 - saturation * (1 - ramp))) for ramp in ramps)
    return red, green, blue


def shade(colour: Colour, factor: float) -> Colour:
    """Return a colour made lighter or darker."""
    red, green, blue = (min(255, round(part * factor)) for part in colour)
    return red, green, blue


def main() -> None:
    """Read the command line and draw."""
    parser = argparse.ArgumentParser(description="Draw photos of paper shapes to teach from.")
    parser.add_argument("folder", type=Path, help="where to put them, one folder per class")
    parser.add_argument("--seed", type=int, default=7, help="the same seed draws the same photos")
    given = parser.parse_args()
    count = draw_set(given.folder, given.seed)
    print(f"Drew {count} photos of {', '.join(SHAPES)} into {given.folder}.")


if __name__ == "__main__":
    main()
