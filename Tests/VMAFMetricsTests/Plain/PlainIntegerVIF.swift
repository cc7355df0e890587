import Foundation

/// Fixed-point VIF in its plainest form: one loop per step, 64-bit sums, no vectors. The oracle of the fast kernels.
enum PlainIntegerVIF {
  static let taps: [[UInt64]] = [
    [489, 935, 1640, 2640, 3896, 5274, 6547, 7455, 7784, 7455, 6547, 5274, 3896, 2640, 1640, 935, 489],
    [1244, 3663, 7925, 12590, 14692, 12590, 7925, 3663, 1244],
    [3571, 16004, 26386, 16004, 3571],
    [10904, 43728, 10904],
  ]

  /// log2 of the numbers from 2^15 to 2^16, in steps of 1/2048.
  static let logarithms: [Int64] = (0...65535).map { $0 < 32767 ? 0 : Int64((log2f(Float($0)) * 2048).rounded()) }

  static func score(
    _ reference: [UInt16], _ distorted: [UInt16], width: Int, height: Int, bitDepth: Int, gainLimit: Double
  ) -> [Double] {
    var (r, d, w, h) = (reference.map(UInt64.init), distorted.map(UInt64.init), width, height)
    var scores: [Double] = []
    for scale in 0..<4 {
      let bits = scale == 0 ? bitDepth : 16
      if scale > 0 {
        let before = scale == 1 ? bitDepth : 16
        r = halved(r, w, h, taps[scale], shift: before)
        d = halved(d, w, h, taps[scale], shift: before)
        (w, h) = (w / 2, h / 2)
      }
      scores.append(statistics(r, d, w, h, taps[scale], bits: bits, gainLimit: gainLimit))
    }
    return scores
  }

  private static func mirror(_ index: Int, _ count: Int) -> Int {
    index < 0 ? -index : index >= count ? 2 * count - 2 - index : index
  }

  private static func vertical(
    _ p: [UInt64], _ w: Int, _ h: Int, _ taps: [UInt64], shift: Int
  ) -> [UInt64] {
    var out = p
    for y in 0..<h {
      for x in 0..<w {
        var sum: UInt64 = shift == 0 ? 0 : 1 << (shift - 1)
        for (k, tap) in taps.enumerated() { sum += tap * p[mirror(y + k - taps.count / 2, h) * w + x] }
        out[y * w + x] = sum >> shift
      }
    }
    return out
  }

  private static func horizontal(_ p: [UInt64], _ w: Int, _ h: Int, _ taps: [UInt64], shift: Int) -> [UInt64] {
    var out = p
    for y in 0..<h {
      for x in 0..<w {
        var sum: UInt64 = shift == 0 ? 0 : 1 << (shift - 1)
        for (k, tap) in taps.enumerated() { sum += tap * p[y * w + mirror(x + k - taps.count / 2, w)] }
        out[y * w + x] = sum >> shift
      }
    }
    return out
  }

  private static func halved(_ p: [UInt64], _ w: Int, _ h: Int, _ taps: [UInt64], shift: Int) -> [UInt64] {
    let smooth = horizontal(vertical(p, w, h, taps, shift: shift), w, h, taps, shift: 16)
    var out: [UInt64] = []
    for y in 0..<(h / 2) {
      for x in 0..<(w / 2) { out.append(smooth[2 * y * w + 2 * x]) }
    }
    return out
  }

  private static func statistics(
    _ r: [UInt64], _ d: [UInt64], _ w: Int, _ h: Int, _ taps: [UInt64], bits: Int, gainLimit: Double
  ) -> Double {
    func means(_ p: [UInt64]) -> [UInt64] {
      horizontal(vertical(p, w, h, taps, shift: bits), w, h, taps, shift: 0)
    }
    func products(_ a: [UInt64], _ b: [UInt64]) -> [UInt64] {
      horizontal(vertical(zip(a, b).map { $0 * $1 }, w, h, taps, shift: (bits - 8) * 2), w, h, taps, shift: 16)
    }
    let (m1, m2) = (means(r), means(d))
    let (rr, dd, rd) = (products(r, r), products(d, d), products(r, d))
    func difference(_ product: UInt64, _ a: UInt64, _ b: UInt64) -> Int32 {
      Int32(truncatingIfNeeded: product) &- Int32(truncatingIfNeeded: (a * b + 1 << 31) >> 32)
    }
    let noise: Int32 = 2 << 16
    var (numeratorLog, denominatorLog, numeratorFlat, denominatorFlat) = (Int64(0), Int64(0), Int64(0), Int64(0))
    for i in 0..<(w * h) {
      let s1 = difference(rr[i], m1[i], m1[i])
      let s2 = max(difference(dd[i], m2[i], m2[i]), 0)
      let s12 = difference(rd[i], m1[i], m2[i])
      guard s1 >= noise else {
        numeratorFlat += Int64(s2)
        denominatorFlat += 1
        continue
      }
      denominatorLog += log(UInt64(noise) + UInt64(s1)) - 2048 * 17
      guard s12 > 0, s2 > 0 else { continue }
      var gain = Double(s12) / (Double(s1) + 65536 * 1.0e-10)
      let residual = max(Int32(Double(s2) - gain * Double(s12)), 0)
      gain = min(gain, gainLimit)
      let below = UInt64(residual) + UInt64(noise)
      let above = UInt64(gain * gain * Double(s1)) + below
      numeratorLog += log(above) - log(below)
    }
    let numerator = Float(
      Double(numeratorLog) / 2048 + (Double(denominatorFlat) - Double(numeratorFlat) / 16384 / 65025))
    let denominator = Float(Double(denominatorLog) / 2048 + Double(denominatorFlat))
    return Double(numerator / denominator)
  }

  private static func log(_ value: UInt64) -> Int64 {
    let shift = 48 - value.leadingZeroBitCount
    return logarithms[Int(value >> UInt64(shift))] + 2048 * Int64(shift)
  }
}
