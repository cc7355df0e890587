import Glibc

/// Whether an ICC profile is sRGB, and what it calls itself. (ICC.1:2010, sections 7, 9 and 10.)
///
/// The name alone is not enough: cameras and web services embed small profiles under other names that are sRGB to the
/// last digit, so the colorants and the tone curve decide where the profile has them.
struct ICCProfile {
  /// What the profile calls itself; empty where it does not say.
  let name: String
  /// Values under this profile may be taken as sRGB.
  let isSRGB: Bool

  /// Colorants of sRGB adapted to D50, X Y Z of red, green, blue: IEC 61966-2-1 as in the ICC's own sRGB profile.
  private static let colorants = [
    [0.4361, 0.2225, 0.0139], [0.3851, 0.7169, 0.0971], [0.1431, 0.0606, 0.7141],
  ]
  /// Profiles round and adapt a little differently; the nearest other space in use is ten times as far.
  private static let colorantTolerance = 0.005
  /// Admits the sampled curves in use and plain gamma 2.2, which differs from sRGB's curve by at most 0.008.
  private static let curveTolerance = 0.01

  /// Reads a profile; one that cannot be understood is not sRGB.
  init(_ bytes: UnsafeBufferPointer<UInt8>, fallbackName: String = "") {
    let reader = ByteReader(bytes: bytes)
    guard reader.has("acsp", at: 36) else {
      (name, isSRGB) = (fallbackName, false)
      return
    }
    let described = Self.description(reader)
    name = described.isEmpty ? fallbackName : described
    func hasCurve(_ signature: String) -> Bool {
      guard let tag = Self.tag(signature, reader) else { return false }
      return [0.1, 0.25, 0.5, 0.75, 0.9].allSatisfy { x in
        guard let y = Self.curve(tag, at: x) else { return false }
        return abs(y - Self.linear(x)) <= Self.curveTolerance
      }
    }
    func hasColorant(_ signature: String, _ expected: [Double]) -> Bool {
      guard let tag = Self.tag(signature, reader), tag.has("XYZ ", at: 0) else { return false }
      return expected.enumerated().allSatisfy { index, value in
        guard let found = Self.fixed(tag, 8 + 4 * index) else { return false }
        return abs(found - value) <= Self.colorantTolerance
      }
    }
    switch reader.tag(16) {
    case "RGB " where Self.tag("rXYZ", reader) != nil:
      isSRGB =
        zip(["rXYZ", "gXYZ", "bXYZ"], Self.colorants).allSatisfy(hasColorant)
        && ["rTRC", "gTRC", "bTRC"].allSatisfy(hasCurve)
    case "RGB ": isSRGB = name.lowercased().contains("srgb")
    case "GRAY": isSRGB = hasCurve("kTRC")
    default: isSRGB = false
    }
  }

  /// The remark for the record; nil for sRGB.
  var note: String? {
    isSRGB ? nil : "colour profile “\(name.isEmpty ? "without a name" : name)” is not sRGB; values are taken as sRGB"
  }

  /// sRGB's curve from code value to light, both in [0, 1].
  private static func linear(_ x: Double) -> Double {
    x > 0.04045 ? pow((x + 0.055) / 1.055, 2.4) : x / 12.92
  }

  private static func tag(_ signature: String, _ reader: ByteReader) -> ByteReader? {
    guard let count = reader.number(128, size: 4) else { return nil }
    // Profiles have some twenty tags; what is counted beyond the bytes ends the search.
    for index in 0..<min(count, 1000) {
      let entry = 132 + 12 * index
      guard let found = reader.tag(entry) else { return nil }
      guard found == signature, let offset = reader.number(entry + 4, size: 4),
        let size = reader.number(entry + 8, size: 4), let slice = reader.slice(offset, count: size)
      else { continue }
      return ByteReader(bytes: slice)
    }
    return nil
  }

  private static func fixed(_ reader: ByteReader, _ offset: Int) -> Double? {
    reader.number(offset, size: 4).map { Double(Int32(truncatingIfNeeded: $0)) / 65_536 }
  }

  /// A `curv` or `para` element's value at `x`.
  private static func curve(_ reader: ByteReader, at x: Double) -> Double? {
    if reader.has("curv", at: 0), let count = reader.number(8, size: 4) {
      if count == 0 { return x }
      if count == 1 { return reader.number(12, size: 2).map { pow(x, Double($0) / 256) } }
      let position = x * Double(count - 1)
      let index = min(Int(position), count - 2)
      guard let low = reader.number(12 + 2 * index, size: 2), let high = reader.number(14 + 2 * index, size: 2) else {
        return nil
      }
      return (Double(low) + (position - Double(index)) * Double(high - low)) / 65_535
    }
    guard reader.has("para", at: 0), let kind = reader.number(8, size: 2), let gamma = fixed(reader, 12) else {
      return nil
    }
    // y = (a·x + b)^g above the joint d, c·x below it (types 0 and 3); the other types are not used for sRGB.
    if kind == 0 { return pow(x, gamma) }
    guard kind == 3, let a = fixed(reader, 16), let b = fixed(reader, 20), let c = fixed(reader, 24),
      let d = fixed(reader, 28)
    else { return nil }
    return x >= d ? pow(a * x + b, gamma) : c * x
  }

  /// The text of `desc`: ASCII in version 2, UTF-16 in version 4.
  private static func description(_ reader: ByteReader) -> String {
    guard let tag = tag("desc", reader) else { return "" }
    if tag.has("desc", at: 0), let count = tag.number(8, size: 4), let text = tag.slice(12, count: count) {
      return printable(String(decoding: text.prefix { $0 != 0 }, as: UTF8.self))
    }
    if tag.has("mluc", at: 0), let size = tag.number(20, size: 4), let offset = tag.number(24, size: 4),
      let text = tag.slice(offset, count: size)
    {
      let units = stride(from: 0, to: text.count - 1, by: 2).map { UInt16(text[$0]) << 8 | UInt16(text[$0 + 1]) }
      return printable(String(decoding: units, as: UTF16.self))
    }
    return ""
  }

  /// One line of at most 80 characters without control characters, fit for a report.
  private static func printable(_ text: String) -> String {
    var line = text.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }.prefix(80)
    while line.last == " " { line.removeLast() }
    return String(String.UnicodeScalarView(line))
  }
}
