import AuditRunner

extension Progress {
  /// Shows what happens in a run.
  /// - Parameter noun: what a piece of work is called.
  func reporter(of noun: String) -> @Sendable (StudyEvent) -> Void {
    { event in
      switch event {
      case .began(let pieces, let done): self.begin(pieces, noun, doneBefore: done)
      case .prepared(let image): self.show(image)
      case .heavy(_, let reason): self.warn(reason)
      case .dropped(_, let reason, let pieces):
        self.fail(reason)
        self.step("", dropped: max(pieces - 1, 0))
      case .finished(let image, let part, let problem):
        if let problem { self.fail(problem) }
        self.step("\(image) \(part)")
      }
    }
  }
}
