import Reporting
import Synchronization

/// How far a command is: on a terminal a bar with the time left, elsewhere a plain line now and then; with `--quiet` neither.
/// Errors are told in any case.
final class Progress: Sendable {
  private struct State {
    var noun = ""
    var began: ContinuousClock.Instant
    var total = 0
    var done = 0
    var doneBefore = 0
    var lastLine = 0
  }

  private let console = Console()
  private let isQuiet: Bool
  private let usesBar: Bool
  private let clock = ContinuousClock()
  private let state: Mutex<State>

  init(isQuiet: Bool) {
    self.isQuiet = isQuiet
    usesBar = StandardError.isTerminal && !isQuiet
    state = Mutex(State(began: ContinuousClock.now))
  }

  /// Work begins on `total` things, of which an earlier part has done some.
  /// - Parameter noun: what they are, in the singular.
  func begin(_ total: Int, _ noun: String, doneBefore: Int = 0) {
    state.withLock { state in
      state = State(noun: noun, began: clock.now, total: total, done: doneBefore, doneBefore: doneBefore)
      if !isQuiet, !usesBar {
        console.line("audit: \(counted(total, noun))" + (doneBefore > 0 ? ", \(doneBefore) of them done before" : ""))
      }
      show("", state: &state)
    }
  }

  /// One thing is done, or, where that was found out late, `dropped` more need not be.
  func step(_ name: String, dropped: Int = 0) {
    state.withLock { state in
      state.done += 1
      state.total -= dropped
      show(name, state: &state)
    }
  }

  /// Something is being worked on.
  func show(_ name: String) { state.withLock { show(name, state: &$0) } }

  /// How much of the work is done; nil before any has begun.
  var kept: (done: Int, total: Int, noun: String)? {
    state.withLock { $0.noun.isEmpty ? nil : ($0.done, $0.total, $0.noun) }
  }

  /// A line of its own.
  func note(_ text: String) { if !isQuiet { console.line(text) } }

  /// A warning.
  func warn(_ text: String) { if !isQuiet { console.line(text, .warning) } }

  /// An error.
  func fail(_ text: String) { console.line(text, .error) }

  /// Takes the bar away.
  func end() { if usesBar { console.show("") } }

  private func show(_ now: String, state: inout State) {
    guard !isQuiet else { return }
    let (total, done) = (state.total, state.done)
    if usesBar {
      let width = 24
      let filled = total > 0 ? width * done / total : width
      let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: width - filled)
      console.show(String("[\(bar)] \(done)/\(total)  \(timeLeft(state))  \(now)".prefix(StandardError.columns - 1)))
    } else if done - state.lastLine >= max(total / 10, 1) || (done == total && done > state.lastLine) {
      state.lastLine = done
      console.line("audit: \(done) of \(total) \(state.noun)s" + (done < total ? ", \(timeLeft(state))" : ""))
    }
  }

  private func timeLeft(_ state: State) -> String {
    guard state.done > state.doneBefore, state.done < state.total else {
      return state.done < state.total ? "estimating" : "done"
    }
    let elapsed = (clock.now - state.began) / (state.done - state.doneBefore)
    let seconds = Int((elapsed * (state.total - state.done)).components.seconds)
    if seconds < 60 { return "\(max(seconds, 1)) s left" }
    return seconds < 3600
      ? "\(seconds / 60) min \(seconds % 60) s left" : "\(seconds / 3600) h \(seconds / 60 % 60) min left"
  }
}
