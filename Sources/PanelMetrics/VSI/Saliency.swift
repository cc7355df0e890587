import Glibc
import Raster

/// Saliency from simple priors (SDSP): what draws the eye, 0…1.
///
/// The picture is stretched to 256×256 and turned to CIE L*a*b*. Saliency is the product of the length of the band-passed
/// (L*, a*, b*) (log-Gabor filter, centre 0.021 cycles a sample, bandwidth 1.34), a Gaussian of the distance from the centre
/// (145 samples), and a liking for warm colours, `1 − e^(−(a² + b²)/0.001²)` of a* and b* each stretched to 0…1. It is
/// stretched back and its range becomes 0…1.
///
/// Source: L. Zhang, Z. Gu, H. Li, "SDSP: a novel saliency detection method by combining simple priors", ICIP (2013), and its
/// use in VSI; piq's form, with which this agrees, differs in the stretching and the white from the authors' `VSI.m`.
struct Saliency: Sendable {
  private static let side = 256
  private static let centreFrequency = 0.021
  private static let bandwidth = 1.34
  private static let spread = 145.0
  private static let warmth: Float = 0.001

  private let transform: PlaneTransform
  /// The log-Gabor filter over the number of samples.
  private let filter: [Vector]
  /// The Gaussian of the distance along one axis.
  private let centre: [Float]

  /// The filter, which is the same for all pictures.
  static let shared = Saliency()

  private init() {
    let side = Self.side
    let transform = PlaneTransform(width: side, height: side)
    let frequencies = FrequencyGrid.frequencies(side)
    var filter = [Vector](repeating: Vector(repeating: 0), count: transform.stripCount)
    for x in 0..<side {
      for y in 0..<side where x > 0 || y > 0 {
        let radius = (frequencies[x] * frequencies[x] + frequencies[y] * frequencies[y]).squareRoot()
        guard radius <= 0.5 else { continue }
        let ratio = log(radius / Self.centreFrequency)
        filter[x / 8 * transform.columnPitch + y][x % 8] = Float(
          exp(-ratio * ratio / (2 * Self.bandwidth * Self.bandwidth)) / Double(side * side))
      }
    }
    self.transform = transform
    self.filter = filter
    // The programs count the distance from the sample before the middle one.
    centre = (0..<side).map { index in
      let distance = Double(index - side / 2 + 1)
      return Float(exp(-distance * distance / (Self.spread * Self.spread)))
    }
  }

  /// The saliency of every pixel.
  /// - Complexity: O(width · height)
  func map(_ rgb: RGBPlanes) -> Plane<Float> {
    let side = Self.side
    let lab = LabFifty.convert(
      red: Stretch.toSquare(rgb.red, side), green: Stretch.toSquare(rgb.green, side),
      blue: Stretch.toSquare(rgb.blue, side))
    let band = lengths(lab)
    var small = [Float](repeating: 0, count: side * side)
    let a = WarmAxis(lab.a)
    let b = WarmAxis(lab.b)
    let steepness: Float = -1.442_695_040_888_963_4 / (Self.warmth * Self.warmth)
    withPointers(band, centre, lab.a, lab.b) { band, centre, aSamples, bSamples in
      withMutablePointers(&small) { target in
        for y in 0..<side {
          for x in registers(side) {
            let index = y &* side &+ x
            let first = a.stretched(aSamples.lanes(index))
            let second = b.stretched(bSamples.lanes(index))
            // Beyond 2^−126 nothing is left of 1 − e^….
            let exponent = ((first * first + second * second) * steepness).larger(SIMD8(repeating: -126))
            let warm = 1 - exponent.exp2()
            let near = centre.lanes(x) * centre[y]
            target.store(band.lanes(index) * near * warm, index)
          }
        }
      }
    }
    return Stretch.fromSquare(small, side, width: rgb.red.width, height: rgb.red.height)
  }

  /// The length of the band-passed colour. The filter is real and even, so one transform carries two planes.
  private func lengths(_ lab: LabPlanes) -> [Float] {
    func padded(_ samples: [Float]) -> PaddedPlane<Float> {
      PaddedPlane(Plane(width: Self.side, height: Self.side, samples: samples), adding: -(samples.first ?? 0))
    }
    let buffers = transform.allocateBuffers()
    let columns = Strip.allocate(transform.stripCount)
    defer {
      buffers.deallocate()
      columns.deallocate()
    }
    var squares = [Vector](repeating: Vector(repeating: 0), count: transform.stripCount)
    let spectra = [transform.spectrum(padded(lab.a), padded(lab.b)), transform.spectrum(padded(lab.lightness))]
    for (index, spectrum) in spectra.enumerated() {
      withPointers(filter) { filter in
        transform.inverseColumns(spectrum, buffers, into: columns) { filter[$0] }
      }
      for strip in 0..<transform.rowStrips {
        let result = transform.inverseRow(columns, strip, buffers.first, buffers.second)
        let start = strip * transform.rowPitch
        for x in 0..<Self.side {
          let re = result.re[x]
          // Of lightness alone the imaginary part is rounding noise.
          let im = index == 0 ? result.im[x] : SIMD8(repeating: 0)
          squares[start + x] += re * re + im * im
        }
      }
    }
    for index in squares.indices { squares[index] = squares[index].squareRoot() }
    return transform.rows(squares)
  }

  /// A chroma axis stretched to 0…1.
  private struct WarmAxis {
    let lowest: Float
    let factor: Float

    init(_ samples: [Float]) {
      let range = Stretch.extent(samples)
      lowest = range.lowerBound
      factor = range.upperBound > range.lowerBound ? 1 / (range.upperBound - range.lowerBound) : 0
    }

    @inline(__always) func stretched(_ values: Vector) -> Vector { (values - lowest) * factor }
  }
}
