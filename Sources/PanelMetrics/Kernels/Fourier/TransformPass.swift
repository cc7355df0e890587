/// One pass of Stockham's transform: `radix` interleaved parts of length `groups` become one.
///
/// With stride s, groups m and radix r: `y[q + s·(r·p + k)] = w^(p·k) · Σ_j x[q + s·(p + m·j)]·e^(−2πi·jk/r)`,
/// `w = e^(−2πi/(r·m))`, for q < s and p < m.
struct TransformPass: Sendable {
  private let radix: Int
  private let groups: Int
  private let stride: Int
  /// `w^(p·k)` for k = 1 ..< radix of each p: real, imaginary.
  private let factors: [Float]
  /// `e^(−2πi·j/r)`, for the radices that have no formula of their own.
  private let roots: [Float]

  init(radix: Int, groups: Int, stride: Int) {
    self.radix = radix
    self.groups = groups
    self.stride = stride
    factors = (0..<groups).flatMap { p in
      (0..<radix).dropFirst().flatMap { k -> [Float] in
        let w = StripTransform.factor(p * k, radix * groups)
        return [Float(w.re), Float(w.im)]
      }
    }
    roots = (0..<radix).flatMap { j -> [Float] in
      let w = StripTransform.factor(j, radix)
      return [Float(w.re), Float(w.im)]
    }
  }

  /// Reads `source`, writes `target`.
  func run(_ source: Strip, _ target: Strip) {
    withPointers(factors) { factors in
      switch radix {
      case 2: runTwo(source, target, factors)
      case 3: runThree(source, target, factors)
      case 4: runFour(source, target, factors)
      case 5: runFive(source, target, factors)
      default: runAny(source, target, factors)
      }
    }
  }

  /// Eight complex numbers.
  private struct Value {
    var re: SIMD8<Float>
    var im: SIMD8<Float>

    @inline(__always) init(_ re: SIMD8<Float>, _ im: SIMD8<Float>) {
      self.re = re
      self.im = im
    }

    @inline(__always) static func + (a: Value, b: Value) -> Value { Value(a.re + b.re, a.im + b.im) }
    @inline(__always) static func - (a: Value, b: Value) -> Value { Value(a.re - b.re, a.im - b.im) }
    @inline(__always) func adding(_ a: Value, times b: Float) -> Value {
      let b = SIMD8<Float>(repeating: b)
      return Value(re.addingProduct(a.re, b), im.addingProduct(a.im, b))
    }
    @inline(__always) func scaled(_ b: Float) -> Value { Value(re * b, im * b) }
    /// −i times the number.
    @inline(__always) var turned: Value { Value(im, SIMD8(repeating: 0) - re) }
    @inline(__always) func times(_ factors: UnsafePointer<Float>, _ index: Int) -> Value {
      let wr = SIMD8<Float>(repeating: factors[2 * index])
      let wi = SIMD8<Float>(repeating: factors[2 * index + 1])
      let negated = SIMD8<Float>(repeating: -factors[2 * index + 1])
      return Value((re * wr).addingProduct(im, negated), (re * wi).addingProduct(im, wr))
    }
  }

  @inline(__always) private func load(_ strip: Strip, _ index: Int) -> Value { Value(strip.re[index], strip.im[index]) }
  @inline(__always) private func store(_ value: Value, _ strip: Strip, _ index: Int) {
    strip.re[index] = value.re
    strip.im[index] = value.im
  }

  /// Visits where a butterfly's first number is read and written, and its group, from the group after `skipped` on.
  @inline(__always)
  private func forEachButterfly(_ radix: Int, after skipped: Int = -1, _ body: (Int, Int, Int) -> Void) {
    for p in (skipped + 1)..<max(groups, skipped + 1) {
      for q in 0..<stride { body(q &+ stride &* p, q &+ stride &* radix &* p, p) }
    }
  }

  private func runTwo(_ source: Strip, _ target: Strip, _ factors: UnsafePointer<Float>) {
    forEachButterfly(2) { from, to, p in
      let a = load(source, from)
      let b = load(source, from &+ stride &* groups)
      store(a + b, target, to)
      store((a - b).times(factors, p), target, to &+ stride)
    }
  }

