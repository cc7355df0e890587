import Glibc
import Raster

/// How far the phases of a plane's frequencies agree at each position: 0 where they do not, 1 where all do.
///
/// Responses `R_{o,s}` of log-Gabor filters at four orientations o and four scales s are complex; with their sum `S_o` over
/// scales, the energy of an orientation is `Σ_s (Re(R·S*) − |Im(R·S*)|)/|S|`. What noise alone would give, T_o, is taken
/// off it, and the rest of all orientations is divided by `Σ_{o,s} |R|`. T_o is a Rayleigh distribution's mean plus
/// k = 2 deviations, over 1.7, its parameter from the median of `|R_{o,1}|²`.
///
/// Source: P. Kovesi, "Image features from phase congruency", Videre 1 (1999), equations 12 to 19 and his `phasecong2.m`
/// as FSIM uses it: wavelengths 6, 12, 24, 48; σ_f = 0.55; angular deviation π/4/1.2; low pass 0.45 of order 15.
///
/// The filters take as much memory as twice the plane, so pictures of one size share them.
final class PhaseCongruency: Sendable {
  private static let orientations = 4
  private static let wavelengths = [6.0, 12, 24, 48]
  private static let bandwidth = 0.55
  private static let angularDeviation = Double.pi / 4 / 1.2
  private static let cutoff = 0.45
  private static let order = 15.0
  private static let deviations = 2.0
  private static let overestimation = 1.7
  /// Stands in for a response of 0 where one is divided by.
  private static let tiny: Float = 1e-20

  private let transform: PlaneTransform
  /// Each scale's radial part, over the number of samples; 0 beyond the width.
  private let radial: [[SIMD8<Float>]]
  /// Each orientation's angular part.
  private let angular: [[SIMD8<Float>]]
  /// `T_o / √(median of |R_{o,1}|²)`.
  private let noise: [Float]

  /// Elements of a row of the map, whole registers.
  var rowLength: Int { transform.rowPitch }

  private static let prepared = SizeCache<PhaseCongruency>()

  /// The filters of a size, which FSIM, FSIMc and all pictures of that size share.
  /// - Complexity: O(width · height)
  static func ofSize(width: Int, height: Int) -> PhaseCongruency {
    prepared.value(width: width, height: height) { PhaseCongruency(width: width, height: height) }
  }

  private init(width: Int, height: Int) {
    let transform = PlaneTransform(width: width, height: height)
    let across = FrequencyGrid.frequencies(width)
    let down = FrequencyGrid.frequencies(height)
    var radial = [[SIMD8<Float>]](
      repeating: [SIMD8<Float>](repeating: SIMD8(repeating: 0), count: transform.stripCount),
      count: Self.wavelengths.count)
    var angular = [[SIMD8<Float>]](
      repeating: [SIMD8<Float>](repeating: SIMD8(repeating: 0), count: transform.stripCount),
      count: Self.orientations)
    let scale = 1 / Double(width * height)
    let spread = 2 * log(Self.bandwidth) * log(Self.bandwidth)
    for x in 0..<width {
      for y in 0..<height where x > 0 || y > 0 {
        let index = x / 8 * transform.columnPitch + y
        let radius = (across[x] * across[x] + down[y] * down[y]).squareRoot()
        let logarithm = log(radius)
        let lowPass = scale / (1 + exp(2 * Self.order * (logarithm - log(Self.cutoff))))
        for (s, wavelength) in Self.wavelengths.enumerated() {
          let octaves = logarithm + log(wavelength)
          radial[s][index][x % 8] = Float(exp(-octaves * octaves / spread) * lowPass)
        }
        let angle = atan2(-across[x], down[y])
        for o in 0..<Self.orientations {
          var distance = abs(angle - Double(o) * Double.pi / Double(Self.orientations))
          if distance > Double.pi { distance = 2 * Double.pi - distance }
          angular[o][index][x % 8] = Float(
            exp(-distance * distance / (2 * Self.angularDeviation * Self.angularDeviation)))
        }
      }
    }
    self.transform = transform
    self.radial = radial
    self.angular = angular
    noise = angular.map { Self.noiseFactor($0, radial, transform) }
  }

  /// T over the root of the median, for filters of one orientation.
  ///
  /// With `E{|R_1|²} = median/ln 2` and the filters' even parts `f_s` in space, the noise's energy² is
  /// `2·N·(Σ_s Σ f_s² + 2·Σ_{s<t} Σ f_s·f_t)`, N = E{|R_1|²}/Σ F_1²; the double sum is `Σ (Σ_s f_s)²`. By Parseval's theorem
  /// it is had from the even parts in frequency.
  private static func noiseFactor(
    _ angular: [SIMD8<Float>], _ radial: [[SIMD8<Float>]], _ transform: PlaneTransform
  ) -> Float {
    func filters(_ x: Int, _ y: Int) -> (sum: Double, first: Double) {
      let index = x / 8 * transform.columnPitch + y
      let direction = Double(angular[index][x % 8])
      let sum = radial.reduce(0) { $0 + Double($1[index][x % 8]) }
      return (direction * sum, direction * Double(radial[0][index][x % 8]))
    }
    var energy = 0.0
    var power = 0.0
    for x in 0..<transform.width {
      for y in 0..<transform.height {
        let here = filters(x, y)
        let opposite = filters((transform.width - x) % transform.width, (transform.height - y) % transform.height)
        let even = (here.sum + opposite.sum) / 2
        energy += even * even
        power += here.first * here.first
      }
    }
    let tau = (energy / power / log(2.0)).squareRoot()
    return Float(tau * ((Double.pi / 2).squareRoot() + deviations * (2 - Double.pi / 2).squareRoot()) / overestimation)
  }

