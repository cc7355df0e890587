import Synchronization

/// How far a command is that works through a known number of steps: a bar on a terminal, nothing elsewhere.
final class StepProgress: Sendable {
  private let console = Console()
  private let total: Int
  private let noun: String
  private let shows: Bool
  private let done = Mutex(0)

  init(total: Int, noun: String, isQuiet: Bool) {
    self.total = total
    self.noun = noun
    shows = StandardError.isTerminal && !isQuiet
    if shows { console.show("0 of \(total) \(noun)") }
  }

  /// A step is done.
  func finished(_ name: String) {
    let count = done.withLock { done in
      done += 1
      return done
    }
    if shows { console.show(String("\(count) of \(total) \(noun)  \(name)".prefix(StandardError.columns - 1))) }
  }

  /// Takes the bar away.
  func end() { if shows { console.show("") } }
}
