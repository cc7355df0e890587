import AuditRecord

/// What happens in a run, for whoever shows progress.
public enum RunEvent: Sendable {
  /// The run begins: how many cases it has, and how many of them an earlier part has done. An image that an earlier part
  /// could not read is one case.
  case began(cases: Int, done: Int)
  /// An image's reference, ladders and starts are measured.
  case prepared(image: String)
  /// An image is about to be read that takes more memory than the run would fill.
  case heavy(image: String, reason: String)
  /// An image could not be read or taken: one case, an error, stands for its cases, so many.
  case dropped(image: String, reason: String, cases: Int)
  /// A case is done.
  case finished(CaseRecord)
}
