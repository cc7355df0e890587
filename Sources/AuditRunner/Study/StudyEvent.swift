/// What happens in a run, for whoever shows progress.
public enum StudyEvent: Sendable {
  /// The run begins: how many pieces of work it has, and how many of them an earlier part has done. An image that an earlier
  /// part could not read is one piece.
  case began(pieces: Int, done: Int)
  /// An image's reference, ladders and starts are measured.
  case prepared(image: String)
  /// An image is about to be read that takes more memory than the run would fill.
  case heavy(image: String, reason: String)
  /// An image could not be read or taken: one line stands for its pieces of work, so many.
  case dropped(image: String, reason: String, pieces: Int)
  /// A piece of work is done; with what went wrong, where something did.
  case finished(image: String, part: String, problem: String?)
}
