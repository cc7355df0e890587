import TestSupport

/// Values of the class NLPD of PyPI's IQA-pytorch 0.1 (torch 2.13.0+cpu on the CPU, single precision; one channel,
/// luma of ten bits as the JPEG AI quality assessment framework makes it) for `ReferencePair.all` and `PhotographPair.all`,
/// recorded on 2026-11-30 by `Scripts/compare-nlpd --record`.
let recordedNLPDValues = RecordedValues(
  """
  pair	nlpd
  blocks10-189x200-grey	0.050994728
  blocks10-203x178	0.038019981
  blocks10-240x171-16bit	0.038969215
  blocks10-256x192	0.038564216
  blocks50-189x200	0.131364003
  blocks50-203x178	0.128809482
  blocks50-240x171-grey	0.165692315
  blocks50-256x192-16bit	0.126069322
  blur1-189x200-grey	0.078841887
  blur1-203x178	0.087230615
  blur1-240x171-16bit	0.081355713
  blur1-256x192	0.088349633
  blur6-189x200	0.187390879
  blur6-203x178	0.197250441
  blur6-240x171-grey	0.211654171
  blur6-256x192-16bit	0.221905529
  contrast-189x200	0.091179632
  contrast-203x178-16bit	0.087584831
  contrast-240x171	0.107850574
  contrast-256x192-grey	0.101965718
  desaturate-189x200-16bit	0.004831839
  desaturate-203x178-grey	0.000000000
  desaturate-240x171	0.009757417
  desaturate-256x192	0.009892114
  noise20-189x200-16bit	0.331497371
  noise20-203x178-grey	0.319310158
  noise20-240x171	0.321044683
  noise20-256x192	0.324162453
  noise4-189x200	0.091370128
  noise4-203x178-16bit	0.088187993
  noise4-240x171	0.086945869
  noise4-256x192-grey	0.086161144
  sharpen-189x200	0.091963798
  sharpen-203x178	0.083763666
  sharpen-240x171-grey	0.092777461
  sharpen-256x192-16bit	0.087118648
  shift-189x200-grey	0.002398579
  shift-203x178	0.023266817
  shift-240x171-16bit	0.010580695
  shift-256x192	0.014189784
  kodim01-387x311-blur2	0.207114950
  kodim01-blocks4	0.024573436
  kodim02-387x311-sharpen	0.052309211
  kodim02-noise3	0.073348716
  kodim03-387x311-blur10	0.207711950
  kodim03-blocks16	0.084609807
  kodim04-387x311-desaturate	0.008707287
  kodim04-noise12	0.239992976
  kodim06-387x311-contrast	0.071324587
  kodim06-blocks64	0.241692901
  kodim08-387x311-blocks1	0.005741604
  kodim08-shift	0.009818745
  kodim10-387x311-blocks4	0.032699030
  kodim10-noise1	0.024590740
  kodim11-387x311-noise3	0.057768408
  kodim11-blur2	0.153920576
  kodim13-387x311-blocks16	0.089290887
  kodim13-sharpen	0.093007095
  kodim16-387x311-noise12	0.244333506
  kodim16-blur10	0.236672446
  kodim18-387x311-blocks64	0.252098292
  kodim18-desaturate	0.007110358
  kodim20-387x311-shift	0.018308831
  kodim20-contrast	0.055773627
  """)
