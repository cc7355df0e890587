extension VMAFModel {
  /// Reads a model in libvmaf's JSON form from a file.
  /// - Throws: `VMAFModelError`, which names the file and the reason.
  public init(path: String) throws(VMAFModelError) {
    try self.init(json: VMAFModelFile.bytes(path: path), name: path)
  }

  /// Reads a model in libvmaf's JSON form: the v0.6 family with any enhancement gain limits, bootstrap models among them.
  /// - Parameter name: what errors and records call it, usually the file's path.
  /// - Throws: `VMAFModelError`
  public init(json: [UInt8], name: String) throws(VMAFModelError) {
    let files = try VMAFModelFile.decode(json, file: name)
    try self.init(files[0], name: name)
    for file in files.dropFirst() {
      guard Self.bootstrapTypes.contains(file.type) else {
        throw .unsupportedKind(file: name, kind: "a collection of \(files.count) models that is no bootstrap")
      }
      let replicate = try Self(file, name: name)
      guard replicate.features.map(\.kind) == features.map(\.kind), replicate.options == options,
        replicate.arithmetic == arithmetic
      else { throw .unsupportedKind(file: name, kind: "a collection whose models read different features") }
      replicates.append(replicate)
    }
  }

  private static let bootstrapTypes = ["BOOTSTRAP_LIBSVMNUSVR", "RESIDUEBOOTSTRAP_LIBSVMNUSVR"]

  /// One model of a file.
  private init(_ file: VMAFModelFile.Model, name: String) throws(VMAFModelError) {
    guard file.type == "LIBSVMNUSVR" || Self.bootstrapTypes.contains(file.type) else {
      throw .unsupportedKind(file: name, kind: "the model type \(file.type)")
    }
    var kinds: [VMAFFeature] = []
    var arithmetics: Set<Arithmetic> = []
    for featureName in file.featureNames {
      guard let found = Self.feature(named: featureName) else {
        throw .unsupportedFeature(file: name, feature: Self.plainName(featureName))
      }
      kinds.append(found.kind)
      arithmetics.insert(found.arithmetic)
    }
    guard let arithmetic = arithmetics.first else { throw .malformed(file: name, reason: "it names no feature") }
    guard arithmetics.count == 1 else {
      throw .unsupportedKind(file: name, kind: "a mixture of fixed-point and floating-point features")
    }
    guard file.chromaCorrection == nil else {
      throw .unsupportedOption(file: name, option: "chroma_correction_parameter")
    }
    let normalisation = try Self.normalisation(file, count: kinds.count, name: name)
    var features: [Feature] = []
    for (index, kind) in kinds.enumerated() {
      let (slope, intercept) = normalisation[index + 1]
      features.append(Feature(kind: kind, slope: slope, intercept: intercept))
    }
    let options = try VMAFFeatureOptions(file.featureOptions ?? [], kinds: kinds, file: name)
    try Self.requireDistance(options, arithmetic, name: name)
    let regression = try LibSVMText(file.regression, dimensions: kinds.count, file: name)
    self.init(
      name: name, arithmetic: arithmetic, features: features, options: options, gamma: regression.gamma,
      rho: regression.rho, supportVectors: regression.supportVectors,
      outputSlope: normalisation[0].slope, outputIntercept: normalisation[0].intercept,
      transform: try VMAFScoreTransform(file.scoreTransform, file: name),
      clipRange: try Self.clipRange(file.scoreClip, name: name))
    guard arithmetic == .integer || isSmooth else {
      throw .unsupportedKind(file: name, kind: "a floating-point model of features that have no such form")
    }
    guard isFinite else { throw .malformed(file: name, reason: "its numbers leave no finite score") }
  }

  /// Slope and intercept of the score, then of each feature.
  private static func normalisation(
    _ file: VMAFModelFile.Model, count: Int, name: String
  ) throws(VMAFModelError) -> [(slope: Double, intercept: Double)] {
    switch file.normalisation {
    case "none": return [(slope: Double, intercept: Double)](repeating: (1, 0), count: count + 1)
    case "linear_rescale": break
    default: throw .unsupportedKind(file: name, kind: "the normalisation \(file.normalisation)")
    }
    guard let slopes = file.slopes, let intercepts = file.intercepts else {
      let missing = file.slopes == nil ? "slopes" : "intercepts"
      throw .malformed(file: name, reason: "\(missing) is missing at model_dict")
    }
    guard slopes.count == count + 1, intercepts.count == count + 1 else {
      throw .malformed(
        file: name,
        reason: "\(count) features need \(count + 1) slopes and intercepts, the file has \(slopes.count) and "
          + "\(intercepts.count)")
    }
    guard slopes[0] != 0 else { throw .malformed(file: name, reason: "the score's slope is 0") }
    return zip(slopes, intercepts).map { (slope: $0, intercept: $1) }
  }

  /// Fixed point holds weighted detail in 16 bits, which nearer displays' sensitivities exceed; libvmaf refuses them too.
  private static func requireDistance(
    _ options: VMAFFeatureOptions, _ arithmetic: Arithmetic, name: String
  ) throws(VMAFModelError) {
    let lines = options.admViewingDistance * Double(options.admDisplayHeight)
    guard arithmetic == .float || lines >= 3 * 1080 else {
      throw .unsupportedKind(
        file: name, kind: "adm_norm_view_dist · adm_ref_display_height of \(lines), below 3 · 1080, in fixed point")
    }
  }

  private static func clipRange(_ values: [Double]?, name: String) throws(VMAFModelError) -> ClosedRange<Double>? {
    guard let values else { return nil }
    guard values.count == 2, values[0] <= values[1] else {
      throw .malformed(file: name, reason: "score_clip needs a smallest and a largest score")
    }
    return values[0]...values[1]
  }

  /// The feature behind one of libvmaf's names, such as `VMAF_integer_feature_vif_scale0_score`.
  private static func feature(named name: String) -> (kind: VMAFFeature, arithmetic: Arithmetic)? {
    // Fixed point keeps ADM's scales under names of another form than the rest.
    let forms: [(prefix: String, suffix: String, arithmetic: Arithmetic)] = [
      ("VMAF_integer_feature_", "_score", .integer), ("VMAF_feature_", "_score", .float), ("integer_", "", .integer),
    ]
    for form in forms where name.hasPrefix(form.prefix) && name.hasSuffix(form.suffix) {
      let plain = String(name.dropFirst(form.prefix.count).dropLast(form.suffix.count))
      return VMAFFeature.allCases.first { $0.name == plain }.map { ($0, form.arithmetic) }
    }
    return nil
  }

  /// `Cambi_feature_cambi_score` → `cambi`: the name people know a feature by.
  private static func plainName(_ name: String) -> String {
    guard let marker = name.lastRange(ofText: "feature_") else { return name }
    let tail = name[marker.upperBound...]
    return String(tail.hasSuffix("_score") ? tail.dropLast("_score".count) : tail)
  }
}

extension String {
  /// The last place where `text` stands.
  fileprivate func lastRange(ofText text: String) -> Range<String.Index>? {
    var start = endIndex
    while start > startIndex {
      start = index(before: start)
      if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
    }
    return nil
  }
}

extension VMAFScoreTransform {
  /// The transform that a model file enables, or nil.
  fileprivate init?(_ file: VMAFModelFile.Transform?, file name: String) throws(VMAFModelError) {
    guard let file, file.enabled == true else { return nil }
    self.init()
    p0 = file.p0
    p1 = file.p1
    p2 = file.p2
    notAboveInput = file.notAboveInput == "true"
    notBelowInput = file.notBelowInput == "true"
    for pair in file.knots ?? [] {
      guard pair.count == 2 else { throw .malformed(file: name, reason: "a knot is a pair of numbers") }
      if let last = knots.last, !(last.input < pair[0] && last.output <= pair[1]) {
        throw .malformed(file: name, reason: "the knots of the score transform must rise")
      }
      knots.append(Knot(input: pair[0], output: pair[1]))
    }
  }
}
