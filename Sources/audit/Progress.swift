import AuditRunner
import Reporting
import Synchronization

/// Shows how far a run is: a bar with the time left on a terminal, a plain line now and then elsewhere.
final class Progress: Sendable {
  private struct State {
    var began = ContinuousClock.now
    var total = 0
    var done = 0
    var doneBefore = 0
    var lastLine = 0
  }

  private let console = Console()
  private let noun: String
  private let isQuiet: Bool
  private let usesBar: Bool
  private let state = Mutex(State())

  /// - Parameter noun: what a piece of work is called.
  init(noun: String, isQuiet: Bool) {
    self.noun = noun
    self.isQuiet = isQuiet
    usesBar = StandardError.isTerminal && !isQuiet
  }

  /// Takes note of what happens.
  @Sendable func report(_ event: StudyEvent) {
    state.withLock { state in
      switch event {
      case .began(let pieces, let finished):
        state = State(total: pieces, done: finished, doneBefore: finished)
        if !isQuiet, !usesBar {
          console.line("audit: \(counted(pieces, noun))" + (finished > 0 ? ", \(finished) of them done before" : ""))
        }
        show("", state: &state)
      case .prepared(let image): show(image, state: &state)
      case .heavy(_, let reason): if !isQuiet { console.warn(reason) }
      case .dropped(_, let reason, let pieces):
        console.complain(reason)
        state.done += 1
        state.total -= pieces - 1
        show("", state: &state)
      case .finished(let image, let part, let problem):
        if let problem { console.complain(problem) }
        state.done += 1
        show("\(image) \(part)", state: &state)
      }
    }
  }

  /// Takes the bar away.
  func end() { if usesBar { console.show("") } }

  private func show(_ now: String, state: inout State) {
    guard !isQuiet else { return }
    if usesBar {
      console.show(bar(now, state))
    } else if state.done - state.lastLine >= max(state.total / 10, 1)
      || (state.done == state.total && state.done > state.lastLine)
    {
      state.lastLine = state.done
      console.line(
        "audit: \(state.done) of \(counted(state.total, noun))"
          + (state.done < state.total ? ", \(timeLeft(state))" : ""))
    }
  }

  private func bar(_ now: String, _ state: State) -> String {
    let width = 24
    let filled = state.total > 0 ? width * state.done / state.total : width
    let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: width - filled)
    let text = "[\(bar)] \(state.done)/\(state.total)  \(timeLeft(state))  \(now)"
    return String(text.prefix(StandardError.columns - 1))
  }

  private func timeLeft(_ state: State) -> String {
    guard state.done > state.doneBefore, state.done < state.total else {
      return state.done < state.total ? "estimating" : "done"
    }
    let elapsed = (ContinuousClock.now - state.began) / (state.done - state.doneBefore)
    let seconds = Int((elapsed * (state.total - state.done)).components.seconds)
    if seconds < 60 { return "\(max(seconds, 1)) s left" }
    return seconds < 3600
      ? "\(seconds / 60) min \(seconds % 60) s left" : "\(seconds / 3600) h \(seconds / 60 % 60) min left"
  }
}
