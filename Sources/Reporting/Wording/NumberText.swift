import Foundation

/// Numbers as reports write them, whatever the locale and however large they are.
public enum NumberText {
  /// Scaled numbers up to this are whole to the last digit; larger ones are written as they are.
  private static let largestScaled = 9e15

  /// With `decimals` decimals, halves away from zero; never "-0.00". A number too large for that, or none, as short as
  /// reads back to it.
  public static func fixed(_ value: Double, _ decimals: Int) -> String {
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let scaled = (abs(value) * scale).rounded()
    guard scaled < largestScaled else { return "\(value)" }
    let digits = "\(Int(scaled))"
    let sign = value < 0 && scaled > 0 ? "-" : ""
    guard decimals > 0 else { return sign + digits }
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    return "\(sign)\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
  }

  /// With no more decimals than it needs, `decimals` at most and one at least.
  static func short(_ value: Double, _ decimals: Int) -> String {
    var text = fixed(value, decimals)
    guard let point = text.firstIndex(of: "."), !text.contains("e") else { return text }
    while text.last == "0", text.distance(from: point, to: text.endIndex) > 2 { text.removeLast() }
    return text
  }

  /// With `digits` significant digits and no trailing zeros.
  public static func significant(_ value: Double, _ digits: Int) -> String {
    value.isFinite ? String(format: "%.\(digits)g", value) : plain(value)
  }

  /// As short as reads back to the same number, whole numbers without a fraction.
  public static func plain(_ value: Double) -> String {
    if let whole = Int(exactly: value) { return "\(whole)" }
    return "\(value)"
  }

  /// A small number as a word, a larger one in digits.
  static func word(_ number: Int) -> String {
    let words = [
      "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    ]
    return words.indices.contains(number) ? words[number] : "\(number)"
  }

  /// With a sign in front, a real minus, and `decimals` decimals: a change, or inflation.
  public static func signed(_ value: Double, _ decimals: Int = 1) -> String {
    guard !value.isNaN else { return "\(value)" }
    let text = fixed(abs(value), decimals)
    return (value.isFinite && !isTelling(text) ? "±" : value < 0 ? "−" : "+") + text
  }

  /// With a plus in front where it is more than nothing: a change as terminals write it.
  public static func plus(_ value: Double, _ decimals: Int) -> String {
    let text = fixed(value, decimals)
    return value > 0 && isTelling(text) ? "+" + text : text
  }

  /// Whether a written number is not zero.
  private static func isTelling(_ text: String) -> Bool { text.contains { $0 != "0" && $0 != "." } }

  /// A share in per cent with `decimals` decimals: `2.4 %`.
  public static func percent(_ share: Double, _ decimals: Int = 1) -> String { "\(fixed(100 * share, decimals)) %" }

  /// With a real minus and `decimals` decimals: a score.
  static func score(_ value: Double, _ decimals: Int = 1) -> String {
    fixed(value, decimals).replacing("-", with: "−")
  }
}

/// "1 image", "12 images".
public func counted(_ number: Int, _ noun: String) -> String {
  "\(number) \(noun)\(number == 1 ? "" : "s")"
}
