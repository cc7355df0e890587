import Raster

/// The 9/7 wavelet of Cohen, Daubechies and Feauveau, by lifting, with mirrored ends: JPEG 2000's irreversible transform.
///
/// Scaled so that it is nearly orthonormal: the basis pictures of all bands have norms between 0.96 and 1.09 (with JPEG
/// 2000's scaling 0.5 to 34), so that an error of one unit costs about the same squared error of pixels in every band.
///
/// A transformed plane holds the coarsest band in its top left corner and, around it level by level, the details: of
/// columns to the right, of rows below, of both below right.
///
/// Source: I. Daubechies, W. Sweldens, "Factoring wavelet transforms into lifting steps", Journal of Fourier Analysis and
/// Applications 4 (1998), section 7.7; ITU-T T.800, annex F.
enum Wavelet97 {
  /// The weights of the two prediction and the two update steps, in their order.
  static let steps: [Float] = [-1.586134342, -0.05298011854, 0.8829110762, 0.4435068522]
  /// What the low half is multiplied with for an orthonormal scale; the high half is divided by it.
  static let lowGain: Float = 1.149604398

  /// The norms of the basis pictures of five levels, the finest first: details of columns or of rows, and of both. They are
  /// the same to 1e-3 in any picture, a few samples from its rim.
  static let norms: [(oneWay: Float, bothWays: Float)] = [
    (1.0113, 1.0404), (0.9984, 0.9672), (1.0458, 1.0396), (1.0668, 1.0751), (1.0729, 1.0858),
  ]
  /// The norm of the coarsest band's basis pictures after five levels.
  static let coarsestNorm: Float = 1.0602

  /// Transforms a plane in place, `levels` times on what is left of it.
  /// - Complexity: O(width · height)
  static func forward(_ plane: inout Plane<Float>, levels: Int) {
    var width = plane.width
    var height = plane.height
    let stride = plane.width
    for _ in 0..<levels {
      plane.samples.withUnsafeMutableBufferPointer { samples in
        guard let base = samples.baseAddress else { return }
        forwardRows(base, stride: stride, width: width, height: height)
        forwardColumns(base, stride: stride, width: width, height: height)
      }
      width = (width + 1) / 2
      height = (height + 1) / 2
    }
  }

  /// The inverse of `forward`, to what Float rounds.
  /// - Complexity: O(width · height)
  static func inverse(_ plane: inout Plane<Float>, levels: Int) {
    let stride = plane.width
    var sizes = [(width: plane.width, height: plane.height)]
    for level in 0..<levels { sizes.append(((sizes[level].width + 1) / 2, (sizes[level].height + 1) / 2)) }
    for size in sizes.dropLast().reversed() {
      plane.samples.withUnsafeMutableBufferPointer { samples in
        guard let base = samples.baseAddress else { return }
        inverseColumns(base, stride: stride, width: size.width, height: size.height)
        inverseRows(base, stride: stride, width: size.width, height: size.height)
      }
    }
  }

  private typealias Samples = UnsafeMutablePointer<Float>

  private static func forwardRows(_ base: Samples, stride: Int, width: Int, height: Int) {
    forEachRow(base, stride: stride, width: width, height: height) { row, line, low in
      for x in 0..<low { line[x] = row[2 &* x] }
      for x in low..<width { line[x] = row[2 &* (x &- low) &+ 1] }
      for (index, weight) in steps.enumerated() {
        lift(line, low: low, high: width - low, weight, predicting: index % 2 == 0)
      }
      for x in 0..<low { row[x] = line[x] * lowGain }
      for x in low..<width { row[x] = line[x] / lowGain }
    }
  }

  private static func inverseRows(_ base: Samples, stride: Int, width: Int, height: Int) {
    forEachRow(base, stride: stride, width: width, height: height) { row, line, low in
      for x in 0..<low { line[x] = row[x] / lowGain }
      for x in low..<width { line[x] = row[x] * lowGain }
      for (index, weight) in steps.enumerated().reversed() {
        lift(line, low: low, high: width - low, -weight, predicting: index % 2 == 0)
      }
      for x in 0..<low { row[2 &* x] = line[x] }
      for x in low..<width { row[2 &* (x &- low) &+ 1] = line[x] }
    }
  }

