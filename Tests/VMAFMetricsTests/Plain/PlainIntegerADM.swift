import Foundation

/// Fixed-point ADM in its plainest form: one loop per step, no vectors. The oracle of the fast kernels.
enum PlainIntegerADM {
  struct Result {
    var numerators: [Float] = []
    var denominators: [Float] = []
  }

  /// Horizontal, vertical and diagonal detail and the approximation, of one level.
  struct Bands {
    var a: [Int32]
    var h: [Int32]
    var v: [Int32]
    var d: [Int32]
    let width: Int
    let height: Int
    subscript(_ orientation: Int) -> [Int32] { [h, v, d][orientation] }
  }

  static let low: [Int64] = [15826, 27411, 7345, -4240]
  static let high: [Int64] = [-4240, -7345, 27411, -15826]

  static func score(
    _ reference: [UInt16], _ distorted: [UInt16], width: Int, height: Int, bitDepth: Int, gainLimit: Double,
    viewingDistance: Double = 3, displayHeight: Int = 1080
  ) -> (adm2: Double, scales: [Double]) {
    // Levels subtract half the range first so that the approximation fits 16 bits.
    let half = Int32(1 << (bitDepth - 1))
    var r = reference.map { Int32($0) - half }
    var d = distorted.map { Int32($0) - half }
    var (w, h) = (width, height)
    var (numerator, denominator) = (0.0, 0.0)
    var scales: [Double] = []
    for scale in 0..<4 {
      let (down, across) = [(bitDepth, 16), (0, 15), (16, 16), (16, 15)][scale]
      let o = transform(r, w, h, down: down, across: across)
      let t = transform(d, w, h, down: down, across: across)
      (r, d, w, h) = (o.a, t.a, o.width, o.height)
      let factors = sensitivities(scale, viewingDistance, displayHeight)
      let (restored, additive) = decouple(o, t, scale: scale, gainLimit: gainLimit)
      let top = masked(restored, additive, factors, scale: scale, viewingDistance, displayHeight)
      let bottom = scale == 0 ? cubes0(o, factors) : cubes(o, factors, scale: scale)
      numerator += Double(top)
      denominator += Double(bottom)
      scales.append(Double(top) / Double(bottom))
    }
    let limit = 1e-10 * Double(width * height) / (1920.0 * 1080.0)
    numerator = numerator < limit ? 0 : numerator
    denominator = denominator < limit ? 0 : denominator
    return (denominator == 0 ? 1 : numerator / denominator, scales)
  }

  static func transform(_ p: [Int32], _ w: Int, _ h: Int, down: Int, across: Int) -> Bands {
    let (hw, hh) = ((w + 1) / 2, (h + 1) / 2)
    // Before the first sample the picture is mirrored without, behind the last with repeating the edge.
    func place(_ index: Int, _ count: Int) -> Int {
      let inside = index < 0 ? -index : index >= count ? 2 * count - 1 - index : index
      return min(max(inside, 0), count - 1)
    }
    func rounded(_ sum: Int64, _ shift: Int) -> Int32 {
      Int32(truncatingIfNeeded: (sum + (shift == 0 ? 0 : 1 << (shift - 1))) >> Int64(shift))
    }
    var bands = Bands(a: [], h: [], v: [], d: [], width: hw, height: hh)
    for y in 0..<hh {
      var lows = [Int64](repeating: 0, count: w)
      var highs = lows
      for x in 0..<w {
        var (l, u) = (Int64(0), Int64(0))
        for k in 0..<4 {
          let sample = Int64(p[place(2 * y + k - 1, h) * w + x])
          l += low[k] * sample
          u += high[k] * sample
        }
        lows[x] = Int64(rounded(l, down))
        highs[x] = Int64(rounded(u, down))
      }
      for x in 0..<hw {
        func filtered(_ row: [Int64], _ taps: [Int64]) -> Int32 {
          rounded((0..<4).reduce(0) { $0 + taps[$1] * row[place(2 * x + $1 - 1, w)] }, across)
        }
        bands.a.append(filtered(lows, low))
        bands.v.append(filtered(lows, high))
        bands.h.append(filtered(highs, low))
        bands.d.append(filtered(highs, high))
      }
    }
    return bands
  }

