import Scoring

/// What is said of intervals.
public enum IntervalWords {
  /// Why none is shown.
  public static let none = "fewer than \(RunSummary.leastImagesOfAnInterval) images have no 95 % interval"
  /// The same at the beginning of a sentence.
  public static let noneFirst = "F\(none.dropFirst())"
}

extension RunSummary.Interval {
  /// The value, with the interval's ends in brackets where it has one.
  /// - Parameter ends: how the ends are written; nil as the value is.
  public func text(_ value: (Double) -> String, ends: ((Double) -> String)? = nil) -> String {
    func end(_ number: Double) -> String { ends?(number) ?? value(number) }
    return value(self.value) + (self.ends.map { " (\(end($0.lower)) … \(end($0.upper)))" } ?? "")
  }
}
