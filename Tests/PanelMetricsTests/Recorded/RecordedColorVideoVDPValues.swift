import TestSupport

/// Values of PyPI's cvvdp 0.5.7 (torch 1.13.0 on the CPU; display `standard_4k`,
/// `predict(distorted, reference, dim_order="HWC")` of 8- and 16-bit arrays) for `ReferencePair.all` and
/// `PhotographPair.all`, recorded on 2026-11-26 by `Scripts/compare-cvvdp --record`.
let recordedColorVideoVDPValues = RecordedValues(
  """
  pair	cvvdp
  blocks10-189x200-grey	9.9401741
  blocks10-203x178	9.9722748
  blocks10-240x171-16bit	9.9693098
  blocks10-256x192	9.9687166
  blocks50-189x200	9.5895090
  blocks50-203x178	9.6045523
  blocks50-240x171-grey	9.3243990
  blocks50-256x192-16bit	9.6530304
  blur1-189x200-grey	9.6057320
  blur1-203x178	9.5511465
  blur1-240x171-16bit	9.5577946
  blur1-256x192	9.4761248
  blur6-189x200	8.5957174
  blur6-203x178	8.4739027
  blur6-240x171-grey	8.2582731
  blur6-256x192-16bit	8.2737198
  contrast-189x200	9.3985910
  contrast-203x178-16bit	9.4643917
  contrast-240x171	9.3578339
  contrast-256x192-grey	8.5158873
  desaturate-189x200-16bit	8.7736969
  desaturate-203x178-grey	10.0000000
  desaturate-240x171	8.8110723
  desaturate-256x192	8.8746777
  noise20-189x200-16bit	8.7822552
  noise20-203x178-grey	8.7962561
  noise20-240x171	8.9394512
  noise20-256x192	8.8298397
  noise4-189x200	9.8952103
  noise4-203x178-16bit	9.9097862
  noise4-240x171	9.9161530
  noise4-256x192-grey	9.9114437
  sharpen-189x200	9.3518705
  sharpen-203x178	9.4014225
  sharpen-240x171-grey	9.0492382
  sharpen-256x192-16bit	9.3671923
  shift-189x200-grey	9.8405809
  shift-203x178	9.8563938
  shift-240x171-16bit	9.9087591
  shift-256x192	9.9308596
  kodim01-387x311-blur2	8.9858608
  kodim01-blocks4	9.9982080
  kodim02-387x311-sharpen	9.8472128
  kodim02-noise3	9.9563322
  kodim03-387x311-blur10	8.4805222
  kodim03-blocks16	9.8584156
  kodim04-387x311-desaturate	9.5651064
  kodim04-noise12	9.2665453
  kodim06-387x311-contrast	9.4289808
  kodim06-blocks64	8.8394003
  kodim08-387x311-blocks1	10.0000000
  kodim08-shift	9.9631672
  kodim10-387x311-blocks4	9.9867210
  kodim10-noise1	9.9961958
  kodim11-387x311-noise3	9.9661541
  kodim11-blur2	9.1982517
  kodim13-387x311-blocks16	9.9125042
  kodim13-sharpen	9.7083044
  kodim16-387x311-noise12	9.0605335
  kodim16-blur10	8.0138741
  kodim18-387x311-blocks64	8.9215374
  kodim18-desaturate	9.6353645
  kodim20-387x311-shift	9.9271917
  kodim20-contrast	9.3132639
  """)
