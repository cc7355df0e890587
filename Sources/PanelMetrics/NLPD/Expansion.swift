import Raster

/// How a level comes back to the finer one's size along one axis: stretched by linear interpolation, then smoothed.
///
/// n samples are stretched to 2n such that both ends meet (sample i of the 2n lies at i·(n − 1)/(2n − 1)), and the window of
/// the pyramid is laid over the 2n, mirrored at the ends. Both in one: every position takes at most four neighbours. Of an
/// odd size the last position is not used.
///
/// Source: IQA-pytorch 0.1, NLPD.py (`Upsample(scale_factor=2, mode="bilinear", align_corners=True)`).
struct Expansion {
  /// The neighbours that a position takes.
  typealias Weights = SIMD4<Float>

  /// For each position, the first of its neighbours.
  let starts: [Int]
  /// For each position, the weights of its neighbours; of fewer than four samples, 0 for those beyond the last.
  let weights: [Weights]

  /// From `count` samples, at least two, to `positions`, which are 2·count or one less.
  init(count: Int, positions: Int) {
    let stretched = 2 * count
    let window = [0, 1, 2, 1, 0].map { BandPyramid.window[$0] }
    var starts: [Int] = []
    var weights: [Weights] = []
    for position in 0..<positions {
      let sources = (-2...2).map { offset -> (index: Int, share: Double) in
        let index = mirrored(position + offset, stretched)
        let place = Double(index) * Double(count - 1) / Double(stretched - 1)
        // The last sample has no neighbour after it.
        let first = min(Int(place), count - 2)
        return (first, place - Double(first))
      }
      // Four neighbours are read at once: they end with the last sample.
      let start = sources.reduce(max(count - 4, 0)) { min($0, $1.index) }
      var sums = SIMD4<Double>.zero
      for (source, tap) in zip(sources, window) {
        sums[source.index - start] += tap * (1 - source.share)
        sums[source.index - start + 1] += tap * source.share
      }
      starts.append(start)
      weights.append(Weights(sums))
    }
    self.starts = starts
    self.weights = weights
  }
}
