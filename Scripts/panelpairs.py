"""What the scripts that compare panel members with reference programs share: pairs of pictures, our scores of them, and
a virtual environment for the programs. Not a program itself."""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
TOLERANCE = 1e-4


def enter_environment(script, packages):
    """Starts the script again under an interpreter that has the packages; ends in 77, skipped, where none can be had.

    AUDIT_COMPARE_PYTHON names an interpreter that has them already."""
    name = pathlib.Path(script).name
    if os.environ.get("AUDIT_COMPARE_INSIDE"):
        return
    python = os.environ.get("AUDIT_COMPARE_PYTHON")
    if not python:
        base = pathlib.Path(os.environ.get("XDG_CACHE_HOME", pathlib.Path.home() / ".cache"))
        cache = base / "audit" / name
        python = str(cache / "bin" / "python")
        ready = cache / "ready"
        if not ready.exists():
            try:
                subprocess.run([sys.executable, "-m", "venv", str(cache)], check=True)
                subprocess.run([python, "-m", "pip", "install", "--quiet", *packages], check=True)
                ready.touch()
            except (OSError, subprocess.CalledProcessError) as error:
                shutil.rmtree(cache, ignore_errors=True)
                print(f"{name}: skipped, the reference program cannot be installed: {error}", file=sys.stderr)
                sys.exit(77)
    os.environ["AUDIT_COMPARE_INSIDE"] = "1"
    os.execv(python, [python, script, *sys.argv[1:]])


