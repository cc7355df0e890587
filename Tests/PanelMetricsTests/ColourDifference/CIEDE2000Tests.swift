import MetricKit
import PanelMetrics
import Raster
import TestSupport
import Testing

@Suite("CIEDE2000") struct CIEDE2000Tests {
  /// Table 1 of Sharma, Wu, Dalal (2005): L*, a*, b* of two colours and ΔE00 to four decimals.
  static let published: [[Double]] = [
    [50, 2.6772, -79.7751, 50, 0, -82.7485, 2.0425], [50, 3.1571, -77.2803, 50, 0, -82.7485, 2.8615],
    [50, 2.8361, -74.0200, 50, 0, -82.7485, 3.4412], [50, -1.3802, -84.2814, 50, 0, -82.7485, 1.0000],
    [50, -1.1848, -84.8006, 50, 0, -82.7485, 1.0000], [50, -0.9009, -85.5211, 50, 0, -82.7485, 1.0000],
    [50, 0, 0, 50, -1, 2, 2.3669], [50, -1, 2, 50, 0, 0, 2.3669], [50, 2.4900, -0.0010, 50, -2.4900, 0.0009, 7.1792],
    [50, 2.4900, -0.0010, 50, -2.4900, 0.0010, 7.1792], [50, 2.4900, -0.0010, 50, -2.4900, 0.0011, 7.2195],
    [50, 2.4900, -0.0010, 50, -2.4900, 0.0012, 7.2195], [50, -0.0010, 2.4900, 50, 0.0009, -2.4900, 4.8045],
    [50, -0.0010, 2.4900, 50, 0.0010, -2.4900, 4.8045], [50, -0.0010, 2.4900, 50, 0.0011, -2.4900, 4.7461],
    [50, 2.5, 0, 50, 0, -2.5, 4.3065], [50, 2.5, 0, 73, 25, -18, 27.1492], [50, 2.5, 0, 61, -5, 29, 22.8977],
    [50, 2.5, 0, 56, -27, -3, 31.9030], [50, 2.5, 0, 58, 24, 15, 19.4535], [50, 2.5, 0, 50, 3.1736, 0.5854, 1.0000],
    [50, 2.5, 0, 50, 3.2972, 0, 1.0000], [50, 2.5, 0, 50, 1.8634, 0.5757, 1.0000],
    [50, 2.5, 0, 50, 3.2592, 0.3350, 1.0000], [60.2574, -34.0099, 36.2677, 60.4626, -34.1751, 39.4387, 1.2644],
    [63.0109, -31.0961, -5.8663, 62.8187, -29.7946, -4.0864, 1.2630],
    [61.2901, 3.7196, -5.3901, 61.4292, 2.2480, -4.9620, 1.8731],
    [35.0831, -44.1164, 3.7933, 35.0232, -40.0716, 1.5901, 1.8645],
    [22.7233, 20.0904, -46.6940, 23.0331, 14.9730, -42.5619, 2.0373],
    [36.4612, 47.8580, 18.3852, 36.2715, 50.5065, 21.2231, 1.4146],
    [90.8027, -2.0831, 1.4410, 91.1528, -1.6435, 0.0447, 1.4441],
    [90.9257, -0.5406, -0.9208, 88.6381, -0.8985, -0.7239, 1.5381],
    [6.7747, -0.2908, -2.4247, 5.8714, -0.0985, -2.2286, 0.6377],
    [2.0776, 0.0795, -1.1350, 0.9033, -0.0636, -0.5514, 0.9082],
  ]

  @Test func twinGivesThePublishedDifferences() {
    #expect(Self.published.count == 34)
    for row in Self.published {
      let found = ColourDifferenceTwin.difference((row[0], row[1], row[2]), (row[3], row[4], row[5]))
      #expect(abs(found - row[6]) <= 5.1e-5, "\(row): \(found)")
    }
  }

  @Test func agreesWithScikitImage() throws { try recordedPiqValues.expectAgreement(of: CIEDE2000()) }

