import MetricKit
import Raster

/// VMAF and VMAF NEG in fixed point: the scores that libvmaf's tools print by default.
///
/// Measures detail loss (``IntegerADM``), visual information fidelity (``IntegerVIF``) and motion (``IntegerMotion``) of
/// luma, fused by a support vector regression (``VMAFModel``). Points, 0 to 100, higher is better; a still compared with
/// itself scores 97.43 with the models for 1080 lines.
///
/// Source: Netflix, VMAF (2016) and VMAF NEG (2020), as libvmaf's scalar code computes the models `vmaf_v0.6.1`,
/// `vmaf_v0.6.1neg` and their forms for 4K. Features and scores equal it to the last bit.
/// Deviates from libvmaf: see ``IntegerADM`` for pictures of fewer than 33 columns or rows.
public struct IntegerVMAF: QualityMetric {
  /// Identifier under which it is registered.
  let id: String
  /// The name people know it by.
  let title: String
  /// Fusion and options of the features.
  public let model: VMAFModel
  /// The smooth form that steers attacks and training: the same fusion over the float features; nil for a model with a
  /// feature that has none.
  let smooth: FloatVMAF?

  /// The smallest width and height: below it VIF's coarsest scale has fewer than two samples to mirror.
  static let smallestSide = 16

  /// A model over the fixed-point features.
  public init(id: String, title: String, model: VMAFModel) {
    self.id = id
    self.title = title
    self.model = model
    smooth = model.isSmooth ? FloatVMAF(id: id, title: title, model: model) : nil
  }

  /// What the metric is.
  public var descriptor: MetricDescriptor {
    MetricDescriptor(
      id: id, title: title, unit: "points", direction: .higherIsBetter, range: 0...100, panel: nil,
      reads: model.reads, steers: smooth == nil ? [] : .luma, isSymmetric: false, smallestSide: Self.smallestSide,
      limit: .published(6), family: "vmaf",
      citation: model.citation)
  }

  /// Computes the reference's side; evaluations of any number of pictures may then run at once.
  /// - Complexity: O(width · height)
  public func prepare(_ reference: Picture) throws(MetricError) -> any PreparedMetric {
    try requireSmallestSide(reference.luma, descriptor)
    let analysed = IntegerVMAFReference(
      width: reference.width, height: reference.height, bitDepth: reference.bitDepth, model: model)
    analysed.fill(reference)
    return Prepared(metric: self, geometry: PictureGeometry(reference), reference: analysed)
  }

  private struct Prepared: PreparedMetric {
    let metric: IntegerVMAF
    let geometry: PictureGeometry
    let reference: IntegerVMAFReference

    func evaluate(_ distorted: Picture) throws(MetricError) -> Evaluation {
      try requireSameGeometry(geometry, distorted)
      return metric.model.evaluation(reference.features(distorted))
    }
  }
}