  static func decouple(_ o: Bands, _ t: Bands, scale: Int, gainLimit: Double) -> (restored: Bands, additive: Bands) {
    let cosine = Float(cos(Double.pi / 180) * cos(Double.pi / 180))
    var (restored, additive) = (t, t)
    func narrow(_ value: Int32) -> Int32 { scale == 0 ? Int32(Int16(truncatingIfNeeded: value)) : value }
    for i in 0..<o.a.count {
      let (oh, ov, th, tv) = (Int64(o.h[i]), Int64(o.v[i]), Int64(t.h[i]), Int64(t.v[i]))
      let product = Double(Float(oh * th + ov * tv)) / 4096
      let (oo, tt) = (Double(Float(oh * oh + ov * ov)) / 4096, Double(Float(th * th + tv * tv)) / 4096)
      let aligned = product >= 0 && product * product >= Double(cosine) * oo * tt
      func part(_ o: Int32, _ t: Int32) -> Int32 {
        var ratio = Int64(32768)
        if o != 0 {
          var magnitude = Int64(o.magnitude)
          var shift = Int64(0)
          if magnitude >= 32768 {
            shift = Int64(17 - o.magnitude.leadingZeroBitCount)
            magnitude = (magnitude + 1 << (shift - 1)) >> shift
          }
          let reciprocal = (1 << 30) / magnitude * Int64(o.signum())
          ratio = min(max((reciprocal * Int64(t) + 1 << (14 + shift)) >> (15 + shift), 0), 32768)
        }
        var value = narrow(Int32((ratio * Int64(o) + 16384) >> 15))
        if aligned && ratio > 0 && o > 0 { value = narrow(Int32(min(Double(value) * gainLimit, Double(t)))) }
        if aligned && ratio > 0 && o < 0 { value = narrow(Int32(max(Double(value) * gainLimit, Double(t)))) }
        return value
      }
      restored.h[i] = part(o.h[i], t.h[i])
      restored.v[i] = part(o.v[i], t.v[i])
      restored.d[i] = part(o.d[i], t.d[i])
      additive.h[i] = narrow(t.h[i] &- restored.h[i])
      additive.v[i] = narrow(t.v[i] &- restored.v[i])
      additive.d[i] = narrow(t.d[i] &- restored.d[i])
    }
    return (restored, additive)
  }

  /// Reciprocals of the visibility thresholds of horizontal, vertical and diagonal detail.
  static func sensitivities(_ scale: Int, _ distance: Double, _ lines: Int) -> [Float] {
    let amplitudes: [[Float]] = [
      [0.67234, 0.72709], [0.41317, 0.49428], [0.22727, 0.28688], [0.11792, 0.15214],
    ]
    let resolution = Float(distance * Double(lines) * 3.14159265358979323846264338327 / 180)
    func step(_ gain: Float, _ amplitude: Float) -> Float {
      let f = Double(Float(0.401))
      let log = Float(log10(pow(2.0, Double(scale + 1)) * f * Double(gain) / Double(resolution)))
      return Float(2 * Double(Float(0.495)) * pow(10, Double(Float(0.466) * log * log)) / Double(amplitude))
    }
    let straight = 1 / step(1.0, amplitudes[scale][0])
    return [straight, straight, 1 / step(0.534, amplitudes[scale][1])]
  }

  static func border(_ count: Int) -> Int { Int(Double(count) * 0.1 - 0.5) }
  static func ceilLog2(_ value: Int) -> Int { Int(ceil(log2(Double(value)))) }
  static func half(_ shift: Int) -> Int64 { shift > 0 ? 1 << Int64(shift - 1) : 0 }

