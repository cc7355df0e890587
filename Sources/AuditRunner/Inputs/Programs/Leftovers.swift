import Foundation
import Glibc
import Synchronization

/// What must not outlive this program: the programs that it started, and the folders that they work in.
///
/// A program leads a process group of its own, so that what it starts in turn can be stopped with it. A terminal's Ctrl-C
/// therefore does not reach it: from the first program or folder on this program listens to signals (`listen`) and clears
/// up before it ends by one, and a guard (`ProgramGuard`) clears up where it cannot, as after SIGKILL.
///
/// Programs are started and noted under the lock that clearing up takes, so that none can be started and not noted.
enum Leftovers {
  struct State {
    /// The groups that programs lead, until they are waited for.
    var groups: Set<pid_t> = []
    var folders: Set<String> = []
    /// Programs and folders so far.
    var count = 0
    var hasBegun = false
    var watcher: ProgramGuard?
  }

  static let state = Mutex(State())

  /// The variable in every program's environment.
  static let variable = "AUDIT_GUARD"
  /// What its value begins with: no other process of the machine has it.
  static let mark = UUID().uuidString
  /// The folder that holds all others.
  static let folder = FileManager.default.temporaryDirectory.absoluteURL.appendingPathComponent("audit-\(mark)").path

  /// A program that was started.
  struct Program {
    /// Process and process group.
    let process: pid_t
    /// The value of the variable in its environment.
    let mark: String
    /// Pipes with what it prints, for the caller to read and close.
    let output: Int32
    let errors: Int32

    /// Whether it has ended; it is not waited for, so that its group's number stays its own.
    var hasEnded: Bool {
      var information = siginfo_t()
      let result = waitid(P_PID, id_t(process), &information, WEXITED | WNOHANG | WNOWAIT)
      return result == 0 ? information.si_signo == SIGCHLD : errno != EINTR
    }
  }

  /// Starts a program.
  /// - Throws: `ProgramError` when there is no such program, it may not be run, or it cannot be started.
  static func start(_ words: [String]) throws(ProgramError) -> Program {
    let name = words.first ?? ""
    guard let path = ProgramStart.file(of: name) else {
      throw ProgramError(program: name, reason: ProgramStart.whyNot(name))
    }
    return try state.withLock { state throws(ProgramError) in
      begin(&state)
      guard let output = PipeEnds(), let errors = PipeEnds() else {
        throw ProgramError(program: name, reason: "cannot be started: \(String(cString: strerror(errno)))")
      }
      defer {
        close(output.writer)
        close(errors.writer)
      }
      state.count += 1
      let mark = "\(mark).\(state.count)."
      let process: pid_t
      do throws(ProgramError) {
        process = try ProgramStart(
          path: path, words: words, environment: ProgramStart.environment(setting: variable, to: mark),
          output: output.writer, errors: errors.writer
        ).start()
      } catch {
        close(output.reader)
        close(errors.reader)
        throw error
      }
      state.groups.insert(process)
      state.watcher?.note(group: process)
      return Program(process: process, mark: mark, output: output.reader, errors: errors.reader)
    }
  }

  /// Waits for a program that has ended, and stops whatever is left of its group.
  /// - Parameter wasStopped: whether what has left the group is to be stopped, too.
  /// - Returns: its status as `waitpid` gives it; nil when it cannot be known.
  static func end(_ program: Program, wasStopped: Bool) -> Int32? {
    state.withLock { state in
      killpg(program.process, SIGKILL)
      // Before it is waited for: afterwards the number could become another's.
      state.groups.remove(program.process)
      state.watcher?.forget(group: program.process)
      if wasStopped { state.watcher?.stop(mark: program.mark) }
      var status: Int32 = 0
      while waitpid(program.process, &status, 0) < 0 {
        if errno != EINTR { return nil }
      }
      return status
    }
  }

  /// Makes a folder.
  /// - Returns: its path; nil when it cannot be made.
  static func makeFolder() -> String? {
    state.withLock { state in
      begin(&state)
      state.count += 1
      let path = "\(folder)/\(state.count)"
      do {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      } catch {
        if state.folders.isEmpty { rmdir(folder) }
        return nil
      }
      state.folders.insert(path)
      return path
    }
  }

  /// Removes a folder with all it holds.
  static func remove(folder path: String) {
    try? FileManager.default.removeItem(atPath: path)
    state.withLock { state in
      state.folders.remove(path)
      if state.folders.isEmpty { rmdir(folder) }
    }
  }

  /// Sees to it that all that will be noted is cleared up.
  private static func begin(_ state: inout State) {
    guard !state.hasBegun else { return }
    state.hasBegun = true
    // Children of a program that ignores their signal cannot be waited for; a guard that is gone is no reason to end.
    signal(SIGCHLD, SIG_DFL)
    signal(SIGPIPE, SIG_IGN)
    state.watcher = ProgramGuard(mark: mark, folder: folder)
    listen()
    atexit {
      Leftovers.state.withLock { state in
        Leftovers.clear(state)
        state.watcher?.end()
      }
    }
  }

  /// Stops and removes everything.
  static func clear(_ state: State) {
    for group in state.groups { killpg(group, SIGKILL) }
    // Who is killed takes a moment to end, and may still write into a folder while it is being removed.
    for _ in 0..<50 where FileManager.default.fileExists(atPath: folder) {
      try? FileManager.default.removeItem(atPath: folder)
      if state.groups.isEmpty { return }
      usleep(10_000)
    }
  }
}
