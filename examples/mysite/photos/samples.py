"""Pictures drawn with Pillow, so that a demonstration needs no foreign files."""

import io
import math
import random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

SIZE = WIDTH, HEIGHT = 1600, 1200


def gradient(*colours, angle=90):
    """Colours blended along a direction: 0 is left to right, 90 top to bottom."""
    ramp = Image.new("RGB", (len(colours), 1))
    ramp.putdata([tuple(bytes.fromhex(colour)) for colour in colours])
    side = int(math.hypot(WIDTH, HEIGHT)) + 2
    # Half a pixel is cut from both ends: beyond the outer pixels' centres there is nothing to blend with.
    image = ramp.resize((side, side), Image.Resampling.BICUBIC, box=(0.5, 0, len(colours) - 0.5, 1))
    left, top = (side - WIDTH) // 2, (side - HEIGHT) // 2
    return image.rotate(-angle).crop((left, top, left + WIDTH, top + HEIGHT))


def glow(image, centre, radius, colour):
    """Adds a soft light."""
    light = Image.new("RGB", SIZE)
    x, y = centre
    ImageDraw.Draw(light).ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)
    return ImageChops.screen(image, light.filter(ImageFilter.GaussianBlur(radius / 2)))


def ridge(base, height, seed):
    """A mountain line: a few sine waves on top of each other, from the left edge to the right one."""
    waves = random.Random(seed)
    parts = [(height / n, waves.uniform(0, 6.3), n * waves.uniform(0.8, 1.3)) for n in (1, 2, 4, 9)]
    line = [(x, base - sum(a * math.sin(p + x / 260 * f) for a, p, f in parts)) for x in range(0, WIDTH + 8, 8)]
    return [*line, (WIDTH, HEIGHT), (0, HEIGHT)]


def mountains():
    image = glow(gradient("1f2a5a", "6a4c93", "f08a5d", "ffd79a"), (1120, 560), 150, "#fff1c9")
    draw = ImageDraw.Draw(image)
    draw.ellipse((1020, 460, 1220, 660), fill="#fff4d6")
    for n, colour in enumerate(["#b0628a", "#7b4a7d", "#4b356a", "#2a2350", "#171538"]):
        draw.polygon(ridge(690 + n * 110, 70 - n * 6, seed=n + 3), fill=colour)
    return image


def sea():
    image = glow(gradient("8fd3f4", "d9f4ff", "f9fbe7"), (420, 300), 120, "#fff8b0")
    draw = ImageDraw.Draw(image)
    for n, colour in enumerate(["#6ec6d9", "#3aa6c4", "#1f86ab", "#14658c", "#0d486b", "#08304b"]):
        draw.polygon(ridge(640 + n * 95, 26 + n * 3, seed=n + 40), fill=colour)
    draw.polygon([(1060, 640), (1300, 640), (1250, 705), (1105, 705)], fill="#8c3b2a")
    draw.polygon([(1168, 360), (1168, 622), (1030, 622)], fill="#ffffff")
    draw.polygon([(1184, 320), (1184, 622), (1330, 622)], fill="#ffe8d6")
    return image


def night():
    image = gradient("050714", "0d1440", "243b7a", "3d5a98")
    draw, stars = ImageDraw.Draw(image), random.Random(7)
    for _ in range(420):
        x, y, r = stars.uniform(0, WIDTH), stars.uniform(0, 950), stars.choice([1, 1, 1.5, 2, 3])
        draw.ellipse((x - r, y - r, x + r, y + r), fill=stars.choice(["#ffffff", "#cfe0ff", "#ffe9c4"]))
    image = glow(image, (1180, 300), 170, "#8f9cc9")
    draw = ImageDraw.Draw(image)
    draw.ellipse((1070, 190, 1290, 410), fill="#f6f1d5")
    draw.polygon(ridge(1000, 30, seed=12), fill="#070b1e")
    for x in range(20, WIDTH, 46):
        top = stars.uniform(780, 930)
        draw.polygon([(x, top), (x - 52, 1130), (x + 52, 1130)], fill="#070b1e")
    return image


def garden():
    image = gradient("fef3d0", "cfe8b4", "5fa563", angle=80)
    draw, seeds = ImageDraw.Draw(image), random.Random(21)
    for x in range(90, WIDTH, 150):
        y, size = seeds.uniform(380, 760), seeds.uniform(60, 105)
        draw.line([(x, y), (x + seeds.uniform(-40, 40), HEIGHT)], fill="#2f6b3c", width=14)
        colour = seeds.choice(["#e63973", "#ff8c42", "#8e5bd0", "#f4d03f", "#ef5350"])
        for n in range(9):
            px, py = x + size * math.cos(n * math.tau / 9), y + size * math.sin(n * math.tau / 9)
            draw.ellipse((px - size / 2, py - size / 2, px + size / 2, py + size / 2), fill=colour)
        draw.ellipse((x - size / 2, y - size / 2, x + size / 2, y + size / 2), fill="#5b3a1e")
    return image


def circles():
    image, points = gradient("fb8b24", "d90368", "820263", angle=35), random.Random(5)
    for colour in ["#ffb703", "#ff006e", "#3a86ff", "#8338ec", "#06d6a0", "#fb5607", "#ffd166"] * 3:
        layer, r = Image.new("L", SIZE), points.uniform(70, 290)
        x, y = points.uniform(0, WIDTH), points.uniform(0, HEIGHT)
        ImageDraw.Draw(layer).ellipse((x - r, y - r, x + r, y + r), fill=150)
        image.paste(Image.new("RGB", SIZE, colour), mask=layer)
    return image


def tiles():
    image, choice = Image.new("RGB", SIZE, "#f1e9da"), random.Random(16)
    draw, side = ImageDraw.Draw(image), 200
    for x in range(0, WIDTH, side):
        for y in range(0, HEIGHT, side):
            first, second = choice.sample(["#264653", "#2a9d8f", "#e9c46a", "#f4a261", "#e76f51", "#f1e9da"], 2)
            draw.rectangle((x, y, x + side, y + side), fill=first)
            # A quarter of a circle around one of the tile's corners.
            cx, cy = x + side * choice.choice([0, 1]), y + side * choice.choice([0, 1])
            tile = Image.new("RGB", (side, side), first)
            box = (cx - x - side, cy - y - side, cx - x + side, cy - y + side)
            ImageDraw.Draw(tile).ellipse(box, fill=second)
            image.paste(tile, (x, y))
    return image


SAMPLES = {
    "Sunset in the mountains": mountains,
    "A boat on the sea": sea,
    "The forest at night": night,
    "Flowers": garden,
    "Circles": circles,
    "Tiles": tiles,
}


def jpeg(draw) -> bytes:
    content = io.BytesIO()
    draw().save(content, "JPEG", quality=88)
    return content.getvalue()
