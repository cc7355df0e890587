import Foundation

/// Numbers as reports write them, whatever the locale.
enum NumberText {
  /// With `decimals` decimals; never "-0.00".
  static func fixed(_ value: Double, _ decimals: Int) -> String {
    guard value.isFinite else { return plain(value) }
    let text = String(format: "%.\(decimals)f", value)
    return text.hasPrefix("-") && !text.contains { ("1"..."9").contains($0) } ? String(text.dropFirst()) : text
  }

  /// With `digits` significant digits and no trailing zeros.
  static func significant(_ value: Double, _ digits: Int) -> String {
    value.isFinite ? String(format: "%.\(digits)g", value) : plain(value)
  }

  /// As short as reads back to the same number, whole numbers without a fraction.
  static func plain(_ value: Double) -> String {
    if let whole = Int(exactly: value) { return "\(whole)" }
    return "\(value)"
  }

  /// A small number as a word, a larger one in digits.
  static func word(_ number: Int) -> String {
    let words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    return words.indices.contains(number) ? words[number] : "\(number)"
  }

  /// With a sign in front, a real minus, and `decimals` decimals: a change, or inflation.
  static func signed(_ value: Double, _ decimals: Int = 1) -> String {
    let text = fixed(abs(value), decimals)
    let isZero = !text.contains { ("1"..."9").contains($0) }
    return (isZero ? "±" : value < 0 ? "−" : "+") + text
  }

  /// With a real minus and `decimals` decimals: a score.
  static func score(_ value: Double, _ decimals: Int = 1) -> String {
    fixed(value, decimals).replacing("-", with: "−")
  }
}
