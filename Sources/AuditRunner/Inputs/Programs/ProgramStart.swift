import Foundation
@preconcurrency import Glibc

/// A program as it is to be started: without a shell, and with nothing of this program but its folder and environment.
struct ProgramStart {
  /// The file that is run.
  let path: String
  /// The program's name and its arguments.
  let words: [String]
  /// Entries `NAME=value`, each with its 0.
  let environment: [[CChar]]
  /// Descriptors above 2 that become its standard streams; what is nil leads nowhere.
  var input: Int32?
  var output: Int32?
  var errors: Int32?
  /// Whether it leads a session of its own instead of a process group of its own.
  var leadsSession = false

  /// The file that a name means: a path as it is, else the first in `PATH` that can be run; nil when there is none.
  static func file(of name: String) -> String? {
    func isProgram(_ path: String) -> Bool {
      var isFolder: ObjCBool = false
      let files = FileManager.default
      return files.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
        && files.isExecutableFile(atPath: path)
    }
    if name.contains("/") { return isProgram(name) ? name : nil }
    return searchPath.split(separator: ":").map { "\($0)/\(name)" }.first(where: isProgram)
  }

  /// Why a name means no file that can be run.
  static func whyNot(_ name: String) -> String {
    var isFolder: ObjCBool = false
    guard name.contains("/"), FileManager.default.fileExists(atPath: name, isDirectory: &isFolder) else {
      return "there is no such program"
    }
    return isFolder.boolValue ? "is a folder, not a program" : "is a file that may not be run"
  }

  /// Where programs are looked for.
  static var searchPath: String { ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin" }

  /// This program's environment, byte for byte, with one variable set.
  static func environment(setting name: String, to value: String) -> [[CChar]] {
    let prefix = "\(name)="
    var entries: [[CChar]] = []
    var next = environ
    while let entry = next.pointee {
      if strncmp(entry, prefix, prefix.utf8.count) != 0 {
        entries.append(Array(UnsafeBufferPointer(start: entry, count: strlen(entry) + 1)))
      }
      next += 1
    }
    return entries + [Array("\(prefix)\(value)".utf8CString)]
  }

  /// Starts it. Its group or session is there before its first instruction.
  /// - Returns: the process.
  /// - Throws: `ProgramError` with the system's reason.
  func start() throws(ProgramError) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (stream, descriptor) in [(STDIN_FILENO, input), (STDOUT_FILENO, output), (STDERR_FILENO, errors)] {
      if let descriptor {
        posix_spawn_file_actions_adddup2(&actions, descriptor, stream)
      } else {
        let access = stream == STDIN_FILENO ? O_RDONLY : O_WRONLY
        posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", access, 0)
      }
    }
    for descriptor in Self.inherited { posix_spawn_file_actions_addclose(&actions, descriptor) }

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // A thread may block signals, and this program ignores a pipe's: neither is to be handed on.
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigaddset(&signals, SIGPIPE)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    // POSIX_SPAWN_SETSID, which <spawn.h> has for GNU programs only.
    let session: Int32 = 0x80
    let place = leadsSession ? session : POSIX_SPAWN_SETPGROUP
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | place))

    let arguments = words.map { strdup($0) } + [nil]
    let variables = environment.map { strdup($0) } + [nil]
    defer { for word in arguments + variables { free(word) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, path, &actions, &attributes, arguments, variables)
    guard code == 0 else {
      throw ProgramError(
        program: words.first ?? path, reason: "cannot be started: \(String(cString: strerror(code)))")
    }
    return process
  }

  /// Open files that a started program would share, such as those that this one was given by its own caller.
  private static var inherited: [Int32] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
    return names.compactMap { Int32($0) }.filter { descriptor in
      let flags = fcntl(descriptor, F_GETFD)
      return descriptor > STDERR_FILENO && flags >= 0 && flags & FD_CLOEXEC == 0
    }
  }
}

/// The two ends of a pipe, both above the standard streams and neither handed on to programs.
struct PipeEnds {
  let reader: Int32
  let writer: Int32

  /// Opens a pipe; nil where the system has no more of them. Not to be called while a program is being started elsewhere.
  init?() {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    let moved = ends.map { fcntl($0, F_DUPFD_CLOEXEC, STDERR_FILENO + 1) }
    for end in ends { close(end) }
    guard moved[0] >= 0, moved[1] >= 0 else {
      for end in moved where end >= 0 { close(end) }
      return nil
    }
    (reader, writer) = (moved[0], moved[1])
  }
}
