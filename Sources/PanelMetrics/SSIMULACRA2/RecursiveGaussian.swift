import Glibc

/// A Gaussian filter as a sum of three recursions, with zeros outside the picture.
///
/// The window is `Σ β_k cos(ω_k·j)` for |j| < N, `ω_k = kπ/2N`, k = 1, 3, 5: three truncated cosines whose weights β give
/// it the sum, the variance and, as far as three terms can, the spectrum of a Gaussian. Each cosine is one recursion over
/// the sums of two inputs,
///
///     y_k[n] = n_k·(x[n − N − 1] + x[n + N − 1]) − d_k·y_k[n − 1] − y_k[n − 2],    y = y₁ + (y₃ + y₅)
///
/// Source: D. Charalampidis, "Recursive implementation of the Gaussian filter using truncated cosine functions", IEEE
/// TSP 64 (2016), equations 33 to 57.
///
/// The poles lie on the unit circle, so Float's rounding errors are carried along and are part of what programs that use
/// the filter compute. The steps are therefore taken in the order and with the fused products of libjxl's filter: down
/// the columns one by one, along the rows four outputs at a time, where lane l of a group is written out over the two
/// outputs before the group:
///
///     y[n + l] = Σ_{i ≤ l} u_i·n_k·x̃[n + l − i] + p_l·y[n − 1] + q_l·y[n − 2]
///
/// with u the recursion's response to an impulse, `p_l = u_{l+1}`, `q_l = −u_l`.
struct RecursiveGaussian: Sendable {
  /// N: the window has 2N − 1 taps.
  let radius: Int
  /// n_k and −d_k of the three recursions.
  let input: [Float]
  let feedback: [Float]
  /// `u_l·n_k`, `p_l` and `q_l` for the four lanes of each recursion.
  fileprivate let rowInput: [SIMD4<Float>]
  fileprivate let rowPrevious: [SIMD4<Float>]
  fileprivate let rowBefore: [SIMD4<Float>]

  /// Determines the window for a standard deviation in samples.
  init(sigma: Double) {
    let radius = (3.2795 * sigma + 0.2546).rounded()  // (57)
    let omega = [1, 3, 5].map { $0 * Double.pi / (2 * radius) }
    let sign = [1.0, -1, 1]
    let p = (0..<3).map { sign[$0] / tan(omega[$0] / 2) }  // (37)
    let r = (0..<3).map { sign[$0] * p[$0] * p[$0] / sin(omega[$0]) }  // (44)
    let rho = omega.map { exp(-sigma * sigma * $0 * $0 / 2) / radius }  // (50)
    func minor(_ i: Int, _ j: Int) -> Double { p[i] * r[j] - r[i] * p[j] }
    let zeta = [minor(1, 2) / minor(0, 1), minor(2, 0) / minor(0, 1)]  // (52)
    let beta = Self.solve(  // (53), with the rows of (56)
      [p, r, [zeta[0], zeta[1], 1]],
      [1, radius * radius - sigma * sigma, zeta[0] * rho[0] + zeta[1] * rho[1] + rho[2]])
    let n = (0..<3).map { -beta[$0] * cos(omega[$0] * (radius + 1)) }  // (33)
    let d = omega.map { -2 * cos($0) }
    self.radius = Int(radius)
    input = n.map { Float($0) }
    feedback = d.map { Float(-$0) }
    // The response to an impulse: u₀ = 1, u₁ = −d, u_{l+1} = −d·u_l − u_{l−1}.
    let u = d.map { [1, -$0, $0 * $0 - 1, 2 * $0 - $0 * $0 * $0, ($0 * $0 - 3) * $0 * $0 + 1] }
    func lanes(_ value: (Int) -> Double) -> SIMD4<Float> {
      SIMD4(Float(value(0)), Float(value(1)), Float(value(2)), Float(value(3)))
    }
    rowInput = (0..<3).map { k in lanes { u[k][$0] * n[k] } }
    rowPrevious = u.map { u in lanes { u[$0 + 1] } }
    rowBefore = u.map { u in lanes { -u[$0] } }
  }

  /// Cramer's rule for three equations.
  private static func solve(_ a: [[Double]], _ b: [Double]) -> [Double] {
    func determinant(_ m: [[Double]]) -> Double {
      m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1]) - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
        + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0])
    }
    let whole = determinant(a)
    return (0..<3).map { column in
      var replaced = a
      for row in 0..<3 { replaced[row][column] = b[row] }
      return determinant(replaced) / whole
    }
  }
}

/// The filter along two rows at a time, each in one half of a register.
struct RowPairFilter {
  /// Zeros that a row needs before its first sample and after its last one.
  static let margin = 16
  private let radius: Int
  private let recursion: (Coefficients, Coefficients, Coefficients)

  /// What one recursion multiplies with, for a single step (lane 0) and for a group of four.
  private struct Coefficients {
    let input: (SIMD8<Float>, SIMD8<Float>, SIMD8<Float>, SIMD8<Float>)
    let previous: SIMD8<Float>
    let before: SIMD8<Float>

    init(_ input: SIMD4<Float>, _ previous: SIMD4<Float>, _ before: SIMD4<Float>) {
      func twice(_ half: SIMD4<Float>) -> SIMD8<Float> { SIMD8(lowHalf: half, highHalf: half) }
      self.input = (
        twice(input), twice(SIMD4(0, input[0], input[1], input[2])), twice(SIMD4(0, 0, input[0], input[1])),
        twice(SIMD4(0, 0, 0, input[0]))
      )
      self.previous = twice(previous)
      self.before = twice(before)
    }