  private func runThree(_ source: Strip, _ target: Strip, _ factors: UnsafePointer<Float>) {
    let part = stride * groups
    forEachButterfly(3) { from, to, p in
      let a = load(source, from)
      let b = load(source, from &+ part)
      let c = load(source, from &+ 2 &* part)
      let sum = b + c
      let middle = a.adding(sum, times: -0.5)
      // √3/2.
      let side = (b - c).turned.scaled(0.866_025_403_784_438_6)
      store(a + sum, target, to)
      store((middle + side).times(factors, 2 &* p), target, to &+ stride)
      store((middle - side).times(factors, 2 &* p &+ 1), target, to &+ 2 &* stride)
    }
  }

  private func runFour(_ source: Strip, _ target: Strip, _ factors: UnsafePointer<Float>) {
    let part = stride * groups
    // The first group's factors are 1; in the last pass there is no other.
    for q in 0..<stride {
      let (y0, y1, y2, y3) = four(source, q, part)
      store(y0, target, q)
      store(y1, target, q &+ stride)
      store(y2, target, q &+ 2 &* stride)
      store(y3, target, q &+ 3 &* stride)
    }
    forEachButterfly(4, after: 0) { from, to, p in
      let (y0, y1, y2, y3) = four(source, from, part)
      store(y0, target, to)
      store(y1.times(factors, 3 &* p), target, to &+ stride)
      store(y2.times(factors, 3 &* p &+ 1), target, to &+ 2 &* stride)
      store(y3.times(factors, 3 &* p &+ 2), target, to &+ 3 &* stride)
    }
  }

  @inline(__always)
  private func four(_ source: Strip, _ from: Int, _ part: Int) -> (Value, Value, Value, Value) {
    let a = load(source, from)
    let b = load(source, from &+ part)
    let c = load(source, from &+ 2 &* part)
    let d = load(source, from &+ 3 &* part)
    let even = a + c
    let odd = b + d
    let turned = (b - d).turned
    return (even + odd, (a - c) + turned, even - odd, (a - c) - turned)
  }

  private func runFive(_ source: Strip, _ target: Strip, _ factors: UnsafePointer<Float>) {
    // Cosines and sines of 72° and 144°.
    let (c1, c2): (Float, Float) = (0.309_016_994_374_947_4, -0.809_016_994_374_947_4)
    let (s1, s2): (Float, Float) = (0.951_056_516_295_153_6, 0.587_785_252_292_473_1)
    let part = stride * groups
    forEachButterfly(5) { from, to, p in
      let a = load(source, from)
      let (b, e) = (load(source, from &+ part), load(source, from &+ 4 &* part))
      let (c, d) = (load(source, from &+ 2 &* part), load(source, from &+ 3 &* part))
      let (outer, inner) = (b + e, c + d)
      let (first, second) = ((b - e).turned, (c - d).turned)
      let near = a.adding(outer, times: c1).adding(inner, times: c2)
      let far = a.adding(outer, times: c2).adding(inner, times: c1)
      let nearSide = first.scaled(s1).adding(second, times: s2)
      let farSide = first.scaled(s2).adding(second, times: -s1)
      store(a + outer + inner, target, to)
      store((near + nearSide).times(factors, 4 &* p), target, to &+ stride)
      store((far + farSide).times(factors, 4 &* p &+ 1), target, to &+ 2 &* stride)
      store((far - farSide).times(factors, 4 &* p &+ 2), target, to &+ 3 &* stride)
      store((near - nearSide).times(factors, 4 &* p &+ 3), target, to &+ 4 &* stride)
    }
  }

  private func runAny(_ source: Strip, _ target: Strip, _ factors: UnsafePointer<Float>) {
    let part = stride * groups
    withPointers(roots) { roots in
      forEachButterfly(radix) { from, to, p in
        for k in 0..<radix {
          var sum = load(source, from)
          var turn = 0
          for j in 1..<radix {
            turn &+= k
            if turn >= radix { turn &-= radix }
            sum = sum + load(source, from &+ j &* part).times(roots, turn)
          }
          if k > 0 { sum = sum.times(factors, (radix &- 1) &* p &+ k &- 1) }
          store(sum, target, to &+ k &* stride)
        }
      }
    }
  }
}
