import Foundation
import Glibc
import Synchronization

/// One call of a program: without a shell, with a limit of time, and with bounds on what is kept of what it prints.
///
/// The program leads a process group of its own, and nothing of the group outlives the call: neither what it started and
/// left behind, nor what it started before it had to be stopped. What leaves the group, as `setsid` does, is stopped with
/// a program that has to be stopped, and at the latest when this program ends (`Leftovers`).
struct ProgramRun {
  /// The program and its arguments.
  let words: [String]
  /// How long it may take.
  let limit: TimeLimit

  /// The most that a program may print where its output is wanted, in bytes.
  static let largestOutput = 1 << 20
  /// How much is kept of what is only looked at when it fails.
  private static let kept = 1 << 16
  /// How long a program that is asked to stop may take.
  private static let grace = Duration.seconds(2)
  /// How often a program is looked after that says nothing, in milliseconds.
  private static let pulse: Int32 = 20

  /// What a program came to that ended well.
  struct Output {
    /// What it printed.
    let text: String
    /// The last line of what it said on standard error, else of what it printed.
    let lastLine: String?
  }

  /// Waits where it is called for the program to end well.
  ///
  /// Metrics are evaluated synchronously, on the threads that also carry asynchronous work; a task that waited for the program
  /// there could find no thread left to run on. So this needs no other thread.
  /// - Returns: what it printed.
  /// - Throws: `ProgramError` naming the program and what it said; also for more than `largestOutput`.
  func output() throws(ProgramError) -> Output {
    try wait(printing: Self.largestOutput) { false }
  }

  /// Waits for the program to end well; what it prints is not wanted. It is stopped when the task is cancelled.
  /// - Throws: `ProgramError` naming the program and what it said.
  func finish() async throws(ProgramError) {
    let isCancelled = Flag()
    let result: Result<Output, ProgramError> = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        // A thread of its own, so that none of those that carry tasks stands still.
        Thread.detachNewThread {
          continuation.resume(
            returning: Result { () throws(ProgramError) in try wait(printing: nil) { isCancelled.isSet } })
        }
      }
    } onCancel: {
      isCancelled.set()
    }
    _ = try result.get()
  }

  private final class Flag: Sendable {
    private let value = Atomic(false)
    var isSet: Bool { value.load(ordering: .relaxed) }
    func set() { value.store(true, ordering: .relaxed) }
  }

  private func wait(printing most: Int?, isCancelled: () -> Bool) throws(ProgramError) -> Output {
    let program = try Leftovers.start(words)
    var output = ProgramStream(program.output, keeping: most ?? Self.kept)
    var errors = ProgramStream(program.errors, keeping: Self.kept)
    defer {
      output.end()
      errors.end()
    }
    let clock = SuspendingClock()
    let deadline = clock.now + .seconds(limit.seconds)
    var stopped: (reason: String, at: SuspendingClock.Instant)?
    // A program that has closed both streams is most likely ending.
    var pause: Int32 = 1
    while !program.hasEnded {
      var polled = [output, errors].map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
      let isOpen = polled.contains { $0.fd >= 0 }
      poll(&polled, 2, isOpen ? Self.pulse : pause)
      if !isOpen { pause = min(2 * pause, Self.pulse) }
      output.read()
      errors.read()
      if let stopped {
        if clock.now - stopped.at > Self.grace { killpg(program.process, SIGKILL) }
      } else if let reason = reasonToStop(printed: output.total, most, isLate: clock.now >= deadline, isCancelled()) {
        stopped = (reason, clock.now)
        killpg(program.process, SIGTERM)
      }
    }
    let status = Leftovers.end(program, wasStopped: stopped != nil)
    output.read()
    errors.read()
    let result = Output(text: output.text, lastLine: errors.lastLine ?? output.lastLine)
    // It may have printed too much and ended before anyone looked.
    let reason =
      stopped?.reason ?? reasonToStop(printed: output.total, most, isLate: false, false) ?? Self.failure(status)
    if let reason {
      throw ProgramError(program: words[0], reason: reason + (result.lastLine.map { ": \($0)" } ?? ""))
    }
    return result
  }

  private func reasonToStop(printed: Int, _ most: Int?, isLate: Bool, _ isCancelled: Bool) -> String? {
    if let most, printed > most { return "printed more than \(most >> 20) MiB" }
    if isLate { return "was stopped after \(limit)" }
    return isCancelled ? "was stopped, since its result is not wanted any more" : nil
  }

  /// What a program's status says against it; nil for one that ended well.
  private static func failure(_ status: Int32?) -> String? {
    guard let status else { return "has ended, and nothing says how" }
    let (signal, code) = (status & 0x7F, status >> 8 & 0xFF)
    if signal != 0 { return "ended with signal \(signal)" }
    return code == 0 ? nil : "ended with status \(code)"
  }
}