  /// Single precision holds a* and b* to 1e-5, and where a mean difference is small that is 6e-6 of it (measured).
  static let singlePrecision = 1e-5
  /// Where a mean difference is itself next to nothing, as the 1e-4 of greys.
  static let nothing = 1e-7

  /// Single precision, polynomials and no angles against the formula in Double.
  @Test func kernelsAreTheirTwin() throws {
    for (pair, pictures) in ReferencePictures.all {
      let (reference, distorted) = (BT709.rgbPlanes(of: pictures.reference), BT709.rgbPlanes(of: pictures.distorted))
      let expected = ColourDifferenceTwin.means(reference, distorted)
      let whole = try CIEDE2000().prepare(pictures.reference).evaluate(pictures.distorted).score
      let chromatic = try DeltaEab().prepare(pictures.reference).evaluate(pictures.distorted).score
      #expect(abs(whole - expected.whole) <= Self.singlePrecision * expected.whole + Self.nothing, "\(pair.name)")
      #expect(
        abs(chromatic - expected.chromatic) <= Self.singlePrecision * expected.chromatic + Self.nothing, "\(pair.name)")
    }
  }

  /// Every hue against its opposite and its neighbours, near grey and saturated, in sizes that end within a register.
  @Test(arguments: [1, 3, 8, 61]) func kernelsAreTheirTwinOnHardColours(width: Int) throws {
    func planes(_ seed: UInt64) -> RGBPlanes {
      func plane(_ label: String) -> Plane<Float> {
        var random = SeededRandom(seed: seed, label: label)
        var plane = Plane<Float>(width: width, height: 60, repeating: 0)
        for index in 0..<plane.count {
          // Thirds: corners of the cube, near grey, anything.
          let u = random.uniform()
          plane.samples[index] =
            index % 3 == 0 ? (u < 0.5 ? 0 : 255) : index % 3 == 1 ? Float(120 + (u * 4).rounded()) : Float(u * 255)
        }
        return plane
      }
      return RGBPlanes(red: plane("red"), green: plane("green"), blue: plane("blue"))
    }
    let (first, second) = (planes(1), planes(2))
    func picture(_ planes: RGBPlanes) -> Picture { Picture(luma: planes.red, chroma: nil, rgb: planes, bitDepth: 8) }
    let expected = ColourDifferenceTwin.means(first, second)
    let whole = try CIEDE2000().prepare(picture(first)).evaluate(picture(second)).score
    let chromatic = try DeltaEab().prepare(picture(first)).evaluate(picture(second)).score
    #expect(abs(whole - expected.whole) <= Self.singlePrecision * expected.whole)
    #expect(abs(chromatic - expected.chromatic) <= Self.singlePrecision * expected.chromatic)
  }

  /// Equal channels have the chroma of a white that is not quite the matrix's, and hardly any difference in it.
  @Test func greysHardlyDiffer() throws {
    let ramp = Plane<Float>(width: 256, height: 1, samples: (0..<256).map { Float($0) })
    let other = ramp.map { 255 - $0 }
    func picture(_ plane: Plane<Float>) -> Picture {
      Picture(luma: plane, chroma: nil, rgb: RGBPlanes(red: plane, green: plane, blue: plane), bitDepth: 8)
    }
    // White has a chroma of 0.005, black none.
    #expect(try DeltaEab().prepare(picture(ramp)).evaluate(picture(other)).score < 5e-3)
  }

  /// Both means come from one pass, and are what each metric gives alone.
  @Test func bothMeansAreComputedOnce() throws {
    let (_, pictures) = try #require(ReferencePictures.all.first)
    let joint = PreparedMetrics([CIEDE2000(), DeltaEab()], reference: pictures.reference)
    #expect(joint.computationCount == 1)
    let found = joint.evaluate(pictures.distorted)
    #expect(found.map(\.id) == ["ciede2000", "delta_e_ab"])
    for (metric, entry) in zip([CIEDE2000(), DeltaEab()] as [any QualityMetric], found) {
      #expect(try metric.prepare(pictures.reference).evaluate(pictures.distorted).score == entry.evaluation.score)
    }
  }
}
