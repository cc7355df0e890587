import MetricKit
import PanelMetrics
import Raster
import TestSupport
import Testing

/// A descriptor's `reads` is what callers may leave out, and what an attack must move to be seen.
@Suite("What every panel metric reads") struct PlanesReadTests {
  static let ids = PanelMembers.all.map(\.descriptor.id)
  static let reference = BT709.picture(TestScene.image(width: 176, height: 168, seed: 51))
  static let distorted = BT709.picture(
    TestDistortion.noise(deviation: 6, seed: 4).applied(to: TestScene.image(width: 176, height: 168, seed: 51)))

  /// Every sample moved by a level that depends on its place.
  static func moved(_ plane: Plane<Float>) -> Plane<Float> {
    var plane = plane
    for index in 0..<plane.count { plane.samples[index] += Float(index % 5) * (plane.samples[index] < 128 ? 1 : -1) }
    return plane
  }

  /// The distorted picture with some of its planes moved.
  static func distorted(moving planes: PicturePlanes) throws -> Picture {
    let chroma = try #require(distorted.chroma)
    let rgb = try #require(distorted.rgb)
    return Picture(
      luma: planes.contains(.luma) ? moved(distorted.luma) : distorted.luma,
      chroma: planes.contains(.chroma) ? .init(cb: moved(chroma.cb), cr: moved(chroma.cr)) : chroma,
      rgb: planes.contains(.rgb)
        ? RGBPlanes(red: moved(rgb.red), green: moved(rgb.green), blue: moved(rgb.blue)) : rgb,
      bitDepth: 8)
  }

  @Test(arguments: ids) func isAllThatMovesIt(id: String) throws {
    let metric = try PanelMembers.member(id)
    let reads = metric.descriptor.reads
    let prepared = try metric.prepare(Self.reference)
    let score = try prepared.evaluate(Self.distorted).score
    for planes in [PicturePlanes.luma, .chroma, .rgb] {
      let found = try prepared.evaluate(try Self.distorted(moving: planes)).score
      #expect((found != score) == reads.contains(planes), "\(id) with other planes \(planes.rawValue): \(found)")
    }
  }
}
