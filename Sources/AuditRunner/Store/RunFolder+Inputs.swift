import AuditRecord
import Reporting

extension RunFolder {
  /// Makes sure that the images whose ladders or cases are there are still the files that were measured.
  /// - Throws: `RunError.usage` that names the images that are not.
  func requireUnchanged(_ images: [Dataset.Item], in folder: String) throws(RunError) {
    var recorded: [String: Set<String>] = [:]
    for ladder in ladders { if let input = ladder.input { recorded[ladder.image, default: []].insert(input) } }
    for measurement in cases.map(\.measurement) {
      if let input = measurement.input { recorded[measurement.key.image, default: []].insert(input) }
    }
    let changed = images.filter { item in
      guard let known = recorded[item.name] else { return false }
      return InputFingerprint.of(item.source).map { known != [$0] } ?? true
    }
    guard changed.isEmpty else {
      let names = changed.prefix(5).map(\.name).joined(separator: ", ") + (changed.count > 5 ? " …" : "")
      throw RunError.usage(
        "\(folder): cannot resume: the contents of \(names) have changed since; leave out --resume to replace the run, or "
          + "give another --output")
    }
  }
}
