import MetricKit
import Raster

/// VMAF and VMAF NEG in libvmaf's float form: smooth, with a gradient.
///
/// Measures detail loss (``SmoothADM``), visual information fidelity (``SmoothVIF``) and motion of luma, fused by a support
/// vector regression (``VMAFModel``). Points, 0 to 100, higher is better; a still compared with itself scores 97.43.
///
/// Source: Netflix, VMAF (2016) and VMAF NEG (2020), as libvmaf computes the models `vmaf_float_v0.6.1` and
/// `vmaf_float_v0.6.1neg`.
///
/// Deviates from libvmaf: sums over rows are in Double (and see ``ADMPass``).
public struct FloatVMAF: QualityMetric {
  /// Identifier under which it is registered.
  let id: String
  /// The name people know it by.
  let title: String
  /// Fusion and options of the features.
  public let model: VMAFModel
  /// What it returns.
  public let target: FloatVMAFTarget
  let single: FloatVMAFCore<FloatLanes>
  let double: FloatVMAFCore<DoubleLanes>

  /// The smallest width and height: below it VIF's coarsest scale has fewer than two samples, which libvmaf would mirror
  /// outside its buffers.
  static let smallestSide = 16

  /// A model over the float features.
  public init(id: String, title: String, model: VMAFModel, target: FloatVMAFTarget = .score) {
    self.id = id
    self.title = title
    self.model = model
    self.target = target
    single = FloatVMAFCore(options: model.options)
    double = FloatVMAFCore(options: model.options)
  }

  /// What the metric is.
  public var descriptor: MetricDescriptor {
    let isScore: Bool
    if case .feature = target { isScore = false } else { isScore = true }
    return MetricDescriptor(
      id: id, title: title, unit: isScore ? "points" : "", direction: .higherIsBetter,
      range: isScore ? 0...100 : 0...Double.infinity, panel: nil, reads: .luma, steers: .luma,
      isSymmetric: false, smallestSide: Self.smallestSide, limit: isScore ? .published(6) : nil, family: "vmaf",
      citation: model.citation)
  }

  /// Analyses the reference's luma.
  /// - Complexity: O(width · height)
  public func prepare(_ reference: Picture) throws(MetricError) -> any PreparedMetric {
    Prepared(geometry: PictureGeometry(reference), steering: try steering(reference.luma8, place: .distorted))
  }

  private struct Prepared: PreparedMetric {
    let geometry: PictureGeometry
    let steering: Steering

    func evaluate(_ distorted: Picture) throws(MetricError) -> Evaluation {
      try requireSameGeometry(geometry, distorted)
      return steering.metric.evaluation(try steering.features(distorted.luma8))
    }
  }
}

// MARK: - From features to the target

extension FloatVMAF {
  /// The target, unclipped.
  func value(_ values: VMAFFeatureValues) -> Double {
    if case .feature(let feature) = target { return values[feature] }
    return model.predict(features: values.inputs(of: model))
  }

  /// The target, unclipped, and its derivative by each feature.
  func valueAndWeights(_ values: VMAFFeatureValues) -> (value: Double, weights: VMAFFeatureValues) {
    var weights = VMAFFeatureValues()
    if case .feature(let feature) = target {
      weights[feature] = 1
      return (values[feature], weights)
    }
    let (score, gradient) = model.predictWithGradient(values.inputs(of: model))
    for (feature, weight) in zip(model.features, gradient) {
      weights[feature.kind] = target == .monotoneScore ? max(weight, 0) : weight
    }
    return (score, weights)
  }

  private func evaluation(_ values: VMAFFeatureValues) -> Evaluation {
    if case .feature = target { return Evaluation(score: value(values), features: values.named) }
    return model.evaluation(values)
  }
}
