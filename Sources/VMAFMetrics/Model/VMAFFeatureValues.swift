/// Values of features for one picture or frame; also, by feature, any weight that goes with them.
struct VMAFFeatureValues: Sendable, Equatable {
  private var values: [VMAFFeature: Double] = [:]

  /// No values.
  init() {}

  /// What a still has without being looked at: of features that no distorted picture changes, 0.
  static let still: VMAFFeatureValues = {
    var still = VMAFFeatureValues()
    for feature in VMAFFeature.allCases where feature.range == nil { still[feature] = 0 }
    return still
  }()

  /// The value of a feature; 0 for a weight that is not stated.
  subscript(feature: VMAFFeature) -> Double {
    get { values[feature] ?? 0 }
    set { values[feature] = newValue }
  }

  /// The values of several features, in their order.
  subscript(features: [VMAFFeature]) -> [Double] {
    get { features.map { self[$0] } }
    set { for (feature, value) in zip(features, newValue) { self[feature] = value } }
  }

  /// Takes over all values of `other`.
  mutating func add(_ other: VMAFFeatureValues) { values.merge(other.values) { $1 } }

  /// The values in the order of a model's features.
  func inputs(of model: VMAFModel) -> [Double] { self[model.features.map(\.kind)] }

  /// Name → value, as records and `Evaluation` hold them.
  var named: [String: Double] { Dictionary(uniqueKeysWithValues: values.map { ($0.key.name, $0.value) }) }
}