    /// Four outputs; in a single step the last three are not used.
    @inline(__always)
    func group(
      _ x: (SIMD8<Float>, SIMD8<Float>, SIMD8<Float>, SIMD8<Float>), _ state: State
    ) -> SIMD8<Float> {
      (x.0 * input.0).addingProduct(x.1, input.1).addingProduct(x.2, input.2).addingProduct(x.3, input.3)
        .addingProduct(before, state.before).addingProduct(previous, state.previous)
    }

    @inline(__always)
    func single(_ x: SIMD8<Float>, _ state: State) -> SIMD8<Float> {
      (x * input.0).addingProduct(before, state.before).addingProduct(previous, state.previous)
    }
  }

  /// The two outputs before the next, each filling its half of the register.
  private struct State {
    var previous = SIMD8<Float>(repeating: 0)
    var before = SIMD8<Float>(repeating: 0)

    @inline(__always) mutating func shift(_ output: SIMD8<Float>) {
      before = previous
      previous = broadcast0(output)
    }

    @inline(__always) mutating func advance(_ group: SIMD8<Float>) {
      before = broadcast2(group)
      previous = broadcast3(group)
    }
  }

  init(_ filter: RecursiveGaussian) {
    radius = filter.radius
    func coefficients(_ k: Int) -> Coefficients {
      Coefficients(filter.rowInput[k], filter.rowPrevious[k], filter.rowBefore[k])
    }
    recursion = (coefficients(0), coefficients(1), coefficients(2))
  }

  /// Filters `width` samples of two rows, which have `margin` zeros on either side.
  /// - Complexity: O(width)
  @inline(__always)
  func apply(
    _ upper: UnsafePointer<Float>, _ lower: UnsafePointer<Float>, _ upperTarget: UnsafeMutablePointer<Float>,
    _ lowerTarget: UnsafeMutablePointer<Float>, width: Int
  ) {
    var states = (State(), State(), State())
    var n = 1 - radius
    // libjxl takes single steps until the first multiple of four at which both inputs may lie inside, and at the end.
    let firstGroup = (radius + 1 + 3) / 4 * 4
    let lastGroup = width - radius + 1 - 3
    while n < min(firstGroup, width) {
      step(upper, lower, upperTarget, lowerTarget, n, &states)
      n &+= 1
    }
    while n < lastGroup {
      let left = n &- radius &- 1
      let right = n &+ radius &- 1
      let sum =
        SIMD8(lowHalf: upper.four(left), highHalf: lower.four(left))
        + SIMD8(lowHalf: upper.four(right), highHalf: lower.four(right))
      let x = (broadcast0(sum), broadcast1(sum), broadcast2(sum), broadcast3(sum))
      let first = recursion.0.group(x, states.0)
      let second = recursion.1.group(x, states.1)
      let third = recursion.2.group(x, states.2)
      states.0.advance(first)
      states.1.advance(second)
      states.2.advance(third)
      let output = first + (second + third)
      upperTarget.storeFour(output.lowHalf, n)
      lowerTarget.storeFour(output.highHalf, n)
      n &+= 4
    }
    while n < width {
      step(upper, lower, upperTarget, lowerTarget, n, &states)
      n &+= 1
    }
  }

  @inline(__always)
  private func step(
    _ upper: UnsafePointer<Float>, _ lower: UnsafePointer<Float>, _ upperTarget: UnsafeMutablePointer<Float>,
    _ lowerTarget: UnsafeMutablePointer<Float>, _ n: Int, _ states: inout (State, State, State)
  ) {
    let left = n &- radius &- 1
    let right = n &+ radius &- 1
    let sum = SIMD8(
      lowHalf: SIMD4(repeating: upper[left] + upper[right]), highHalf: SIMD4(repeating: lower[left] + lower[right]))
    let first = recursion.0.single(sum, states.0)
    let second = recursion.1.single(sum, states.1)
    let third = recursion.2.single(sum, states.2)
    states.0.shift(first)
    states.1.shift(second)
    states.2.shift(third)
    guard n >= 0 else { return }
    let output = first + (second + third)
    upperTarget[n] = output[0]
    lowerTarget[n] = output[4]
  }
}

// One lane of each half spread over its half: a single instruction.

@inline(__always) private func broadcast0(_ v: SIMD8<Float>) -> SIMD8<Float> {
  SIMD8(v[0], v[0], v[0], v[0], v[4], v[4], v[4], v[4])
}
@inline(__always) private func broadcast1(_ v: SIMD8<Float>) -> SIMD8<Float> {
  SIMD8(v[1], v[1], v[1], v[1], v[5], v[5], v[5], v[5])
}
@inline(__always) private func broadcast2(_ v: SIMD8<Float>) -> SIMD8<Float> {
  SIMD8(v[2], v[2], v[2], v[2], v[6], v[6], v[6], v[6])
}
@inline(__always) private func broadcast3(_ v: SIMD8<Float>) -> SIMD8<Float> {
  SIMD8(v[3], v[3], v[3], v[3], v[7], v[7], v[7], v[7])
}

extension UnsafePointer where Pointee == Float {
  @inline(__always) fileprivate func four(_ index: Int) -> SIMD4<Float> {
    UnsafeRawPointer(self + index).loadUnaligned(as: SIMD4<Float>.self)
  }
}

extension UnsafeMutablePointer where Pointee == Float {
  @inline(__always) fileprivate func storeFour(_ value: SIMD4<Float>, _ index: Int) {
    UnsafeMutableRawPointer(self + index).storeBytes(of: value, as: SIMD4<Float>.self)
  }
}
