/// A feature that a model can read. Each is stated once, beside the extractor that computes it.
public struct VMAFFeature: Sendable, Hashable {
  /// The plain name that scores and records use, and libvmaf's models within longer ones.
  public let name: String
  /// The values between which fusions are looked at; nil for what no distorted picture changes.
  public let range: ClosedRange<Double>?
  /// Its values at the places of `FusionPlace.table`, in their order.
  let atPlaces: [Double]

  init(_ name: String, range: ClosedRange<Double>?, atPlaces: [Double]) {
    precondition(atPlaces.count == FusionPlace.names.count, "a value for each place")
    self.name = name
    self.range = range
    self.atPlaces = atPlaces
  }
}

extension VMAFFeature: CaseIterable, CustomStringConvertible {
  /// All of them, in the order of the extractors.
  public static var allCases: [VMAFFeature] { FeatureTable.extractors.flatMap(\.features) }

  /// The name.
  public var description: String { name }
}
