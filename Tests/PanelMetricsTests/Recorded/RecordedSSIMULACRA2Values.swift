import TestSupport

/// Scores of Debian's libjxl-devtools 0.11.2-0.1~deb13u3 (`ssimulacra2 REF.ppm DIS.ppm`, on a processor with
/// AVX2) for `ReferencePair.all` and `PhotographPair.all`, recorded on 2026-11-26 by
/// `Scripts/compare-ssimulacra2 --record`.
let recordedSSIMULACRA2Values = RecordedValues(
  """
  pair	ssimulacra2
  blocks10-189x200-grey	85.08136721
  blocks10-203x178	86.56696757
  blocks10-240x171-16bit	86.06327980
  blocks10-256x192	86.76509070
  blocks50-189x200	58.88191850
  blocks50-203x178	58.59576678
  blocks50-240x171-grey	48.20980073
  blocks50-256x192-16bit	53.50871482
  blur1-189x200-grey	58.23715761
  blur1-203x178	47.97568394
  blur1-240x171-16bit	45.30624700
  blur1-256x192	46.11840001
  blur6-189x200	6.50364394
  blur6-203x178	10.32347616
  blur6-240x171-grey	12.05437250
  blur6-256x192-16bit	4.98239744
  contrast-189x200	36.76740057
  contrast-203x178-16bit	28.04242718
  contrast-240x171	34.15130387
  contrast-256x192-grey	10.97526206
  desaturate-189x200-16bit	26.64275159
  desaturate-203x178-grey	100.00000000
  desaturate-240x171	40.82428167
  desaturate-256x192	32.79850904
  noise20-189x200-16bit	20.14419513
  noise20-203x178-grey	21.28860854
  noise20-240x171	23.84937634
  noise20-256x192	20.25696639
  noise4-189x200	78.65350983
  noise4-203x178-16bit	79.54126334
  noise4-240x171	79.40521793
  noise4-256x192-grey	80.70877585
  sharpen-189x200	51.07932590
  sharpen-203x178	54.99018617
  sharpen-240x171-grey	49.51204324
  sharpen-256x192-16bit	38.64387552
  shift-189x200-grey	81.17309569
  shift-203x178	73.98203845
  shift-240x171-16bit	78.37423144
  shift-256x192	79.43592167
  kodim01-387x311-blur2	28.79150172
  kodim01-blocks4	92.63120233
  kodim02-387x311-sharpen	77.23465610
  kodim02-noise3	83.53261043
  kodim03-387x311-blur10	20.15469446
  kodim03-blocks16	73.42695784
  kodim04-387x311-desaturate	64.05887310
  kodim04-noise12	33.03390227
  kodim06-387x311-contrast	54.23203157
  kodim06-blocks64	10.48172665
  kodim08-387x311-blocks1	96.98313829
  kodim08-shift	89.83893643
  kodim10-387x311-blocks4	90.78390654
  kodim10-noise1	93.36215767
  kodim11-387x311-noise3	86.36164760
  kodim11-blur2	41.00126526
  kodim13-387x311-blocks16	79.63999219
  kodim13-sharpen	68.58398909
  kodim16-387x311-noise12	25.73889334
  kodim16-blur10	-10.73903085
  kodim18-387x311-blocks64	18.68778429
  kodim18-desaturate	73.49053053
  kodim20-387x311-shift	85.98686528
  kodim20-contrast	57.46358377
  """)
