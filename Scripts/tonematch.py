"""The match of tone, as Sources/Raster/ToneMatch.swift has it. Not a program itself."""
import panelpairs

GAINS = (1 / 1.5, 2)
LARGEST_SHIFT = 40
SMALLEST_MOVE = 0.5
LUMA_PER_LEVEL = 219 / 255


def matched(reference, distorted):
    """The distorted picture (8-bit R, G, B) with its tone matched to the reference's; nothing where little moves."""
    import numpy as np
    y, x = (panelpairs.ycbcr(picture)[0].astype(np.float64) for picture in (reference, distorted))
    variance = x.var()
    gain = ((x - x.mean()) * (y - y.mean())).mean() / variance if variance > 0 else 1
    gain = min(max(gain, GAINS[0]), GAINS[1])
    shift = min(max((x.mean() - y.mean()) / LUMA_PER_LEVEL, -LARGEST_SHIFT), LARGEST_SHIFT)
    if np.hypot((gain - 1) * x.std(), shift * LUMA_PER_LEVEL) < SMALLEST_MOVE:
        return None
    offset = (x.mean() - 16) / LUMA_PER_LEVEL * (1 - gain) - shift
    return np.floor(np.clip(gain * distorted.astype(np.float64) + offset, 0, 255) + 0.5).astype(np.uint8)
