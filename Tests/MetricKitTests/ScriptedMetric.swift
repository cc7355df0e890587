import AuditRecord
import MetricKit
import Raster

/// A metric whose value is given, and which counts how often it is prepared.
struct ScriptedMetric: QualityMetric {
  let id: String
  var value = 0.0
  var features: [String: Double] = [:]
  var smallestSide = 1
  var bytesPerPixel: Int?
  var reads = PicturePlanes.luma

  var descriptor: MetricDescriptor {
    MetricDescriptor(
      id: id, title: id, unit: "", direction: .higherIsBetter, range: 0...1,
      panel: bytesPerPixel.map { PanelRole(.structure, votes: true, bytesPerPixel: $0) }, reads: reads,
      isSymmetric: true, smallestSide: smallestSide, limit: .calibrated(0.1), family: id, citation: "")
  }

  func prepare(_ reference: Picture) throws(MetricError) -> any PreparedMetric {
    try requireSmallestSide(reference.luma, descriptor)
    return Prepared(metric: self, geometry: PictureGeometry(reference))
  }

  struct Prepared: PreparedMetric {
    let metric: ScriptedMetric
    let geometry: PictureGeometry

    func evaluate(_ distorted: Picture) throws(MetricError) -> Evaluation {
      try requireSameGeometry(geometry, distorted)
      return Evaluation(score: metric.value, features: metric.features)
    }
  }
}

/// One of several readings of a computation.
struct ScriptedReading: JointMetric {
  let metric: ScriptedMetric
  let computation: String
  var descriptor: MetricDescriptor { metric.descriptor }
  func prepare(_ reference: Picture) throws(MetricError) -> any PreparedMetric { try metric.prepare(reference) }
}

/// A metric that `container` computes on its way.
struct ScriptedPart: ContainedMetric {
  let metric: ScriptedMetric
  let container: String
  var descriptor: MetricDescriptor { metric.descriptor }
  func prepare(_ reference: Picture) throws(MetricError) -> any PreparedMetric { try metric.prepare(reference) }
}
