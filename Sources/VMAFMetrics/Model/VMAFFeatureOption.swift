/// An option of libvmaf's features: its name, what it may be, and where its value is held.
struct VMAFFeatureOption: Sendable {
  /// What kind it is, and its value among the options of a model.
  enum Place: Sendable {
    /// A number.
    case number(any WritableKeyPath<VMAFFeatureOptions, Double> & Sendable)
    /// A number of which the whole part counts.
    case whole(any WritableKeyPath<VMAFFeatureOptions, Int> & Sendable)
    /// True or false.
    case flag(any WritableKeyPath<VMAFFeatureOptions, Bool> & Sendable)
  }

  /// libvmaf's name.
  let name: String
  /// libvmaf's range; of a flag 0 to 1.
  let range: ClosedRange<Double>
  /// Where its value is held.
  let place: Place
}
