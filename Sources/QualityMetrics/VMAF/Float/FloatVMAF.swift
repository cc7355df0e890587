import Raster

/// VMAF and VMAF NEG in libvmaf's float form: smooth, with a gradient.
///
/// Measures detail loss (``FloatADM``), visual information fidelity (``FloatVIF``) and motion of luma, fused by a support
/// vector regression (``VMAFModel``). Points, 0 to 100, higher is better; a still compared with itself scores 97.43.
///
/// Source: Netflix, VMAF (2016) and VMAF NEG (2020), as libvmaf computes the models `vmaf_float_v0.6.1` and
/// `vmaf_float_v0.6.1neg`.
///
/// Deviates from libvmaf: sums over rows are in Double (and see ``FloatADM``).
public struct FloatVMAF: QualityMetric {
  /// Identifier and title under which it is registered.
  let id: String
  let title: String
  /// Fusion and options of the features.
  public let model: VMAFModel
  private let single: FloatVMAFCore<Float>
  private let double: FloatVMAFCore<Double>

  /// The smallest width and height: below it VIF's coarsest scale has fewer than two samples, which libvmaf would mirror
  /// outside its buffers.
  static let smallestSide = 16

  /// A model over the float features.
  public init(id: String, title: String, model: VMAFModel) {
    self.id = id
    self.title = title
    self.model = model
    single = FloatVMAFCore(options: model.options)
    double = FloatVMAFCore(options: model.options)
  }

  /// What the metric is.
  public var descriptor: MetricDescriptor {
    MetricDescriptor(
      id: id, title: title, unit: "points", direction: .higherIsBetter, range: 0...100, group: nil, votes: false,
      input: .luma, smallestSide: Self.smallestSide, defaultInflationLimit: 6, family: "vmaf",
      citation: "Netflix, VMAF NEG (2020), libvmaf model \(model.name)")
  }

  /// Analyses the reference's luma.
  /// - Complexity: O(width · height)
  public func prepare(_ reference: Picture) throws(MetricError) -> any PreparedMetric {
    Prepared(reference: reference, steering: try prepared(reference.luma8))
  }

  /// Scores a sequence: per frame, and with motion.
  /// - Throws: `MetricError` when the sequences differ in length or geometry.
  /// - Complexity: O(frames · width · height)
  public func evaluate(reference: [Picture], distorted: [Picture]) throws(MetricError) -> [Evaluation] {
    guard reference.count == distorted.count else {
      throw MetricError.mismatch("the reference has \(reference.count) frames, the distorted one \(distorted.count)")
    }
    var motion = FloatMotion()
    var frames: [VMAFFeatureValues] = []
    for (x, y) in zip(reference, distorted) {
      try requireSameGeometry(x, y)
      motion.append(x.luma8)
      frames.append(try prepared(x.luma8).features(y.luma8))
    }
    let motions = motion.motion2
    return frames.indices.map { index in
      frames[index].motion2 = motions[index]
      return evaluation(frames[index])
    }
  }

  private func prepared(_ luma: Plane<Float>) throws(MetricError) -> Steering {
    try requireSize(luma.width, luma.height)
    return Steering(metric: self, analysis: single.analyse(luma))
  }

  private func requireSize(_ width: Int, _ height: Int) throws(MetricError) {
    guard min(width, height) >= Self.smallestSide else {
      throw MetricError.tooSmall(metric: id, width: width, height: height, smallestSide: Self.smallestSide)
    }
  }

  private func inputs(_ values: VMAFFeatureValues) -> [Double] { model.features.map { values[$0.kind] } }

  private func evaluation(_ values: VMAFFeatureValues) -> Evaluation {
    Evaluation(score: model.clip(model.predict(features: inputs(values))), features: values.named)
  }

  private func weights(_ values: VMAFFeatureValues) -> (score: Double, weights: VMAFFeatureValues) {
    let (score, gradient) = model.predictWithGradient(inputs(values))
    var weights = VMAFFeatureValues()
    for (feature, weight) in zip(model.features, gradient) { weights[feature.kind] = weight }
    return (score, weights)
  }

  private struct Prepared: PreparedMetric {
    let reference: Picture
    let steering: Steering

    func evaluate(_ distorted: Picture) throws(MetricError) -> Evaluation {
      try requireSameGeometry(reference, distorted)
      return steering.metric.evaluation(try steering.features(distorted.luma8))
    }
  }

  private struct Steering: LumaDifferentiable {
    let metric: FloatVMAF
    let analysis: FloatVMAFCore<Float>.Analysis

    func features(_ luma: Plane<Float>) throws(MetricError) -> VMAFFeatureValues {
      metric.single.features(reference: analysis, distorted: try analyse(luma))
    }

    func value(_ luma: Plane<Float>) throws(MetricError) -> Double {
      metric.model.predict(features: metric.inputs(try features(luma)))
    }

    func valueAndGradient(_ luma: Plane<Float>) throws(MetricError) -> (value: Double, gradient: Plane<Float>) {
      let distorted = try analyse(luma)
      let (score, weights) = metric.weights(metric.single.features(reference: analysis, distorted: distorted))
      return (
        score, metric.single.gradientInDistorted(reference: analysis, distorted: distorted, weights: weights)
      )
    }

    private func analyse(_ luma: Plane<Float>) throws(MetricError) -> FloatVMAFCore<Float>.Analysis {
      guard luma.width == analysis.width && luma.height == analysis.height else {
        throw MetricError.mismatch(
          "the reference is \(analysis.width)×\(analysis.height), the distorted picture \(luma.width)×\(luma.height)")
      }
      return metric.single.analyse(luma)
    }
  }
}

extension FloatVMAF: DifferentiableMetric {
  /// The steering form for a reference's luma (8-bit scale).
  public func prepareDifferentiable(_ reference: Plane<Float>) throws(MetricError) -> any LumaDifferentiable {
    try prepared(reference)
  }

  /// Unclipped score and gradient in Double throughout.
  public func valueAndGradient(
    reference: Plane<Double>, distorted: Plane<Double>
  ) throws(MetricError) -> (value: Double, gradient: Plane<Double>) {
    try requireSize(reference.width, reference.height)
    let x = double.analyse(reference)
    let y = double.analyse(distorted)
    let (score, weights) = weights(double.features(reference: x, distorted: y))
    return (score, double.gradientInDistorted(reference: x, distorted: y, weights: weights))
  }
}
