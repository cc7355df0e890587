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
    get {
      switch feature {
      case .adm2: return adm2
      case .admScale0: return admScales[0]
      case .admScale1: return admScales[1]
      case .admScale2: return admScales[2]
      case .admScale3: return admScales[3]
      case .motion2: return motion2
      case .vifScale0: return vifScales[0]
      case .vifScale1: return vifScales[1]
      case .vifScale2: return vifScales[2]
      case .vifScale3: return vifScales[3]
      }
    }
    set {
      switch feature {
      case .adm2: adm2 = newValue
      case .admScale0: admScales[0] = newValue
      case .admScale1: admScales[1] = newValue
      case .admScale2: admScales[2] = newValue
      case .admScale3: admScales[3] = newValue
      case .motion2: motion2 = newValue
      case .vifScale0: vifScales[0] = newValue
      case .vifScale1: vifScales[1] = newValue
      case .vifScale2: vifScales[2] = newValue
      case .vifScale3: vifScales[3] = newValue
      }
    }
  }

  /// Name → value, as records and `Evaluation` hold them.
  var named: [String: Double] {
    Dictionary(uniqueKeysWithValues: VMAFFeature.allCases.map { ($0.rawValue, self[$0]) })
  }
}
