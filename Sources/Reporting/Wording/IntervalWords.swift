import AuditRecord

/// What is said of intervals.
public enum IntervalWords {
  /// Why none is shown.
  public static let none = "fewer than \(RunSummary.leastImagesOfAnInterval) images have no 95 % interval"
  /// The same at the beginning of a sentence.
  public static let noneFirst = "F\(none.dropFirst())"
}