  static func masked(
    _ restored: Bands, _ additive: Bands, _ factors: [Float], scale: Int, _ distance: Double, _ lines: Int
  ) -> Float {
    let (w, h) = (restored.width, restored.height)
    var fixed: [Int64] = factors.map { Int64(Double($0) * 0x1p32) }
    if scale == 0 {
      fixed = [
        Int64(Double(factors[0]) * 0x1p21), Int64(Double(factors[1]) * 0x1p21), Int64(Double(factors[2]) * 0x1p23),
      ]
      if abs(distance * Double(lines) - 3240) < 1e-8 { fixed = [36453, 36453, 49417] }
    }
    func narrow(_ value: Int64) -> Int32 { Int32(Int16(truncatingIfNeeded: value)) }
    // Masking of each sample by its neighbours and by itself, summed over the orientations.
    var around = [Int32](repeating: 0, count: w * h)
    var centre = around
    for orientation in 0..<3 {
      for i in 0..<(w * h) {
        let sample = Int64(additive[orientation][i])
        if scale == 0 {
          let (half, shift) = orientation == 2 ? (65535, 17) : (16384, 15)
          let weighted = narrow((fixed[orientation] * sample + Int64(half)) >> Int64(shift))
          around[i] += narrow((4369 * Int64(weighted.magnitude) + 2048) >> 12)
          centre[i] += narrow((8738 * Int64(weighted.magnitude) + 2048) >> 12)
        } else {
          let weighted = Int32(truncatingIfNeeded: (fixed[orientation] * sample + 1 << 27) >> 28)
          around[i] &+= Int32(truncatingIfNeeded: (143_165_577 * Int64(weighted.magnitude) - 1 << 31) >> 32)
          centre[i] &+= Int32(truncatingIfNeeded: (286_331_153 * Int64(weighted.magnitude) - 1 << 31) >> 32)
        }
      }
    }
    func threshold(_ x: Int, _ y: Int) -> Int32 {
      var sum = centre[y * w + x]
      for dy in -1...1 {
        for dx in -1...1 where dx != 0 || dy != 0 {
          let row = y + dy < 0 ? 1 : min(y + dy, h - 1)
          let column = x + dx < 0 ? 1 : min(x + dx, w - 1)
          sum &+= around[min(row, h - 1) * w + min(column, w - 1)]
        }
      }
      return sum
    }
    let (left, top) = (border(w), border(h))
    let rows = ceilLog2(h)
    var total: Float = 0
    for orientation in 0..<3 {
      let diagonal = orientation == 2
      let columns = scale == 0 ? ceilLog2(w) - (diagonal ? 3 : 4) : ceilLog2(w)
      let square = scale == 0 ? (diagonal ? 30 : 29) : 30
      var accumulated = Int64(0)
      for y in top..<(h - top) {
        var inner = Int64(0)
        for x in left..<(w - left) {
          let sample = Int64(restored[orientation][y * w + x])
          var value: Int32
          if scale == 0 {
            value = Int32(truncatingIfNeeded: fixed[orientation] * sample)
            value = Int32(value.magnitude) &- (threshold(x, y) << (diagonal ? 12 : 10))
          } else {
            value = Int32(truncatingIfNeeded: (fixed[orientation] * sample + 1 << 27) >> 28)
            value = Int32(value.magnitude) &- threshold(x, y)
          }
          value = max(value, 0)
          let squared = Int32(truncatingIfNeeded: (Int64(value) * Int64(value) + half(square)) >> Int64(square))
          // A negative shift stands for libvmaf's 63, which leaves nothing.
          inner += columns < 0 ? 0 : (Int64(squared) * Int64(value) + half(columns)) >> Int64(columns)
        }
        accumulated += (inner + half(rows)) >> Int64(rows)
      }
      let power: Float
      if scale == 0 {
        power = Float(Double(accumulated) / pow(2, Double((diagonal ? 57 : 52) - columns - rows)))
      } else {
        power = Float(accumulated) / Float(pow(2, Double([45, 39, 36][scale - 1] - columns - rows)))
      }
      total += powf(power, 1 / 3) + powf(Float(Double((h - 2 * top) * (w - 2 * left)) * 0.03125), 1 / 3)
    }
    return total
  }

  static func cubes0(_ o: Bands, _ factors: [Float]) -> Float {
    let (w, h) = (o.width, o.height)
    let (left, top) = (border(w), border(h))
    let area = (h - 2 * top) * (w - 2 * left)
    let shift = max(0, ceilLog2(area) - 20)
    var total: Float = 0
    for orientation in 0..<3 {
      var sum = UInt64(0)
      for y in top..<(h - top) {
        let inner = (left..<(w - left)).reduce(UInt64(0)) {
          let m = UInt64(o[orientation][y * w + $1].magnitude)
          return $0 + m * m * m
        }
        sum += (inner + UInt64(half(shift))) >> UInt64(shift)
      }
      let value = Double(sum) / pow(2, Double(18 - shift)) * pow(Double(factors[orientation]), 3)
      total += powf(Float(value), 1 / 3) + powf(Float(Double(area) * 0.03125), 1 / 3)
    }
    return total
  }

  static func cubes(_ o: Bands, _ factors: [Float], scale: Int) -> Float {
    let (w, h) = (o.width, o.height)
    let (left, top) = (border(w), border(h))
    let (columns, rows) = (ceilLog2(w - 2 * left), ceilLog2(h - 2 * top))
    let square = UInt64([31, 30, 31][scale - 1])
    var total: Float = 0
    for orientation in 0..<3 {
      var sum = UInt64(0)
      for y in top..<(h - top) {
        let inner = (left..<(w - left)).reduce(UInt64(0)) {
          let m = UInt64(o[orientation][y * w + $1].magnitude)
          return $0 + ((m * m + 1 << square) >> square * m + UInt64(half(columns))) >> UInt64(columns)
        }
        sum += (inner + UInt64(half(rows))) >> UInt64(rows)
      }
      let scaleOf = pow(2, Double([32, 27, 23][scale - 1] - rows - columns))
      let value = Double(sum) / scaleOf * pow(Double(factors[orientation]), 3)
      total += powf(Float(value), 1 / 3) + powf(Float(Double((h - 2 * top) * (w - 2 * left)) * 0.03125), 1 / 3)
    }
    return total
  }
}
