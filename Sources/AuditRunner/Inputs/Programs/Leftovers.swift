import Dispatch
import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where a signal's handler writes its number. Unsafe by its nature: a handler may take no lock. It is written once, before
/// the first handler is there.
nonisolated(unsafe) private var pipeOfSignals: Int32 = -1

/// What must not outlive the program: the process groups of programs that it started, and the folders they work in.
///
/// A program that is started here leads a process group of its own, so that what it starts in turn can be stopped with it.
/// A terminal's Ctrl-C therefore does not reach it: the first thing that is noted here makes this program listen to
/// SIGINT, SIGTERM and SIGHUP, and clear up before it ends by that very signal.
enum Leftovers {
  private struct State {
    var groups: Set<Int32> = []
    var folders: Set<String> = []
    /// Reads which signal came; lives as long as the program.
    var source: (any DispatchSourceRead)?
  }

  private static let state = Mutex(State())

  /// Notes the group that a program leads.
  static func add(group: Int32) {
    state.withLock { state in
      listen(&state)
      state.groups.insert(group)
    }
  }

  /// Stops whatever is left of a group whose leader has ended or has to.
  static func stop(group: Int32) {
    state.withLock { state in
      state.groups.remove(group)
      killpg(group, SIGKILL)
    }
  }

  /// Makes a folder below the system's folder for temporary files.
  /// - Returns: its path; nil when it cannot be made.
  static func makeFolder() -> String? {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("audit-\(UUID().uuidString)").path
    state.withLock { state in
      listen(&state)
      state.folders.insert(path)
    }
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      return path
    } catch {
      remove(folder: path)
      return nil
    }
  }

  /// Removes a folder with all it holds.
  static func remove(folder: String) {
    try? FileManager.default.removeItem(atPath: folder)
    state.withLock { state in _ = state.folders.remove(folder) }
  }

  /// A signal is written into a pipe by a handler: whichever thread it takes, it is not lost. (A source of signals reads
  /// them from the kernel, but only those that no thread has taken first; on one core four in ten were taken.)
  private static func listen(_ state: inout State) {
    guard state.source == nil else { return }
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return }
    let (reader, writer) = (ends[0], ends[1])
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    _ = fcntl(writer, F_SETFL, O_NONBLOCK)
    pipeOfSignals = writer
    let source = DispatchSource.makeReadSource(fileDescriptor: reader, queue: .global())
    source.setEventHandler {
      var number: UInt8 = 0
      if read(reader, &number, 1) == 1 { end(by: Int32(number)) }
    }
    source.activate()
    state.source = source
    for number in [SIGINT, SIGTERM, SIGHUP] {
      // What is ignored, as by nohup, stays ignored.
      var action = sigaction()
      guard sigaction(number, nil, &action) == 0, !isIgnored(action) else { continue }
      // Until now the signal would have ended the program; a handler, unlike SIG_IGN, is not handed on to programs.
      signal(number) { number in
        let before = errno
        var byte = UInt8(truncatingIfNeeded: number)
        _ = write(pipeOfSignals, &byte, 1)
        errno = before
      }
    }
  }

  private static func isIgnored(_ action: sigaction) -> Bool {
    #if canImport(Glibc)
      let handler = action.__sigaction_handler.sa_handler
    #else
      let handler = action.__sigaction_u.__sa_handler
    #endif
    return unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  private static func end(by number: Int32) {
    // Under the lock, so that no call that ends now can return and be taken for a program's own failure.
    state.withLock { state in
      for group in state.groups { killpg(group, SIGKILL) }
      for folder in state.folders { try? FileManager.default.removeItem(atPath: folder) }
      signal(number, SIG_DFL)
      kill(getpid(), number)
      // The signal may take another thread first.
      while true { pause() }
    }
  }
}
