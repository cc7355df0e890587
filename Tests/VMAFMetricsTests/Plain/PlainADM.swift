import MetricKit
import Raster

@testable import VMAFMetrics

// The cube root comes from the platform's C library; no other part of Foundation is needed.
import Glibc

/// The additive distortion metric (detail loss measure) of a picture at four wavelet levels, in libvmaf's float form.
///
/// Of each detail coefficient o of the reference, the distorted picture's t restores `r = clip(t / o, 0, 1)·o` and adds
/// `a = t − r`. Where the angle of (h, v) differs by less than 1° from the reference's, a gain up to the limit counts as
/// restored. With contrast sensitivity w, masking threshold `T = Σ_bands (Σ_3×3 |w·a| + |w·a|) / 30` and
/// `x = max(|w·r| − T, 0)`, a level's value is `Σ_bands (∛Σx³ + n) / Σ_bands (∛Σ|w·o|³ + n)`, n = ∛(area / 32), without
/// the outer 10 % of each side; ADM is the ratio of the sums over levels. 1 for a faithful copy.
///
/// Source: S. Li, F. Zhang, L. Ma, K. N. Ngan, "Image quality assessment by separately evaluating detail losses and
/// additive impairments", IEEE Trans. Multimedia 13(5), 2011, as libvmaf's `float_adm` computes it.
///
/// Deviates from libvmaf: r comes from limiting t between 0 and o, not from an approximate division, so a is exactly 0
/// where t is restored; sums over rows are in Double.
struct PlainADM<Scalar: PlainScalar>: Sendable {
  /// The number of wavelet levels.
  static var levelCount: Int { 4 }
  /// The share of each side that is left out.
  static var border: Double { 0.1 }
  /// The weight of the noise constant.
  static var noiseWeight: Double { 0.03125 }
  /// cos² 1°.
  static var cosineSquared: Scalar { 0.999_695_413_509_547_8 }

  /// The largest gain that counts as restored: 1 in the NEG models, 100 in the others.
  let gainLimit: Scalar
  /// Contrast sensitivity by level and band (h, v, d).
  let weights: [[Scalar]]

  init(options: VMAFFeatureOptions) {
    gainLimit = Scalar(options.admEnhancementGainLimit)
    weights = (0..<Self.levelCount).map {
      let weight = ADMWeights.level(
        $0, viewingDistance: options.admViewingDistance, displayHeight: options.admDisplayHeight)
      return [Scalar(weight.straight), Scalar(weight.straight), Scalar(weight.diagonal)]
    }
  }

  /// The part of a level that counts.
  struct Window: Sendable {
    let rows: Range<Int>
    let columns: Range<Int>

    init(width: Int, height: Int) {
      let left = Int(Double(width) * PlainADM.border - 0.5)
      let top = Int(Double(height) * PlainADM.border - 0.5)
      columns = left..<(width - left)
      rows = top..<(height - top)
    }

    /// ∛(area · weight), which stands for the noise of the eye.
    var noise: Double { cbrt(Double(rows.count * columns.count) * PlainADM.noiseWeight) }
  }

  /// Detail bands of one level, and for a picture in the place of the reference its denominator.
  struct Level: Sendable {
    let bands: PlainWavelet<Scalar>.Bands
    let window: Window
    /// Σ |w·o|³ of each band.
    let cubes: [Double]
    /// Σ_bands (∛Σ|w·o|³ + n).
    let denominator: Double

    func band(_ index: Int) -> Plane<Scalar> { index == 0 ? bands.h : (index == 1 ? bands.v : bands.d) }
  }

  /// The four levels of a plane.
  /// - Complexity: O(width · height)
  func levels(_ plane: Plane<Scalar>) -> [Level] {
    var image = plane
    return (0..<Self.levelCount).map { level in
      let bands = PlainWavelet.apply(image)
      image = bands.a
      let window = Window(width: image.width, height: image.height)
      let cubes = zip([bands.h, bands.v, bands.d], weights[level]).map { band, weight in
        cubeSum(window, width: band.width) { abs(weight * band.samples[$0]) }
      }
      let denominator = cubes.reduce(0) { $0 + cbrt($1) + window.noise }
      return Level(bands: bands, window: window, cubes: cubes, denominator: denominator)
    }
  }

