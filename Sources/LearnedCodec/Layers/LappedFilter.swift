import Glibc
import Raster

/// An orthogonal filter across the boundaries of 8×8 blocks: with it in front, a block transform becomes a lapped one,
/// which codes better and shows no block edges. The picture's own border is left alone.
///
/// T. D. Tran, J. Liang, C. Tu, "Lapped transform via time-domain pre- and post-filtering", IEEE Trans. Signal
/// Processing 51(6), 2003: `P = ½·[I J; J −I]·diag(I, V)·[I J; J −I]` with `V = J·(C_II)ᵀ·C_IV·J` (M = 8), where
/// `C_II` and `C_IV` are the orthonormal cosine transforms of length 4. The inverse is the transpose.
struct LappedFilter: Sendable {
  /// Samples that a boundary's filter sees: four on each side.
  static let span = 8

  /// The 8×8 matrix, row-major.
  let matrix: [Float]

  /// The filter with the coding gain of the type-II lapped orthogonal transform.
  init() {
    let half = Self.span / 2
    func cosineII(_ k: Int, _ n: Int) -> Double {
      let scale = k == 0 ? (1 / Double(half)).squareRoot() : (2 / Double(half)).squareRoot()
      return scale * cos(Double.pi * Double(k) * (Double(n) + 0.5) / Double(half))
    }
    func cosineIV(_ k: Int, _ n: Int) -> Double {
      (2 / Double(half)).squareRoot() * cos(Double.pi * (Double(k) + 0.5) * (Double(n) + 0.5) / Double(half))
    }
    func rotation(_ row: Int, _ column: Int) -> Double {
      (0..<half).reduce(0) { $0 + cosineII($1, half - 1 - row) * cosineIV($1, half - 1 - column) }
    }
    func butterfly(_ row: Int, _ column: Int) -> Double {
      if row + column == Self.span - 1 { return 1 }
      if row == column { return row < half ? 1 : -1 }
      return 0
    }
    func middle(_ row: Int, _ column: Int) -> Double {
      if row < half || column < half { return row == column ? 1 : 0 }
      return rotation(row - half, column - half)
    }
    func product(_ a: (Int, Int) -> Double, _ b: (Int, Int) -> Double, _ row: Int, _ column: Int) -> Double {
      (0..<Self.span).reduce(0) { $0 + a(row, $1) * b($1, column) }
    }
    let inner = (0..<(Self.span * Self.span)).map { product(middle, butterfly, $0 / Self.span, $0 % Self.span) }
    matrix = (0..<(Self.span * Self.span)).map { index in
      Float(0.5 * product(butterfly, { inner[$0 * Self.span + $1] }, index / Self.span, index % Self.span))
    }
  }

  /// Filters every block boundary inside the map, columns first.
  /// - Precondition: height and width are multiples of 8.
  /// - Complexity: O(count)
  func forward(_ input: FeatureMap) -> FeatureMap {
    var map = input
    horizontally(&map, transposed: false)
    vertically(&map, transposed: false)
    return map
  }

  /// The inverse, which is also the adjoint.
  /// - Precondition: height and width are multiples of 8.
  /// - Complexity: O(count)
  func inverse(_ input: FeatureMap) -> FeatureMap {
    var map = input
    vertically(&map, transposed: true)
    horizontally(&map, transposed: true)
    return map
  }

  private func horizontally(_ map: inout FeatureMap, transposed: Bool) {
    precondition(map.width % Self.span == 0)
    let width = map.width
    let rows = map.channels * map.height
    // Column k of the matrix that is applied.
    let columns = (0..<Self.span).map { k in
      var column = SIMD8<Float>.zero
      for lane in 0..<Self.span {
        column[lane] = transposed ? matrix[k * Self.span + lane] : matrix[lane * Self.span + k]
      }
      return column
    }
    map.values.withUnsafeMutableBufferPointer { values in
      columns.withUnsafeBufferPointer { columns in
        guard let base = values.baseAddress else { return }
        for row in 0..<rows {
          var samples = base + row * width + Self.span / 2
          let end = base + (row + 1) * width - Self.span / 2
          while samples < end {
            var result = SIMD8<Float>.zero
            for k in 0..<Self.span { result.addProduct(columns[k], SIMD8(repeating: samples[k])) }
            UnsafeMutableRawPointer(samples).storeBytes(of: result, as: SIMD8<Float>.self)
            samples += Self.span
          }
        }
      }
    }
  }

  private func vertically(_ map: inout FeatureMap, transposed: Bool) {
    precondition(map.height % Self.span == 0 && map.width % Self.span == 0)
    let width = map.width
    let weights = (0..<(Self.span * Self.span)).map { index in
      matrix[transposed ? (index % Self.span) * Self.span + index / Self.span : index]
    }
    map.values.withUnsafeMutableBufferPointer { values in
      weights.withUnsafeBufferPointer { weights in
        guard let base = values.baseAddress else { return }
        for channel in 0..<map.channels {
          for top in stride(from: Self.span / 2, to: map.height - Self.span / 2, by: Self.span) {
            let rows = base + (channel * map.height + top) * width
            for x in stride(from: 0, to: width, by: Self.span) {
              Self.filterColumns(rows + x, pitch: width, weights)
            }
          }
        }
      }
    }
  }

  /// Filters eight neighbouring columns across one boundary.
  @inline(__always)
  private static func filterColumns(
    _ samples: UnsafeMutablePointer<Float>, pitch: Int, _ weights: UnsafeBufferPointer<Float>
  ) {
    typealias Lanes = SIMD8<Float>
    func load(_ row: Int) -> Lanes { UnsafeRawPointer(samples + row * pitch).loadUnaligned(as: Lanes.self) }
    let copy = (load(0), load(1), load(2), load(3), load(4), load(5), load(6), load(7))
    for row in 0..<span {
      func weight(_ k: Int) -> Lanes { Lanes(repeating: weights[row * span + k]) }
      var sum = Lanes.zero
      sum += weight(0) * copy.0
      sum += weight(1) * copy.1
      sum += weight(2) * copy.2
      sum += weight(3) * copy.3
      sum += weight(4) * copy.4
      sum += weight(5) * copy.5
      sum += weight(6) * copy.6
      sum += weight(7) * copy.7
      UnsafeMutableRawPointer(samples + row * pitch).storeBytes(of: sum, as: Lanes.self)
    }
  }
}
