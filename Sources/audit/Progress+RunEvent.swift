import AuditRecord
import AuditRunner

extension Progress {
  /// Shows what happens in a run.
  func report(_ event: RunEvent) {
    switch event {
    case .began(let cases, let done): begin(cases, "case", doneBefore: done)
    case .prepared(let image): show(image)
    case .heavy(_, let reason): warn(reason)
    case .dropped(_, let reason, let cases):
      fail(reason)
      step("", dropped: cases - 1)
    case .finished(let record):
      if record.verdict == .error, let reason = record.reason { fail(reason) }
      let key = record.measurement.key
      step("\(key.image) \(key.attack)")
    }
  }
}