  private func cubeSum(_ window: Window, width: Int, _ value: (Int) -> Scalar) -> Double {
    var total = 0.0
    for row in window.rows {
      var sum: Scalar = 0
      for column in window.columns {
        let x = value(row * width + column)
        sum += x * x * x
      }
      total += Double(sum)
    }
    return total
  }

  /// What of a level is restored and added, and what masking leaves of it.
  struct Decoupled {
    /// w·r by band.
    var restored: [[Scalar]]
    /// w·a by band.
    var additive: [[Scalar]]
    /// T.
    var threshold: [Scalar]
    /// Σ x³ by band.
    var cubes: [Double]
    /// Σ_bands (∛Σx³ + n).
    var numerator: Double
  }

  /// Σ_bands (∛Σx³ + n) of each level.
  func numerators(reference: [Level], distorted: [Level]) -> [Double] {
    (0..<Self.levelCount).map { decouple(reference[$0], distorted[$0], level: $0).numerator }
  }

  func decouple(_ reference: Level, _ distorted: Level, level: Int) -> Decoupled {
    let width = reference.bands.a.width
    let height = reference.bands.a.height
    let count = width * height
    var restored = [[Scalar]](repeating: [Scalar](repeating: 0, count: count), count: 3)
    var additive = restored
    var masking = [Scalar](repeating: 0, count: count)
    for index in 0..<count {
      let aligned = isAligned(reference, distorted, index)
      for band in 0..<3 {
        let o = reference.band(band).samples[index]
        let t = distorted.band(band).samples[index]
        let r = restore(o, t, aligned: aligned).value
        restored[band][index] = weights[level][band] * r
        additive[band][index] = weights[level][band] * (t - r)
        masking[index] += abs(additive[band][index])
      }
    }
    var threshold = [Scalar](repeating: 0, count: count)
    for row in reference.window.rows {
      for column in reference.window.columns {
        var sum = masking[row * width + column]
        for dy in -1...1 {
          for dx in -1...1 {
            sum += masking[Self.neighbour(row + dy, height) * width + Self.neighbour(column + dx, width)]
          }
        }
        threshold[row * width + column] = sum / 30
      }
    }
    let cubes = restored.map { band in
      cubeSum(reference.window, width: width) { max(abs(band[$0]) - threshold[$0], 0) }
    }
    let numerator = cubes.reduce(0) { $0 + cbrt($1) + reference.window.noise }
    return Decoupled(restored: restored, additive: additive, threshold: threshold, cubes: cubes, numerator: numerator)
  }

  /// The index that stands for a neighbour outside: −1 ↦ 1, n ↦ n − 1.
  static func neighbour(_ index: Int, _ count: Int) -> Int {
    index < 0 ? min(-index, count - 1) : min(index, count - 1)
  }

  /// Whether the angles of (h, v) in both pictures agree to 1°.
  private func isAligned(_ reference: Level, _ distorted: Level, _ index: Int) -> Bool {
    guard gainLimit > 1 else { return false }
    let oh = reference.bands.h.samples[index]
    let ov = reference.bands.v.samples[index]
    let th = distorted.bands.h.samples[index]
    let tv = distorted.bands.v.samples[index]
    let product = oh * th + ov * tv
    return product >= 0
      && product * product >= Self.cosineSquared * (oh * oh + ov * ov) * (th * th + tv * tv)
  }

  /// r, and its derivatives by o and t. At the ends of the clip, where t = 0 or t = o, t passes.
  private func restore(
    _ o: Scalar, _ t: Scalar, aligned: Bool
  ) -> (value: Scalar, byReference: Scalar, byDistorted: Scalar) {
    let credited = aligned ? gainLimit * o : o
    if o > 0 {
      if t < 0 { return (0, 0, 0) }
      return t <= credited ? (t, 0, 1) : (credited, credited / o, 0)
    }
    if o < 0 {
      if t > 0 { return (0, 0, 0) }
      return t >= credited ? (t, 0, 1) : (credited, credited / o, 0)
    }
    return (0, 0, 0)
  }
}

// MARK: - Gradient

