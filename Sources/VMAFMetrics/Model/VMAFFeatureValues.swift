/// The values of VMAF's features for one picture or frame; also, by feature, any weight that goes with them.
struct VMAFFeatureValues: Sendable, Equatable {
  /// Detail loss over all levels.
  var adm2 = 0.0
  /// Detail loss by level, finest first.
  var admScales = [0.0, 0.0, 0.0, 0.0]
  /// Motion of the reference; 0 for a still.
  var motion2 = 0.0
  /// Visual information fidelity by scale, finest first.
  var vifScales = [0.0, 0.0, 0.0, 0.0]

  subscript(feature: VMAFFeature) -> Double {
    get { self[keyPath: Self.place(of: feature)] }
    set { self[keyPath: Self.place(of: feature)] = newValue }
  }

  private static func place(of feature: VMAFFeature) -> WritableKeyPath<VMAFFeatureValues, Double> {
    switch feature {
    case .adm2: return \.adm2
    case .admScale0: return \.admScales[0]
    case .admScale1: return \.admScales[1]
    case .admScale2: return \.admScales[2]
    case .admScale3: return \.admScales[3]
    case .motion2: return \.motion2
    case .vifScale0: return \.vifScales[0]
    case .vifScale1: return \.vifScales[1]
    case .vifScale2: return \.vifScales[2]
    case .vifScale3: return \.vifScales[3]
    }
  }

  /// The values in the order of a model's features.
  func inputs(of model: VMAFModel) -> [Double] { model.features.map { self[$0.kind] } }

  /// Name → value, as records and `Evaluation` hold them.
  var named: [String: Double] {
    Dictionary(uniqueKeysWithValues: VMAFFeature.allCases.map { ($0.rawValue, self[$0]) })
  }
}
