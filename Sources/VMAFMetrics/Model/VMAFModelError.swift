/// Why a model file cannot be used. Every case names the file.
public enum VMAFModelError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The file cannot be read.
  case unreadable(file: String, reason: String)
  /// The file is not a VMAF model in libvmaf's JSON form.
  case malformed(file: String, reason: String)
  /// The model reads a feature that this program does not compute.
  case unsupportedFeature(file: String, feature: String)
  /// The model sets an option that this program does not have.
  case unsupportedOption(file: String, option: String)
  /// The model is of a kind that this program does not evaluate.
  case unsupportedKind(file: String, kind: String)

  /// A sentence for people.
  public var description: String {
    switch self {
    case .unreadable(let file, let reason): return "\(file): cannot be read: \(reason)"
    case .malformed(let file, let reason): return "\(file): not a VMAF model: \(reason)"
    case .unsupportedFeature(let file, let feature):
      return "\(file): the model needs the feature \(feature), which this program does not compute"
    case .unsupportedOption(let file, let option):
      return "\(file): the model sets \(option), which this program does not support"
    case .unsupportedKind(let file, let kind): return "\(file): \(kind) is not supported"
    }
  }
}
