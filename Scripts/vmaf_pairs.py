"""The pairs that `conformance-vmaf` compares: pictures, distortions, and the plan of a run. All from seeds."""
import io
import json
import pathlib
import subprocess

import numpy as np
from PIL import Image


def dead_leaves(rng, width, height):
    """Discs of random sizes and greys, one over another: edges and flat parts at every scale."""
    y, x = np.mgrid[0:height, 0:width]
    picture = np.full((height, width), 0.5)
    for _ in range(200):
        radius = 2 + min(width, height) * 0.4 * rng.random() ** 3
        cx, cy, grey = rng.random() * width, rng.random() * height, rng.random()
        picture[(x - cx) ** 2 + (y - cy) ** 2 < radius ** 2] = grey
    return picture


def scene(rng, kind, width, height, photographs):
    """A picture with values 0…1."""
    y, x = np.mgrid[0:height, 0:width]
    if kind == "photograph" and photographs:
        image = Image.open(photographs[rng.integers(len(photographs))]).convert("L")
        scale = max(width / image.width, height / image.height, 0.3 + 0.7 * rng.random())
        size = (max(width, round(image.width * scale)), max(height, round(image.height * scale)))
        image = image.resize(size, Image.Resampling.LANCZOS)
        left, top = rng.integers(size[0] - width + 1), rng.integers(size[1] - height + 1)
        crop = image.crop((left, top, left + width, top + height))
        return np.asarray(crop, dtype=float) / 255
    if kind == "noise":
        return rng.random((height, width))
    if kind == "ramp":
        return (x / width + y / height) / 2
    if kind == "waves":
        return 0.5 + 0.25 * np.sin(x * x / 97) + 0.2 * np.cos((x + 2 * y) / 5)
    if kind == "flat":
        return np.full((height, width), 0.2 + 0.6 * rng.random())
    if kind == "stripes":
        return ((x // int(rng.integers(1, 5))) % 2).astype(float)
    if kind == "checkers":
        return ((x + y) % 2).astype(float)
    if kind == "impulses":
        return (rng.random((height, width)) < 0.02).astype(float)
    return dead_leaves(rng, width, height)


def coded(picture, form, quality):
    data = io.BytesIO()
    Image.fromarray((picture * 255 + 0.5).astype("u1"), "L").convert("RGB").save(data, form, quality=quality)
    return np.asarray(Image.open(data).convert("L"), dtype=float) / 255


def blurred(picture, passes):
    for _ in range(passes):
        padded = np.pad(picture, 1, mode="reflect")
        picture = (padded[:-2, 1:-1] + 2 * padded[1:-1, 1:-1] + padded[2:, 1:-1]) / 4
        padded = np.pad(picture, 1, mode="reflect")
        picture = (padded[1:-1, :-2] + 2 * padded[1:-1, 1:-1] + padded[1:-1, 2:]) / 4
    return picture


def resampled(picture, factor):
    height, width = picture.shape
    image = Image.fromarray((picture * 255).astype("f4"), "F")
    small = image.resize((max(1, round(width * factor)), max(1, round(height * factor))), Image.Resampling.BICUBIC)
    return np.asarray(small.resize((width, height), Image.Resampling.BICUBIC), dtype=float) / 255


def framed(rng, picture):
    """Only the outer tenth is damaged: ADM does not see it."""
    changed = picture.copy()
    border = max(1, min(picture.shape) // 12)
    noise = 0.3 * (rng.random(picture.shape) - 0.5)
    changed[:border] += noise[:border]
    changed[-border:] += noise[-border:]
    changed[:, :border] += noise[:, :border]
    changed[:, -border:] += noise[:, -border:]
    return changed


DISTORTIONS = {
    "equal": lambda rng, p: p,
    "jpeg": lambda rng, p: coded(p, "JPEG", int(rng.integers(2, 98))),
    "webp": lambda rng, p: coded(p, "WEBP", int(rng.integers(0, 98))),
    "blur": lambda rng, p: blurred(p, int(rng.integers(1, 8))),
    "noise": lambda rng, p: p + rng.normal(0, 0.002 + 0.1 * rng.random(), p.shape),
    "sharpen": lambda rng, p: p + (0.1 + 2 * rng.random()) * (p - blurred(p, 2)),
    "gamma": lambda rng, p: p ** (0.5 + rng.random()),
    "contrast": lambda rng, p: 0.5 + (p - 0.5) * (0.5 + rng.random()),
    "levels": lambda rng, p: (p * (n := int(rng.integers(4, 64)))).round() / n,
    "resample": lambda rng, p: resampled(p, 0.25 + 0.6 * rng.random()),
    "shift": lambda rng, p: p + 0.3 * (rng.random() - 0.5),
    "slope": lambda rng, p: p + 0.2 * (rng.random() - 0.5) * (np.arange(p.shape[1]) / p.shape[1]),
    "border": framed,
    "salt": lambda rng, p: np.where(rng.random(p.shape) < 0.01, rng.random(p.shape).round(), p),
    "move": lambda rng, p: np.roll(p, int(rng.integers(1, 4)), axis=1),
}


def quantised(picture, bits):
    peak = (1 << bits) - 1
    return np.clip(np.nan_to_num(picture) * peak + 0.5, 0, peak).astype("u2")


def write_y4m(path, frames, bits):
    """4:4:4 with grey chroma: what every tool reads at any size."""
    height, width = frames[0].shape
    tag = "444" if bits == 8 else f"444p{bits}"
    kind = "u1" if bits == 8 else "<u2"
    with open(path, "wb") as file:
        file.write(f"YUV4MPEG2 W{width} H{height} F25:1 Ip A1:1 C{tag}\n".encode())
        chroma = np.full((height, width), 1 << (bits - 1), dtype=kind).tobytes()
        for frame in frames:
            file.write(b"FRAME\n" + frame.astype(kind).tobytes() + chroma + chroma)


# MARK: - Plan

SIZES = [
    (48, 48), (48, 33), (64, 40), (64, 64), (80, 51), (96, 64), (112, 80), (128, 96), (144, 176), (160, 90), (176, 144),
    (192, 128), (208, 120), (240, 135), (256, 192), (272, 200), (288, 160), (320, 180), (320, 240), (336, 224),
    (352, 288), (400, 300), (416, 240), (448, 336), (480, 270), (512, 384), (528, 300), (576, 324), (640, 360),
]
LARGE = [(768, 512), (848, 480), (960, 540), (1280, 720), (1920, 1080)]
ODD_SIZES = [
    (33, 48), (34, 50), (41, 40), (50, 64), (65, 64), (67, 51), (97, 80), (130, 97), (150, 101), (200, 120), (257, 129),
    (325, 201), (387, 209), (451, 301), (500, 333), (854, 480), (1022, 577),
]
TINY = [(16, 16), (32, 17), (24, 40), (32, 32), (48, 24)]
TEXTURES = ["photograph", "photograph", "photograph", "leaves", "leaves", "noise", "waves", "ramp", "flat"]
HARSH = ["checkers", "impulses", "stripes"]


def plan(quick, attacked):
    """What is compared: (texture, distortion, size, bits, frames), the same for every run."""
    pairs = []
    kinds = list(DISTORTIONS)
    depths = [8, 8, 10, 8, 12, 8, 16]

    def add(texture, kind, size, frames=1):
        pairs.append((texture, kind, size, depths[len(pairs) % len(depths)], frames))

    for index, size in enumerate(SIZES[::4] if quick else SIZES * 6):
        add(TEXTURES[index % len(TEXTURES)], kinds[(index * 7 + index // 5) % len(kinds)], size)
    for index, size in enumerate([LARGE[0], LARGE[-1]] if quick else LARGE * 6):
        add(TEXTURES[index % 5], kinds[(index * 4 + 1) % len(kinds)], size)
    for index, kind in enumerate(kinds):
        add("photograph", kind, SIZES[8 + index])
    for index, size in enumerate(ODD_SIZES[::5] if quick else ODD_SIZES * 3):
        add(TEXTURES[index % len(TEXTURES)], kinds[(index * 5 + 3) % len(kinds)], size)
    for index, texture in enumerate(HARSH * (1 if quick else 6)):
        add(texture, kinds[(index * 3 + 1) % len(kinds)], SIZES[3 + index])
    for index in range(2 if quick else 12):
        add(TEXTURES[index % 5], kinds[(index * 5 + 1) % len(kinds)], SIZES[9 + index], 3 + index % 3)
    for index, size in enumerate(TINY[::3] if quick else TINY):
        add("leaves", kinds[(index * 3 + 4) % len(kinds)], size)
    for index in range(attacked):
        add("attacked", str(index), (256, 192))
    return pairs


def photographs_in(folder):
    if not folder:
        return []
    paths = pathlib.Path(folder).rglob("*")
    return sorted(path for path in paths if path.suffix.lower() in (".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff"))


def attacked_images(audit, photographs, folder, count):
    """Images that `audit attack` made of crops, or of scenes, with the originals: [(attack, original, attacked)]."""
    listing = subprocess.run([audit, "list", "attacks", "--format", "json"], capture_output=True, text=True)
    if listing.returncode:
        return []
    ids = [entry["id"] for entry in json.loads(listing.stdout) if entry["id"] != "none"]
    made = []
    for index, attack in enumerate(ids[:count]):
        original, target = folder / f"original-{index}.png", folder / f"attacked-{index}.png"
        if photographs:
            image = Image.open(photographs[index % len(photographs)]).convert("RGB")
            image.crop((0, 0, min(256, image.width // 16 * 16), min(192, image.height))).save(original)
        else:
            picture = dead_leaves(np.random.default_rng(index), 256, 192) * 255 + 0.5
            Image.fromarray(picture.astype("u1"), "L").convert("RGB").save(original)
        result = subprocess.run(
            [audit, "attack", str(original), "--metric", "vmafneg", "--attack", attack, "--start", "jpeg:40", "-o",
             str(target)], capture_output=True, text=True)
        if result.returncode == 0:
            made.append((attack, original, target))
        else:
            print(f"  attack {attack} left out: {result.stderr.strip().splitlines()[-1:]}")
    return made


def luma(path):
    """Luma as `audit` takes it of an 8-bit image: BT.709, limited range, rounded."""
    rgb = np.asarray(Image.open(path).convert("RGB"), dtype=float)
    y = rgb @ [0.2126, 0.7152, 0.0722]
    return np.floor(16 + y * (219 / 255) + 0.5).astype("u2")


def make(number, item, folder, seed, photographs, attacks):
    """Writes a pair; gives both paths and both lists of frames."""
    texture, kind, (width, height), bits, frames = item
    paths = folder / f"{number}-r.y4m", folder / f"{number}-d.y4m"
    if texture == "attacked":
        _, original, target = attacks[int(kind)]
        reference, distorted, bits = [luma(original)], [luma(target)], 8
    else:
        rng = np.random.default_rng([seed, number])
        whole = scene(rng, texture, width + 4 * frames, height, photographs)
        clean = [whole[:, 3 * frame:3 * frame + width] for frame in range(frames)]
        reference = [quantised(frame, bits) for frame in clean]
        with np.errstate(invalid="ignore"):
            distorted = [quantised(DISTORTIONS[kind](rng, np.clip(frame, 0, 1)), bits) for frame in clean]
    write_y4m(paths[0], reference, bits)
    write_y4m(paths[1], distorted, bits)
    return paths, reference, distorted, bits


# MARK: - Where libvmaf's vector code is not its scalar code

# Daubechies-2, low and high.
LOW = [0.48296291314469025, 0.836516303737469, 0.22414386804185735, -0.12940952255092145]
HIGH = [-0.12940952255092145, -0.22414386804185735, 0.836516303737469, -0.48296291314469025]


def finest_detail(picture):
    """Horizontal and vertical detail of the finest wavelet level, in code values of 8 bits."""
    def places(count):
        index = np.abs(2 * np.arange((count + 1) // 2)[:, None] + np.arange(-1, 3))
        return np.where(index >= count, 2 * count - 1 - index, index)

    def along(rows, taps):
        return rows[:, places(rows.shape[1])] @ taps

    columns = picture[places(picture.shape[0])].transpose(0, 2, 1)
    return along(columns @ LOW, HIGH), along(columns @ HIGH, LOW)


def additive_reach(reference, distorted, bits):
    """The largest additive detail of the finest level, weighted and in libvmaf's 16-bit units, over the part that ADM
    counts: |t − clip(t / o, 0, 1) · o| · 64 · 36453 / 2¹⁵."""
    largest = 0.0
    for first, second in zip(reference, distorted):
        scale = 2.0 ** (8 - bits)
        for o, t in zip(finest_detail(first * scale), finest_detail(second * scale)):
            with np.errstate(divide="ignore", invalid="ignore"):
                kept = np.clip(np.nan_to_num(t / o), 0, 1) * o
            top, left = (max(0, int(side * 0.1 - 0.5) - 1) for side in o.shape)
            inner = np.abs(t - kept)[top:o.shape[0] - top, left:o.shape[1] - left]
            largest = max(largest, float(inner.max()))
    return largest * 64 * 36453 / 2 ** 15
