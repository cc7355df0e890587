import AuditRecord
import AuditRunner

/// Shows how far a run is: a bar with the time left on a terminal, a plain line now and then elsewhere.
final class Progress {
  private let console: Console
  private let isQuiet: Bool
  private let usesBar: Bool
  private let clock = ContinuousClock()
  private var began: ContinuousClock.Instant
  private var total = 0
  private var done = 0
  private var doneBefore = 0
  private var lastLine = 0

  init(console: Console, isQuiet: Bool) {
    self.console = console
    self.isQuiet = isQuiet
    usesBar = StandardError.isTerminal && !isQuiet
    began = clock.now
  }

  func report(_ event: RunEvent) {
    switch event {
    case .began(let cases, let finished):
      began = clock.now
      total = cases
      done = finished
      doneBefore = finished
      if !isQuiet, !usesBar {
        console.line(
          "audit: \(counted(cases, "case"))" + (finished > 0 ? ", \(finished) of them done before" : ""))
      }
      show("")
    case .prepared(let image): show(image)
    case .heavy(_, let reason): if !isQuiet { console.warning(reason) }
    case .dropped(_, let reason, let cases):
      console.error(reason)
      done += 1
      total -= cases - 1
      show("")
    case .finished(let record):
      if record.verdict == .error, let reason = record.reason { console.error(reason) }
      done += 1
      let key = record.measurement.key
      show("\(key.image) \(key.attack)")
    }
  }

  /// Takes the bar away.
  func end() { if usesBar { console.show("") } }

  private func show(_ now: String) {
    guard !isQuiet else { return }
    if usesBar {
      console.show(bar(now))
    } else if done - lastLine >= max(total / 10, 1) || (done == total && done > lastLine) {
      lastLine = done
      console.line("audit: \(done) of \(total) cases" + (done < total ? ", \(timeLeft)" : ""))
    }
  }

  private func bar(_ now: String) -> String {
    let width = 24
    let filled = total > 0 ? width * done / total : width
    let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: width - filled)
    let text = "[\(bar)] \(done)/\(total)  \(timeLeft)  \(now)"
    return String(text.prefix(StandardError.columns - 1))
  }

  private var timeLeft: String {
    guard done > doneBefore, done < total else { return done < total ? "estimating" : "done" }
    let elapsed = (clock.now - began) / (done - doneBefore)
    let seconds = Int((elapsed * (total - done)).components.seconds)
    if seconds < 60 { return "\(max(seconds, 1)) s left" }
    return seconds < 3600
      ? "\(seconds / 60) min \(seconds % 60) s left" : "\(seconds / 3600) h \(seconds / 60 % 60) min left"
  }
}