  /// Rows of more than one sample, each with room for a line, and the length of its low half.
  @inline(__always)
  private static func forEachRow(
    _ base: Samples, stride: Int, width: Int, height: Int, _ body: (_ row: Samples, _ line: Samples, _ low: Int) -> Void
  ) {
    guard width > 1 else { return }
    withUnsafeTemporaryAllocation(of: Float.self, capacity: width) { buffer in
      guard let line = buffer.baseAddress else { return }
      for y in 0..<height { body(base + y &* stride, line, (width + 1) / 2) }
    }
  }

  /// One lifting step of a line whose even samples stand before its odd ones; the mirror image of a sample outside is the
  /// neighbour on the other side.
  private static func lift(_ line: Samples, low: Int, high: Int, _ weight: Float, predicting: Bool) {
    let details = line + low
    if predicting {
      for x in 0..<(low &- 1) { details[x] += weight * (line[x] + line[x &+ 1]) }
      if high == low { details[high - 1] += weight * (line[low - 1] + line[low - 1]) }
    } else {
      line[0] += weight * (details[0] + details[0])
      for x in 1..<high { line[x] += weight * (details[x &- 1] + details[x]) }
      if low > high { line[low - 1] += weight * (details[high - 1] + details[high - 1]) }
    }
  }

  private static func forwardColumns(_ base: Samples, stride: Int, width: Int, height: Int) {
    forEachStrip(base, width: width, height: height) { base, width, copy in
      for (index, weight) in steps.enumerated() {
        lift(base, stride: stride, width: width, height: height, weight, predicting: index % 2 == 0)
      }
      reorder(base, stride: stride, width: width, height: height, copy) { y, low in
        y < low ? (2 * y, lowGain) : (2 * (y - low) + 1, 1 / lowGain)
      }
    }
  }

  private static func inverseColumns(_ base: Samples, stride: Int, width: Int, height: Int) {
    forEachStrip(base, width: width, height: height) { base, width, copy in
      reorder(base, stride: stride, width: width, height: height, copy) { y, low in
        y % 2 == 0 ? (y / 2, 1 / lowGain) : (low + y / 2, lowGain)
      }
      for (index, weight) in steps.enumerated().reversed() {
        lift(base, stride: stride, width: width, height: height, -weight, predicting: index % 2 == 0)
      }
    }
  }

  /// Strips of columns of more than one sample, each so narrow that it stays in the cache from the first lifting step to
  /// the last, with room for a copy.
  private static func forEachStrip(
    _ base: Samples, width: Int, height: Int, _ body: (_ base: Samples, _ width: Int, _ copy: Samples) -> Void
  ) {
    guard height > 1 else { return }
    let most = 64
    withUnsafeTemporaryAllocation(of: Float.self, capacity: most * height) { copy in
      guard let copy = copy.baseAddress else { return }
      for x in Swift.stride(from: 0, to: width, by: most) { body(base + x, min(most, width - x), copy) }
    }
  }

  /// One lifting step down all columns: odd rows are predicted from their neighbours, or even rows updated from theirs.
  private static func lift(
    _ base: Samples, stride: Int, width: Int, height: Int, _ weight: Float, predicting: Bool
  ) {
    for y in Swift.stride(from: predicting ? 1 : 0, to: height, by: 2) {
      // The mirror image of a row outside is the neighbour on the other side.
      let above = base + (y > 0 ? y - 1 : y + 1) * stride
      let below = base + (y + 1 < height ? y + 1 : y - 1) * stride
      let row = base + y * stride
      for x in 0..<width { row[x] += weight * (above[x] + below[x]) }
    }
  }

  /// Puts rows in another order, each multiplied by its gain.
  private static func reorder(
    _ base: Samples, stride: Int, width: Int, height: Int, _ copy: Samples,
    _ place: (Int, Int) -> (row: Int, gain: Float)
  ) {
    let low = (height + 1) / 2
    for y in 0..<height { (copy + y &* width).initialize(from: base + y &* stride, count: width) }
    for y in 0..<height {
      let (from, gain) = place(y, low)
      let (source, row) = (copy + from &* width, base + y &* stride)
      for x in 0..<width { row[x] = source[x] * gain }
    }
  }
}
