import AuditRecord
import Reporting

/// What progress says of a line.
extension RecordLine {
  /// Which piece of work it is.
  var part: String {
    switch key {
    case let key as CaseKey: return key.attack ?? ""
    case let key as LineKey: return key.part ?? ""
    default: return ""
    }
  }

  /// What went wrong; nil where nothing did.
  var problem: String? {
    switch self {
    case let line as CaseRecord:
      guard line.verdict == .error else { return nil }
      return line.measurement.failure.map(CaseWords.failure) ?? "\(line.image): the metric gave no number"
    case let line as LossLine:
      if case .failure(let reason) = line.result { return reason }
      return nil
    default: return nil
    }
  }
}
