// Roots and powers come from the platform's C library; no other part of Foundation is needed.
import Glibc

/// The reference's side of pooling: Σ |o|³ over the rows of one level, which makes the denominator.
struct ADMPooling {
  private let level: ADMLevel
  private let squareShift: UInt64
  private let columnShift: Int
  private let rowShift: Int
  private var sums: (UInt64, UInt64, UInt64) = (0, 0, 0)

  init(level: ADMLevel) {
    self.level = level
    if level.index == 0 {
      squareShift = 0
      columnShift = 0
      rowShift = max(0, ADMLevel.ceilLog2(level.window.rows.count * level.window.columns.count) - 20)
    } else {
      squareShift = level.index == 2 ? 30 : 31
      columnShift = ADMLevel.ceilLog2(level.window.columns.count)
      rowShift = ADMLevel.ceilLog2(level.window.rows.count)
    }
  }

  /// Adds a row of the level's detail.
  mutating func add(_ bands: ADMBandRow) {
    sums.0 &+= row(bands[0])
    sums.1 &+= row(bands[1])
    sums.2 &+= row(bands[2])
  }

  private func row(_ band: UnsafeRawPointer) -> UInt64 {
    let half = UInt64(bitPattern: ADMLevel.half(rowShift))
    let end = Words(repeating: Int32(truncatingIfNeeded: level.window.columns.upperBound))
    let places = Words(0, 1, 2, 3, 4, 5, 6, 7)
    var inner = Longs.zero
    var x = level.window.columns.lowerBound
    while x < level.window.columns.upperBound {
      let inside = WideLanes.greater(end, places &+ Words(repeating: Int32(truncatingIfNeeded: x)))
      let values = level.index == 0 ? FirstDecoupling.coefficients(band, x) : NextDecoupling.coefficients(band, x)
      let magnitudes = WideLanes.magnitude(values)
      inner &+= cubes(magnitudes, bits(inside)) &+ cubes(oddWords(magnitudes), oddWords(inside))
      x &+= 8
    }
    return (UInt64(bitPattern: inner.wrappedSum()) &+ half) >> UInt64(rowShift)
  }

  /// Cubes of the even words. A coarser level adds a whole, not a half, before it cuts the square, as libvmaf does; so
  /// every term is positive and a place outside must be taken out afterwards.
  @inline(__always)
  private func cubes(_ magnitude: Words, _ inside: Words) -> Longs {
    var square = bits(WideLanes.evenProductsUnsigned(magnitude, magnitude), as: SIMD4<UInt64>.self)
    if squareShift > 0 { square = (square &+ (1 << squareShift)) &>> SIMD4(repeating: squareShift) }
    let product = bits(WideLanes.evenProductsUnsigned(bits(square), magnitude), as: SIMD4<UInt64>.self)
    let rounded = product &+ UInt64(bitPattern: ADMLevel.half(columnShift))
    let keep = WideLanes.evenProducts(inside, Words(repeating: 1))
    let term = rounded &>> SIMD4(repeating: UInt64(columnShift))
    return bits(term, as: Longs.self) & keep
  }

  /// The level's denominator: Σ over orientations of the cube root of the pooled detail, plus the noise's.
  var score: Float {
    let whole = [18, 32, 27, 23][level.index]
    let scale = pow(2, Double(whole - rowShift - columnShift))
    func root(_ sum: UInt64, _ factor: Float) -> Float {
      powf(Float(Double(sum) / scale * pow(Double(factor), 3)), 1 / 3) + Self.noise(level)
    }
    let (straight, diagonal) = (level.sensitivity.straight, level.sensitivity.diagonal)
    return root(sums.0, straight) + root(sums.1, straight) + root(sums.2, diagonal)
  }

  /// The cube root of the noise that is pooled with the detail: 1/32 a coefficient.
  static func noise(_ level: ADMLevel) -> Float {
    powf(Float(Double(level.window.rows.count * level.window.columns.count) * 0.03125), 1 / 3)
  }
}