def audit_program():
    """The command line, built; AUDIT_PROGRAM names one that is built already."""
    given = os.environ.get("AUDIT_PROGRAM")
    if given:
        return given
    build = ["swift", "build", "--product", "audit"]
    subprocess.run(build, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    where = subprocess.run([*build, "--show-bin-path"], cwd=ROOT, check=True, capture_output=True, text=True)
    return str(pathlib.Path(where.stdout.strip()) / "audit")


def generated(index):
    """A picture of smooth shades, discs and bars; every fourth is grey, sizes are odd as often as even."""
    import numpy as np
    width, height = [(256, 192), (203, 178), (189, 200), (240, 171), (321, 240)][index % 5]
    random = np.random.default_rng(900 + index)
    y, x = np.mgrid[0:height, 0:width]
    picture = np.zeros((height, width, 3))
    for channel in range(3):
        for _ in range(6):
            a, b, c = random.uniform(-0.12, 0.12, 2).tolist() + [random.uniform(0, 6.28)]
            picture[..., channel] += 22 * np.sin(a * x + b * y + c)
    picture += 128
    for _ in range(14):
        inside = (x - random.uniform(0, width)) ** 2 + (y - random.uniform(0, height)) ** 2 < random.uniform(4, 40) ** 2
        picture[inside] = random.uniform(0, 255, 3) + 0.15 * picture[inside]
    picture[height // 3:height // 3 + 20, ::5] *= 0.3
    picture += random.normal(0, 2.5, picture.shape)
    if index % 4 == 3:
        picture[:] = picture[..., 1:2]
    return np.clip(np.rint(picture), 0, 255).astype(np.uint8)


def distortions(picture, seed):
    """Name and distorted picture."""
    import io
    import numpy as np
    from PIL import Image, ImageFilter
    random = np.random.default_rng(seed)
    image = Image.fromarray(picture)

    def clip(values):
        return np.clip(np.rint(values), 0, 255).astype(np.uint8)

    for quality, subsampling in ((90, 0), (50, 2), (15, 0)):
        stream = io.BytesIO()
        image.save(stream, "JPEG", quality=quality, subsampling=subsampling)
        yield f"jpeg{quality}", np.asarray(Image.open(stream).convert("RGB"))
    stream = io.BytesIO()
    image.save(stream, "WEBP", quality=40)
    yield "webp40", np.asarray(Image.open(stream).convert("RGB"))
    yield "blur", np.asarray(image.filter(ImageFilter.GaussianBlur(1.5)))
    yield "sharpen", np.asarray(image.filter(ImageFilter.UnsharpMask(2, 120, 0)))
    values = picture.astype(np.float64)
    yield "noise", clip(values + random.normal(0, 8, values.shape))
    grey = (values @ [0.2126, 0.7152, 0.0722])[..., None]
    yield "desaturated", clip(values + 0.5 * (grey - values))
    yield "contrast", clip(128 + 0.8 * (values - 128))
    yield "shift", clip(values + 6)


def pairs(folder, limit):
    """(name, reference, distorted) of the photographs in a folder, or of generated pictures."""
    import numpy as np
    from PIL import Image
    if folder:
        sources = sorted(p for p in pathlib.Path(folder).iterdir() if p.suffix.lower() in (".png", ".jpg", ".tif"))
        pictures = [(p.stem, np.asarray(Image.open(p).convert("RGB"))) for p in sources[:limit]]
        # An odd size as well: one column and one row are cut off every other photograph.
        pictures = [(n, p[:p.shape[0] - i % 2, :p.shape[1] - i % 2]) for i, (n, p) in enumerate(pictures)]
        if not pictures:
            sys.exit(f"{folder}: no pictures")
    else:
        pictures = [(f"generated{i}", generated(i)) for i in range(5)]
    for index, (name, picture) in enumerate(pictures):
        for kind, distorted in distortions(picture, 40 + index):
            yield f"{name}-{kind}", picture, distorted


def our_scores(audit, reference, distorted, metrics):
    """Our scores and features of a pair."""
    from PIL import Image
    with tempfile.TemporaryDirectory() as folder:
        names = [os.path.join(folder, n) for n in ("reference.png", "distorted.png")]
        for name, picture in zip(names, (reference, distorted)):
            Image.fromarray(picture).save(name, compress_level=1)
        arguments = [part for metric in metrics for part in ("--metric", metric)]
        done = subprocess.run([audit, "score", *names, "--format", "json", *arguments], check=True, capture_output=True)
    document = json.loads(done.stdout)
    return document["scores"], document["features"]


def ycbcr(rgb):
    """BT.709, limited range, 8 bits, rounded half away from zero: what the metrics see of an R'G'B' image."""
    import numpy as np
    r, g, b = (rgb[..., i].astype(np.float64) for i in range(3))
    y = 0.2126 * r + 0.7152 * g + 0.0722 * b
    planes = 16 + y * (219 / 255), 128 + (b - y) * (224 / 255 / 1.8556), 128 + (r - y) * (224 / 255 / 1.5748)
    return [np.floor(p + 0.5).astype(np.uint8) for p in planes]


def compare(script, description, metrics, reference_scores):
    """Runs a comparison and ends the program: 0 when every member agrees within the tolerance, else 1."""
    import argparse
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("folder", nargs="?", help="photographs to compare on instead of generated pictures")
    parser.add_argument("--images", type=int, default=6, help="so many photographs")
    options = parser.parse_args()
    audit = audit_program()
    worst, count = {}, 0
    for name, reference, distorted in pairs(options.folder, options.images):
        scores, features = our_scores(audit, reference, distorted, metrics)
        mine = {**scores, **{key: value for group in features.values() for key, value in group.items()}}
        count += 1
        for metric, theirs in reference_scores(reference, distorted).items():
            if theirs is None:
                continue
            difference = abs(mine[metric] - theirs) / abs(theirs) if theirs else abs(mine[metric])
            if difference >= worst.get(metric, (-1,))[0]:
                worst[metric] = (difference, name, mine[metric], theirs)
    print(f"{pathlib.Path(script).name}: {count} pairs; largest relative difference:")
    for metric, (difference, name, ours, theirs) in worst.items():
        mark = "" if difference <= TOLERANCE else "   EXCEEDS 1e-4"
        print(f"  {metric:18} {difference:9.2e}  {name:24} {ours:.9g} against {theirs:.9g}{mark}")
    sys.exit(int(count < 30 or any(entry[0] > TOLERANCE for entry in worst.values())))