extension PlainADM {
  /// The gradients of `Σ_k (numeratorWeights[k]·numerator + denominatorWeights[k]·denominator)` with respect to the
  /// plane in the place of the reference and to the distorted one.
  ///
  /// The cube root of an empty sum is taken to have derivative 0, and so are |w·r|, |w·a| and the masking at their kinks.
  /// - Complexity: O(width · height)
  func gradients(
    reference: [Level], distorted: [Level], numeratorWeights: [Double], denominatorWeights: [Double],
    width: Int, height: Int
  ) -> (reference: Plane<Scalar>, distorted: Plane<Scalar>) {
    var sizes = [(width, height)]
    for level in reference.dropLast() { sizes.append((level.bands.a.width, level.bands.a.height)) }
    let last = reference[Self.levelCount - 1].bands.a
    var referenceTotal = Plane<Scalar>(width: last.width, height: last.height, repeating: 0)
    var distortedTotal = referenceTotal
    for level in stride(from: Self.levelCount - 1, through: 0, by: -1) {
      var bands = levelGradient(
        reference[level], distorted[level], level: level, numeratorWeight: numeratorWeights[level],
        denominatorWeight: denominatorWeights[level])
      bands.reference.a = referenceTotal
      bands.distorted.a = distortedTotal
      referenceTotal = PlainWavelet.applyAdjoint(bands.reference, width: sizes[level].0, height: sizes[level].1)
      distortedTotal = PlainWavelet.applyAdjoint(bands.distorted, width: sizes[level].0, height: sizes[level].1)
    }
    return (referenceTotal, distortedTotal)
  }

  private func levelGradient(
    _ reference: Level, _ distorted: Level, level: Int, numeratorWeight: Double, denominatorWeight: Double
  ) -> (reference: PlainWavelet<Scalar>.Bands, distorted: PlainWavelet<Scalar>.Bands) {
    let width = reference.bands.a.width
    let height = reference.bands.a.height
    let parts = decouple(reference, distorted, level: level)
    // By |w·r| of each band, and by T.
    let byCube = parts.cubes.map { $0 > 0 ? Scalar(numeratorWeight / (cbrt($0) * cbrt($0))) : 0 }
    let byDenominatorCube = reference.cubes.map { $0 > 0 ? Scalar(denominatorWeight / (cbrt($0) * cbrt($0))) : 0 }
    var byRestored = [[Scalar]](repeating: [Scalar](repeating: 0, count: width * height), count: 3)
    var byMasking = [Scalar](repeating: 0, count: width * height)
    for row in reference.window.rows {
      for column in reference.window.columns {
        let index = row * width + column
        var byThreshold: Scalar = 0
        for band in 0..<3 {
          let x = max(abs(parts.restored[band][index]) - parts.threshold[index], 0)
          byRestored[band][index] = byCube[band] * x * x
          byThreshold -= byRestored[band][index]
        }
        byThreshold /= 30
        byMasking[index] += byThreshold
        for dy in -1...1 {
          for dx in -1...1 {
            byMasking[Self.neighbour(row + dy, height) * width + Self.neighbour(column + dx, width)] += byThreshold
          }
        }
      }
    }
    var byReference = PlainWavelet<Scalar>.Bands(width: width, height: height)
    var byDistorted = byReference
    for index in 0..<(width * height) {
      let aligned = isAligned(reference, distorted, index)
      let inside = reference.window.contains(index, width: width)
      for band in 0..<3 {
        let weight = weights[level][band]
        let o = reference.band(band).samples[index]
        let t = distorted.band(band).samples[index]
        let r = restore(o, t, aligned: aligned)
        let byR = weight * sign(parts.restored[band][index]) * byRestored[band][index]
        let byA = weight * sign(parts.additive[band][index]) * byMasking[index]
        var byO = (byR - byA) * r.byReference
        if inside {
          let weighted = weight * o
          byO += byDenominatorCube[band] * weighted * abs(weighted) * weight
        }
        byReference[band, index] = byO
        byDistorted[band, index] = (byR - byA) * r.byDistorted + byA
      }
    }
    return (byReference, byDistorted)
  }

  private func sign(_ x: Scalar) -> Scalar { x > 0 ? 1 : (x < 0 ? -1 : 0) }
}

extension PlainADM.Window {
  fileprivate func contains(_ index: Int, width: Int) -> Bool {
    rows.contains(index / width) && columns.contains(index % width)
  }
}

extension PlainWavelet.Bands {
  fileprivate subscript(band: Int, index: Int) -> Scalar {
    get { band == 0 ? h.samples[index] : (band == 1 ? v.samples[index] : d.samples[index]) }
    set {
      switch band {
      case 0: h.samples[index] = newValue
      case 1: v.samples[index] = newValue
      default: d.samples[index] = newValue
      }
    }
  }
}
