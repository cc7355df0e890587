/// A support vector regression in libsvm's text form, as libvmaf's model files embed it.
///
/// A header of `key value` lines up to `SV`, then a line per support vector: its coefficient and `index:value` pairs.
/// The pairs are sparse: an index that is absent stands for 0. Source: libsvm's `svm_load_model`.
struct LibSVMText {
  let gamma: Double
  let rho: Double
  /// One row per support vector: coefficient, then `dimensions` values.
  let supportVectors: [Double]

  /// - Throws: `VMAFModelError.malformed` or `.unsupportedKind`
  init(_ text: String, dimensions: Int, file: String) throws(VMAFModelError) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: true)
    var header: [Substring: Substring] = [:]
    var body = lines[...]
    while let line = body.popFirst(), line != "SV" {
      let words = line.split(separator: " ", maxSplits: 1)
      if words.count == 2 { header[words[0]] = words[1] }
    }
    func number(_ key: Substring) throws(VMAFModelError) -> Double {
      guard let value = header[key].flatMap({ Double($0) }), value.isFinite else {
        throw .malformed(file: file, reason: "its regression has no \(key)")
      }
      return value
    }
    for (key, kind) in [("svm_type", "nu_svr"), ("kernel_type", "rbf")] as [(Substring, Substring)] {
      guard let found = header[key] else { throw .malformed(file: file, reason: "its regression has no \(key)") }
      guard found == kind else { throw .unsupportedKind(file: file, kind: "\(key) \(found)") }
    }
    gamma = try number("gamma")
    rho = try number("rho")
    guard let count = Int(exactly: try number("total_sv")), count > 0, body.count == count else {
      throw .malformed(file: file, reason: "it holds \(body.count) support vectors, not as many as total_sv states")
    }
    var rows: [Double] = []
    rows.reserveCapacity(count * (dimensions + 1))
    for (row, line) in body.enumerated() {
      rows.append(contentsOf: try Self.row(line, dimensions: dimensions, number: row + 1, file: file))
    }
    supportVectors = rows
  }

  private static func row(
    _ line: Substring, dimensions: Int, number: Int, file: String
  ) throws(VMAFModelError) -> [Double] {
    func malformed() -> VMAFModelError { .malformed(file: file, reason: "support vector \(number) cannot be read") }
    let words = line.split(separator: " ", omittingEmptySubsequences: true)
    guard let first = words.first, let coefficient = Double(first), coefficient.isFinite else { throw malformed() }
    var values = [Double](repeating: 0, count: dimensions + 1)
    values[0] = coefficient
    for word in words.dropFirst() {
      let parts = word.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, let index = Int(parts[0]), let value = Double(parts[1]), value.isFinite,
        (1...dimensions).contains(index)
      else { throw malformed() }
      values[index] = value
    }
    return values
  }
}
