import MetricKit
import Raster
import Testing

@Suite("What a picture must be") struct RequirementTests {
  @Test func sizeAndDepthOfTheReference() {
    let geometry = PictureGeometry(PreparedMetricsTests.picture(8))
    #expect(throws: Never.self) { try requireSameGeometry(geometry, PreparedMetricsTests.picture(8)) }
    #expect(throws: MetricError.mismatch("the reference is 8×8, the distorted picture 7×7")) {
      try requireSameGeometry(geometry, PreparedMetricsTests.picture(7))
    }
    #expect(throws: MetricError.mismatch("the reference has 8 bits, the distorted picture 10")) {
      try requireSameGeometry(geometry, PreparedMetricsTests.picture(8, bitDepth: 10))
    }
  }

  /// On the 8-bit scale, and chroma only where the metric reads it.
  @Test func steeringPlanesOfAPicture() throws {
    func plane(_ side: Int, _ value: Float) -> Plane<Float> { Plane(width: side, height: side, repeating: value) }
    let picture = Picture(
      luma: plane(8, 400), chroma: .init(cb: plane(4, 100), cr: plane(4, 200)), rgb: nil, bitDepth: 10)
    let luma = try SteeringInput(picture, for: ScriptedMetric(id: "a").descriptor)
    #expect(luma == SteeringInput(luma: plane(8, 100)))
    let both = ScriptedMetric(id: "a", reads: [.luma, .chroma]).descriptor
    let planes = try SteeringInput(picture, for: both)
    #expect(planes == SteeringInput(luma: plane(8, 100), chroma: .init(cb: plane(4, 25), cr: plane(4, 50))))
    #expect(try planes.requireChroma("a").cr == plane(4, 50))
    #expect(throws: MetricError.missingPlanes(metric: "a", needs: "Cb and Cr")) {
      try SteeringInput(PreparedMetricsTests.picture(8), for: both)
    }
    #expect(throws: MetricError.missingPlanes(metric: "a", needs: "Cb and Cr")) { try luma.requireChroma("a") }
  }

  @Test func chromaOfTheReferencesSize() throws {
    let plane = Plane<Float>(width: 4, height: 4, repeating: 1)
    let descriptor = ScriptedMetric(id: "a").descriptor
    #expect(throws: MetricError.missingPlanes(metric: "a", needs: "Cb and Cr")) {
      try requireChroma(like: plane, PreparedMetricsTests.picture(8), metric: descriptor)
    }
    func picture(_ side: Int) -> Picture {
      let chroma = Plane<Float>(width: side, height: side, repeating: 1)
      return Picture(
        luma: Plane(width: 8, height: 8, repeating: 9), chroma: .init(cb: chroma, cr: chroma), rgb: nil, bitDepth: 8)
    }
    #expect(try requireChroma(like: plane, picture(4), metric: descriptor).cb == plane)
    #expect(throws: MetricError.mismatch("the reference's chroma is 4×4, the distorted picture's 8×8")) {
      try requireChroma(like: plane, picture(8), metric: descriptor)
    }
  }

  @Test func theSmallestSide() {
    let metric = ScriptedMetric(id: "a", smallestSide: 9)
    #expect(throws: MetricError.tooSmall(metric: "a", width: 8, height: 8, smallestSide: 9)) {
      try metric.prepare(PreparedMetricsTests.picture(8))
    }
    #expect(throws: Never.self) { try metric.prepare(PreparedMetricsTests.picture(9)) }
  }

  /// Without motion a sequence is its pictures one by one, a picture late.
  @Test func stillsAreEvaluatedOneByOne() throws {
    var sequence = StillSequence(ScriptedMetric(id: "a", value: 0.5))
    let picture = PreparedMetricsTests.picture(8)
    #expect(try sequence.append(reference: picture, distorted: picture) == nil)
    #expect(try sequence.append(reference: picture, distorted: picture)?.score == 0.5)
    #expect(sequence.finish()?.score == 0.5)
    #expect(sequence.finish() == nil)
  }
}
