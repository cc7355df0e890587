import Foundation

/// Features and unclipped scores of libvmaf's scalar code.
///
/// `golden/vmaf-scalar/expected.json`: libvmaf 3.2.0 (source commit f85a8536), command-line tool, `--cpumask -1`,
/// doubles with 17 digits, so that reading them back gives the very bits.
public enum ScalarGolden {
  /// Where the values stand in the shared folder.
  public static let path = "golden/vmaf-scalar/expected.json"

  /// Case → model → frames → feature → value.
  public static func cases() throws -> [String: [String: [[String: Double]]]] {
    struct File: Decodable { let cases: [String: [String: [[String: Double]]]] }
    return try JSONDecoder().decode(File.self, from: SharedFolder.data(path)).cases
  }

  /// The value of a plain feature name in a frame, whatever libvmaf calls it (`integer_adm2_egl_1`, `adm2` …).
  public static func value(_ plain: String, in frame: [String: Double]) -> Double? {
    for (name, value) in frame {
      var stem = Substring(name)
      if stem.hasPrefix("integer_") { stem = stem.dropFirst("integer_".count) }
      if let option = stem.range(of: "_egl_") { stem = stem[..<option.lowerBound] }
      if stem == plain { return value }
    }
    return nil
  }
}
