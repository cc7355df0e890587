// `vsnprintf` comes from the platform's C library; no other part of Foundation is needed.
import Glibc

extension VMAFFeatureOptions {
  /// The options of a model file: one dictionary per feature, possibly fewer than features.
  ///
  /// libvmaf would compute a feature once for each set of options that occurs; published models never differ within
  /// ADM, VIF or motion, so a file that does is refused.
  /// - Throws: `VMAFModelError`
  init(
    _ dictionaries: [[String: VMAFModelFile.Option]], kinds: [VMAFFeature], file: String
  ) throws(VMAFModelError) {
    guard dictionaries.count <= kinds.count else {
      throw .malformed(file: file, reason: "it has options for more features than it names")
    }
    self.init()
    var first: [Family: [String: VMAFModelFile.Option]] = [:]
    for (index, kind) in kinds.enumerated() {
      let options = index < dictionaries.count ? dictionaries[index] : [:]
      if let other = first[kind.family], other != options {
        throw .unsupportedKind(file: file, kind: "a model whose \(kind.family.rawValue) features differ in options")
      }
      first[kind.family] = options
      for (name, value) in options.sorted(by: { $0.key < $1.key }) {
        try set(name, to: value, file: file)
      }
    }
  }

  private mutating func set(
    _ name: String, to value: VMAFModelFile.Option, file: String
  ) throws(VMAFModelError) {
    func number(in range: ClosedRange<Double>) throws(VMAFModelError) -> Double {
      let given: Double?
      switch value {
      case .number(let number): given = sixDigits(number)
      // libvmaf takes numbers in quotation marks, too, and those with all their digits.
      case .text(let text): given = Double(text)
      case .flag: given = nil
      }
      guard let given, range.contains(given) else {
        throw .malformed(
          file: file, reason: "\(name) must be a number from \(range.lowerBound) to \(range.upperBound)")
      }
      return given
    }
    // Ranges: libvmaf's option tables.
    switch name {
    case "adm_enhn_gain_limit": admEnhancementGainLimit = try number(in: 1...100)
    case "adm_norm_view_dist": admViewingDistance = try number(in: 0.75...24)
    case "adm_ref_display_height": admDisplayHeight = Int(try number(in: 1...4320))
    case "vif_enhn_gain_limit": vifEnhancementGainLimit = try number(in: 1...100)
    case "motion_max_val": motionMaximum = try number(in: 0...10_000)
    case "motion_fps_weight": motionFrameRateWeight = try number(in: 0...5)
    case "motion_force_zero":
      switch value {
      case .flag(let flag): motionForceZero = flag
      case .text("true"): motionForceZero = true
      case .text("false"): motionForceZero = false
      default: throw .malformed(file: file, reason: "\(name) must be true or false")
      }
    default: throw .unsupportedOption(file: file, option: name)
    }
  }
}

/// What libvmaf makes of an option's number: it keeps six significant digits (`%g` of the single-precision value).
private func sixDigits(_ value: Double) -> Double {
  var text = [CChar](repeating: 0, count: 32)
  let length = withVaList([Double(Float(value))]) { vsnprintf(&text, text.count, "%g", $0) }
  let digits = text.prefix(Int(max(0, length))).map { UInt8(bitPattern: $0) }
  return Double(String(decoding: digits, as: UTF8.self)) ?? value
}

private enum Family: String { case adm = "ADM", motion, vif = "VIF" }

extension VMAFFeature {
  fileprivate var family: Family {
    switch self {
    case .adm2, .admScale0, .admScale1, .admScale2, .admScale3: return .adm
    case .motion2: return .motion
    case .vifScale0, .vifScale1, .vifScale2, .vifScale3: return .vif
    }
  }
}
