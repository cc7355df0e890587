import Glibc

/// A process that clears up after this one, however it ends: it reads a pipe whose other end only this program holds.
///
/// When the pipe ends it kills the groups that it was told of, then every process whose environment holds the mark, again
/// and again until there is none, and removes the folder. The mark finds what has left its group, as Jenkins finds the
/// processes of a build; a process can only escape by changing both session and environment. Without `/proc` the groups
/// are all that is known.
///
/// It is a shell, since a shell is small and everywhere. It has a session of its own and is nobody's child, holds none of
/// this program's files open, has none of its environment and does not stand in its folder: nothing waits for it, and
/// what stops the processes of a job by terminal, group or environment passes it by. (What stops a whole container does not.)
struct ProgramGuard {
  private let pipe: Int32

  /// A guard's program; `$1` is the mark and `$2` the folder.
  private static let script = #"""
    trap '' HUP INT QUIT TERM
    cd /
    sweep() {
      round=0
      while [ $round -lt 100 ]; do
        found=
        for file in $(grep -lsF -e "$1" /proc/[0-9]*/environ); do
          file=${file#/proc/}
          found="$found ${file%/environ}"
        done
        [ -n "$found" ] || return 0
        kill -s KILL $found
        round=$((round + 1))
        [ $round -lt 10 ] || sleep 1
      done
    }
    watch() {
      groups=' ' ended=
      while read -r word what; do
        case $word in
          note) groups="$groups$what " ;;
          forget) groups="${groups%%" $what "*} ${groups#*" $what "}" ;;
          stop) sweep "$what" ;;
          end) ended=yes ;;
        esac
      done
      for group in $groups; do kill -s KILL -- "-$group"; done
      sweep "$1"
      # A program that was just being started has its environment a moment later.
      [ -n "$ended" ] || { sleep 1; sweep "$1"; }
      rm -rf -- "$2"
    }
    # The standard input of what runs in the background is not the shell's own.
    exec 3<&0
    watch "$1" "$2" <&3 3<&- &
    """#

  /// Starts a guard; nil where none can be started.
  /// - Parameters:
  ///   - mark: a word in the environment of every program.
  ///   - folder: what is removed in the end.
  init?(mark: String, folder: String) {
    guard let ends = PipeEnds() else { return nil }
    let path = "PATH=\(ProgramStart.searchPath):/usr/bin:/bin"
    let shell = ProgramStart(
      path: "/bin/sh", words: ["sh", "-c", Self.script, "audit-guard", mark, folder],
      environment: [Array(path.utf8CString)], input: ends.reader, leadsSession: true)
    let process = try? shell.start()
    close(ends.reader)
    guard let process else {
      close(ends.writer)
      return nil
    }
    // The shell ends as soon as the guard is on its own.
    while waitpid(process, nil, 0) < 0, errno == EINTR {}
    _ = fcntl(ends.writer, F_SETFL, O_NONBLOCK)
    pipe = ends.writer
  }

  /// A program leads this group.
  func note(group: pid_t) { tell("note \(group)") }

  /// Nothing of this group is left.
  func forget(group: pid_t) { tell("forget \(group)") }

  /// Kills every process whose environment holds the word.
  func stop(mark: String) { tell("stop \(mark)") }

  /// This program ends well: there is nothing to wait for.
  func end() { tell("end") }

  /// A line is written whole or not at all.
  private func tell(_ line: String) {
    let bytes = Array("\(line)\n".utf8)
    _ = write(pipe, bytes, bytes.count)
  }
}
