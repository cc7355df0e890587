/// How much a score may be inflated before a report says so, where nobody asked for a limit, and where that comes from.
public struct InflationLimit: Sendable, Equatable {
  /// Where a limit comes from.
  public enum Source: String, Sendable, CaseIterable {
    /// It was published how large a difference is just noticed.
    case published
    /// What six points of VMAF NEG amount to on honest encodes: the median change of the metric from VMAF NEG 50, 56 … 86
    /// to six points more, on JPEG and WebP ladders of twelve photographs of 768×512 (`Scripts/calibrate-limits`;
    /// docs/metrics.md, "Default limits"). It is a convention, two digits of it, and no threshold of vision.
    case calibrated
  }

  /// The limit, in the metric's own unit.
  public let value: Double
  /// Where it comes from.
  public let source: Source

  private init(_ value: Double, _ source: Source) {
    self.value = value
    self.source = source
  }

  /// A difference that is just noticed, as published.
  public static func published(_ value: Double) -> InflationLimit { InflationLimit(value, .published) }
  /// What six points of VMAF NEG amount to on honest encodes.
  public static func calibrated(_ value: Double) -> InflationLimit { InflationLimit(value, .calibrated) }
}
