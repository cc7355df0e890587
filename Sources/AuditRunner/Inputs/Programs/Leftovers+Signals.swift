import Foundation
import Glibc
import Synchronization

/// Where a signal's handler writes its number. Unsafe by its nature: a handler may take no lock. It is written once, before
/// the first handler is there.
nonisolated(unsafe) private var pipeOfSignals: Int32 = -1

private let isListening = Mutex(false)

/// What is said when a signal ends this program: SIGINT, SIGTERM or SIGHUP.
public enum LastWords {
  private static let speaker = Mutex<(@Sendable () -> Void)?>(nil)

  /// Has `words` called when such a signal comes; nil says nothing. It is called on a thread of its own, and may take locks.
  public static func set(_ words: (@Sendable () -> Void)?) {
    speaker.withLock { $0 = words }
    if words != nil { Leftovers.listen() }
  }

  static func say() { speaker.withLock { $0 }?() }
}

extension Leftovers {
  /// Clears up when SIGINT, SIGTERM or SIGHUP comes, and ends by that very signal.
  ///
  /// A signal is written into a pipe by a handler: whichever thread it takes, it is not lost. A thread of its own reads it,
  /// since all others may be waiting for programs. A handler serves once: the second signal of a kind ends this program
  /// at once, and the guard clears up.
  static func listen() {
    let isFirst = isListening.withLock { listening in
      defer { listening = true }
      return !listening
    }
    guard isFirst, let pipe = PipeEnds() else { return }
    _ = fcntl(pipe.writer, F_SETFL, O_NONBLOCK)
    pipeOfSignals = pipe.writer
    Thread.detachNewThread {
      // A thread begins with what its maker blocks.
      var none = sigset_t()
      sigemptyset(&none)
      pthread_sigmask(SIG_SETMASK, &none, nil)
      var number: UInt8 = 0
      while read(pipe.reader, &number, 1) != 1 {}
      end(by: Int32(number))
    }
    for number in [SIGINT, SIGTERM, SIGHUP] {
      var action = sigaction()
      // What is ignored, as by nohup, stays ignored.
      guard sigaction(number, nil, &action) == 0, !isIgnored(action) else { continue }
      // Until now the signal would have ended the program; a handler, unlike SIG_IGN, is not handed on to programs.
      action.__sigaction_handler.sa_handler = { number in
        let before = errno
        var byte = UInt8(truncatingIfNeeded: number)
        _ = write(pipeOfSignals, &byte, 1)
        errno = before
      }
      action.sa_flags = SA_RESTART | Int32(bitPattern: SA_RESETHAND)
      sigaction(number, &action, nil)
    }
  }

  private static func isIgnored(_ action: sigaction) -> Bool {
    unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  private static func end(by number: Int32) {
    LastWords.say()
    // Under the lock, so that no call that ends now can return and be taken for a program's own failure.
    state.withLock { state in
      clear(state)
      signal(number, SIG_DFL)
      kill(getpid(), number)
      // The signal may take another thread first.
      while true { pause() }
    }
  }
}
