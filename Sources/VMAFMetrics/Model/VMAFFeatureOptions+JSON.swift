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
    var first: [String: [String: VMAFModelFile.Option]] = [:]
    for (index, kind) in kinds.enumerated() {
      let options = index < dictionaries.count ? dictionaries[index] : [:]
      for extractor in FeatureTable.extractors where extractor.features.contains(kind) {
        if let other = first[extractor.name], other != options {
          throw .unsupportedKind(file: file, kind: "a model whose \(extractor.name) features differ in options")
        }
        first[extractor.name] = options
      }
      for (name, value) in options.sorted(by: { $0.key < $1.key }) {
        try set(name, to: value, file: file)
      }
    }
  }

  private mutating func set(
    _ name: String, to value: VMAFModelFile.Option, file: String
  ) throws(VMAFModelError) {
    guard let option = FeatureTable.extractors.flatMap(\.options).first(where: { $0.name == name }) else {
      throw .unsupportedOption(file: file, option: name)
    }
    func number() throws(VMAFModelError) -> Double {
      let given: Double?
      switch value {
      case .number(let number): given = sixDigits(number)
      // libvmaf takes numbers in quotation marks, too, and those with all their digits.
      case .text(let text): given = Double(text)
      case .flag: given = nil
      }
      let range = option.range
      guard let given, range.contains(given) else {
        throw .malformed(
          file: file, reason: "\(name) must be a number from \(range.lowerBound) to \(range.upperBound)")
      }
      return given
    }
    switch option.place {
    case .number(let place): self[keyPath: place] = try number()
    case .whole(let place): self[keyPath: place] = Int(try number())
    case .flag(let place):
      switch value {
      case .flag(let flag): self[keyPath: place] = flag
      case .text("true"): self[keyPath: place] = true
      case .text("false"): self[keyPath: place] = false
      default: throw .malformed(file: file, reason: "\(name) must be true or false")
      }
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