  /// The map of a plane: `height · rowLength` numbers, those beyond the width without meaning.
  /// - Precondition: a plane of the size that was prepared.
  /// - Complexity: O(n · log n) for n samples
  func map(_ plane: Plane<Float>) -> [Float] {
    // No filter sees the mean; without it a flat plane is exactly 0.
    let spectrum = transform.spectrum(PaddedPlane(plane, adding: -(plane.samples.first ?? 0)))
    let count = transform.stripCount
    let buffers = transform.allocateBuffers()
    defer { buffers.deallocate() }
    let columns = Self.wavelengths.map { _ in Strip.allocate(count) }
    defer { for strip in columns { strip.deallocate() } }
    let rows = Self.wavelengths.map { _ in transform.allocateBuffers() }
    defer { for row in rows { row.deallocate() } }
    let zero = SIMD8<Float>(repeating: 0)
    var amplitudes = [SIMD8<Float>](repeating: zero, count: count)
    var congruent = [SIMD8<Float>](repeating: zero, count: count)
    var energies = [SIMD8<Float>](repeating: zero, count: count)
    var squares = [SIMD8<Float>](repeating: zero, count: count)
    for orientation in 0..<Self.orientations {
      for (scale, target) in columns.enumerated() {
        withPointers(radial[scale], angular[orientation]) { radial, angular in
          transform.inverseColumns(spectrum, buffers, into: target) { radial[$0] * angular[$0] }
        }
      }
      for strip in 0..<transform.rowStrips {
        let responses = (0..<columns.count).map { scale in
          transform.inverseRow(columns[scale], strip, rows[scale].first, rows[scale].second)
        }
        accumulate(responses, strip, &amplitudes, &energies, &squares)
      }
      let threshold = noise[orientation] * median(squares).squareRoot()
      let thresholds = SIMD8<Float>(repeating: threshold)
      for index in 0..<count { congruent[index] = congruent[index] + (energies[index] - thresholds).larger(zero) }
    }
    let tiny = SIMD8<Float>(repeating: Self.tiny)
    for index in 0..<count { congruent[index] = congruent[index] / amplitudes[index].larger(tiny) }
    return transform.rows(congruent)
  }

  /// Adds amplitudes, and writes energies and the first scale's squares, of one orientation in eight rows.
  private func accumulate(
    _ responses: [Strip], _ strip: Int, _ amplitudes: inout [SIMD8<Float>], _ energies: inout [SIMD8<Float>],
    _ squares: inout [SIMD8<Float>]
  ) {
    let (a, b, c, d) = (responses[0], responses[1], responses[2], responses[3])
    let start = strip * transform.rowPitch
    let mask = laneMask(transform.height - strip * 8, Float.self)
    let tiny = SIMD8<Float>(repeating: Self.tiny)
    withMutablePointers(&amplitudes, &energies, &squares) { amplitudes, energies, squares in
      for x in 0..<transform.width {
        let (e0, e1, e2, e3) = (a.re[x], b.re[x], c.re[x], d.re[x])
        let (o0, o1, o2, o3) = (a.im[x], b.im[x], c.im[x], d.im[x])
        let square = (e0 * e0).addingProduct(o0, o0)
        let even = (e0 + e1) + (e2 + e3)
        let odd = (o0 + o1) + (o2 + o3)
        let length = (even * even).addingProduct(odd, odd).squareRoot().larger(tiny)
        let (cosine, sine) = (even / length, odd / length)
        // The responses' parts along the sum add up to its length.
        let near = (e0 * sine - o0 * cosine).magnitudes + (e1 * sine - o1 * cosine).magnitudes
        let far = (e2 * sine - o2 * cosine).magnitudes + (e3 * sine - o3 * cosine).magnitudes
        let fine = square.squareRoot() + (e1 * e1).addingProduct(o1, o1).squareRoot()
        let coarse = (e2 * e2).addingProduct(o2, o2).squareRoot() + (e3 * e3).addingProduct(o3, o3).squareRoot()
        let index = start &+ x
        energies[index] = (even * cosine).addingProduct(odd, sine) - (near + far)
        squares[index] = square * mask
        amplitudes[index] = amplitudes[index] + (fine + coarse)
      }
    }
  }

  /// The median of the numbers that belong to the plane, the lower of two; none is negative.
  private func median(_ strips: [SIMD8<Float>]) -> Float {
    // Lanes beyond the plane are put out of the way below all others.
    let outside = strips.count * 8 - transform.width * transform.height
    return strips.withUnsafeBytes { bytes in
      let numbers = bytes.bindMemory(to: UInt32.self)
      return Float(bitPattern: smallest(outside + (transform.width * transform.height - 1) / 2, of: numbers))
    }
  }
}

/// The number of rank `rank` (0 the smallest): by counting the upper twelve bits, then sorting one of the classes.
/// - Complexity: O(n), and O(m · log m) for the m numbers of one class
func smallest(_ rank: Int, of numbers: UnsafeBufferPointer<UInt32>) -> UInt32 {
  var counts = [Int](repeating: 0, count: 4096)
  withMutablePointers(&counts) { counts in
    for number in numbers { counts[Int(number &>> 20)] &+= 1 }
  }
  var before = 0
  var place = 0
  while before + counts[place] <= rank {
    before += counts[place]
    place += 1
  }
  var candidates: [UInt32] = []
  candidates.reserveCapacity(counts[place])
  for number in numbers where Int(number &>> 20) == place { candidates.append(number) }
  candidates.sort()
  return candidates[rank - before]
}
