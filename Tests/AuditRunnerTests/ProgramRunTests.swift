import Foundation
import Glibc
import RunStorage
import Testing

@testable import AuditRunner

@Suite("A program that is run", .timeLimit(.minutes(5))) struct ProgramRunTests {
  /// A run whose limit is not meant to matter.
  static func run(_ words: String..., limit: Double = 200) throws -> ProgramRun {
    ProgramRun(words: words, limit: try TimeLimit(seconds: limit))
  }

  /// Why both ways to run a program fail.
  private static func reasons(_ run: ProgramRun) async -> [String] {
    var reasons: [String] = []
    do { _ = try run.output() } catch { reasons.append("\(error)") }
    do { try await run.finish() } catch { reasons.append("\(error)") }
    return reasons
  }

  @Test(arguments: [
    ("echo no such quality >&2; echo read 3 of 4; exit 3", "sh: ended with status 3: no such quality"),
    ("echo no such quality; exit 3", "sh: ended with status 3: no such quality"),
    ("echo on stdout; echo ' ' >&2; exit 3", "sh: ended with status 3: on stdout"),
    ("exit 3", "sh: ended with status 3"),
    ("echo so far >&2; kill -s ABRT $$", "sh: ended with signal 6: so far"),
  ]) func aProgramThatFailsSaysWhy(script: String, reason: String) async throws {
    #expect(await Self.reasons(try Self.run("sh", "-c", script)) == [reason, reason])
  }

  @Test func whatEndsWellGivesWhatItPrints() async throws {
    let output = try Self.run("sh", "-c", "echo 1; echo said >&2; echo 2").output()
    #expect(output.text == "1\n2\n" && output.lastLine == "said")
    // Closed streams are not the end.
    let late = try Self.run("sh", "-c", "echo 3; exec >&- 2>&-; sleep 0.3").output()
    #expect(late.text == "3\n")
    try await Self.run("true").finish()
  }

  @Test func noShellIsInvolved() async throws {
    // A shell would expand the variable and the test would succeed.
    #expect(await Self.reasons(try Self.run("test", "$HOME", "=", "x")).count == 2)
    try await Self.run("test", "$HOME", "=", "$HOME").finish()
  }

  @Test func aProgramThatIsNotThereIsNotStarted() async throws {
    let folder = try ScratchFolder()
    try Data("#!/bin/sh\n".utf8).write(to: URL(fileURLWithPath: "\(folder.path)/not-executable"))
    for (name, why) in [
      ("no-such-program-anywhere", "there is no such program"), ("/no/such/program", "there is no such program"),
      ("", "there is no such program"), (folder.path, "is a folder, not a program"),
      ("\(folder.path)/not-executable", "is a file that may not be run"),
    ] {
      let reason = "\(name): \(why)"
      #expect(await Self.reasons(try Self.run(name)) == [reason, reason])
      #expect {
        _ = try CommandTemplate.words("'\(name)' {input}", with: ["{input}"])
      } throws: { error in
        (error as? AuditError).map { $0.kind == .usage && $0.description.contains(reason) } ?? false
      }
    }
    let broken = "\(folder.path)/broken"
    try Data([0x7F, 0x45]).write(to: URL(fileURLWithPath: broken))
    chmod(broken, 0o700)
    #expect(await Self.reasons(try Self.run(broken)).allSatisfy { $0.contains("cannot be started: Exec format") })
  }

  @Test func aProgramThatHangsIsStopped() async throws {
    // Left alone it would succeed after a minute. No clock here: a busy machine is slow to start and to stop anything.
    let reasons = await Self.reasons(try Self.run("sh", "-c", "echo at block 7; exec sleep 60", limit: 0.5))
    #expect(reasons.allSatisfy { $0.hasPrefix("sh: was stopped after 0.5 seconds") } && reasons.count == 2)
    // It may take its time, and need not listen.
    let deaf = await Self.reasons(try Self.run("sh", "-c", "trap '' TERM; while :; do sleep 1; done", limit: 0.3))
    #expect(deaf.count == 2 && deaf.allSatisfy { $0.contains("was stopped after 0.3 seconds") })
  }

  @Test func aProgramMaySayALot() async throws {
    let script = "i=0; while [ $i -lt 20000 ]; do echo a line of many; i=$((i+1)); done >&2; echo the end >&2; exit 4"
    #expect(
      await Self.reasons(try Self.run("sh", "-c", script))
        == [String](repeating: "sh: ended with status 4: the end", count: 2))
    // What is not wanted may be any length.
    try await Self.run("head", "-c", "40000000", "/dev/zero").finish()
  }

  @Test func whatIsWantedIsBounded() throws {
    for script in ["exec cat /dev/zero", "head -c 1048577 /dev/zero"] {
      #expect {
        _ = try Self.run("sh", "-c", script).output()
      } throws: { "\($0)".hasPrefix("sh: printed more than 1 MiB") }
    }
    let all = try Self.run("sh", "-c", "head -c 1048576 /dev/zero").output()
    #expect(all.text.utf8.count == 1 << 20)
  }

  @Test func onlyTheEndOfAStreamIsKept() throws {
    let ends = try #require(PipeEnds())
    var stream = ProgramStream(ends.reader, keeping: 2000)
    for number in 0..<2000 {
      let line = Array("line \(number)\n".utf8)
      _ = write(ends.writer, line, line.count)
      stream.read()
    }
    #expect(stream.total > 17_000 && stream.text.utf8.count == 2000 && stream.lastLine == "line 1999")
    #expect(stream.descriptor >= 0)
    // What would speak to a terminal is told without its voice, and a long line is cut.
    let long = String(repeating: "é", count: 900)
    let lines = ["\u{1B}[31mred\tink\u{7}\n\0\0\n": " [31mred ink ", long: "\(long.prefix(500))…"]
    for (line, told) in lines.sorted(by: { $0.key < $1.key }) {
      let bytes = Array(line.utf8)
      _ = write(ends.writer, bytes, bytes.count)
      stream.read()
      #expect(stream.lastLine == told)
    }
    close(ends.writer)
    // A program that another test is just starting may hold the end for a moment.
    for _ in 0..<2000 where stream.descriptor >= 0 {
      stream.read()
      usleep(1000)
    }
    #expect(stream.descriptor < 0)
  }

  /// Nothing of this program's but its folder and environment: no open file, no signal that is blocked or ignored.
  @Test func nothingIsHandedOn() async throws {
    signal(SIGPIPE, SIG_IGN)
    let file = open("/dev/null", O_RDONLY)
    defer { close(file) }
    #expect(try Self.run("sh", "-c", "ls /proc/$$/fd; :").output().text == "0\n1\n2\n")
    let script = "grep -E '^Sig(Blk|Ign)' /proc/self/status; cut -d' ' -f5 /proc/$$/stat; echo $$"
    let lines = try Self.run("sh", "-c", script).output().text.split(separator: "\n")
    #expect(lines.count == 4 && lines[2] == lines[3], "it leads its group")
    // Signals 32 and 33 are the C library's own, which lets nobody set them.
    let own: UInt64 = 3 << 31
    for line in lines.prefix(2) {
      let mask = UInt64(line.suffix(16), radix: 16)
      #expect(mask.map { $0 & ~own } == 0, "\(line)")
    }
  }
}

@Suite("What a program leaves behind", .timeLimit(.minutes(5))) struct LeftoverTests {
  private static func run(_ words: String..., limit: Double = 200) throws -> ProgramRun {
    ProgramRun(words: words, limit: try TimeLimit(seconds: limit))
  }

  /// How long a program sleeps, for ever as far as a test goes, and as no other does: what one can find it by.
  private static func sleep() -> String { "300.\(UInt64.random(in: 1_000_000...(.max)))" }

  /// Processes with a word in their command line.
  private static func processes(with word: String) -> [Int32] {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return all.compactMap { Int32($0) }.filter { process in
      let line = FileManager.default.contents(atPath: "/proc/\(process)/cmdline") ?? Data()
      return line.range(of: Data(word.utf8)) != nil
    }
  }

  /// Waits until no process has the word: being killed takes a moment.
  private static func haveEnded(_ word: String) async throws -> Bool {
    for _ in 0..<1000 {
      if processes(with: word).isEmpty { return true }
      try await Task.sleep(for: .milliseconds(20))
    }
    return false
  }

  @Test func whatAStoppedProgramHadStartedIsStoppedToo() async throws {
    // A child that does not listen, a grandchild, one of an empty environment, and one in a session of its own.
    for child in [
      "(trap '' TERM; sleep TIME) &", "sh -c 'sleep TIME & wait' &", "env -i sleep TIME &", "setsid sleep TIME &",
      "setsid sh -c 'setsid sleep TIME & sleep TIME' &",
    ] {
      let time = Self.sleep()
      let script = child.replacing("TIME", with: time) + " echo ready; wait; sleep \(time)"
      let run = try Self.run("sh", "-c", script, limit: 1)
      await #expect { try await run.finish() } throws: { "\($0)".contains("stopped after 1 second: ready") }
      #expect(try await Self.haveEnded(time), "\(child)")
      #expect { _ = try run.output() } throws: { "\($0)".contains("stopped after 1 second: ready") }
      #expect(try await Self.haveEnded(time), "\(child)")
    }
  }

  @Test func whatAProgramLeavesBehindIsStoppedAndNotWaitedFor() async throws {
    let time = Self.sleep()
    try await Self.run("sh", "-c", "sleep \(time) &").finish()
    #expect(try await Self.haveEnded(time))
    // One that has left the group holds both streams open; it stays until this program ends, and is not waited for.
    let other = Self.sleep()
    let folder = try ScratchFolder()
    let note = "\(folder.path)/note"
    let child = "setsid sh -c 'echo $$ > \(note); exec sleep \(other)' &"
    let script = "\(child) while [ ! -s \(note) ]; do sleep 0.1; done; echo 1"
    #expect(try Self.run("sh", "-c", script).output().text == "1\n")
    let process = try #require(Int32(try String(contentsOfFile: note, encoding: .utf8).dropLast()))
    #expect(Self.processes(with: other) == [process])
    kill(process, SIGKILL)
  }

  /// Programs are cancelled from before they are there until after they have ended.
  @Test func noneOutlivesItsTask() async throws {
    let time = Self.sleep()
    await withTaskGroup(of: Void.self) { group in
      for index in 0..<96 {
        let task = Task {
          let long = "sleep \(time) & setsid sleep \(time) & sleep \(time)"
          try await Self.run("sh", "-c", index % 3 == 0 ? "sleep 0.0\(index)" : long).finish()
        }
        group.addTask {
          try? await Task.sleep(for: .microseconds(index * 400))
          task.cancel()
          _ = await task.result
        }
        if index >= 8 { _ = await group.next() }
      }
    }
    #expect(try await Self.haveEnded(time))
  }

  @Test func aScratchFolderGoesWithItsLastHolder() async throws {
    var folder: ScratchFolder? = try ScratchFolder()
    let path = try #require(folder?.path)
    try Data("x".utf8).write(to: URL(fileURLWithPath: "\(path)/file"))
    let other = folder
    folder = nil
    #expect(FileManager.default.fileExists(atPath: "\(path)/file"))
    withExtendedLifetime(other) {}
    let work = try await ScratchFolder.with { work in
      #expect(FileManager.default.fileExists(atPath: work) && work != path)
      return work
    }
    #expect(!FileManager.default.fileExists(atPath: work))
  }
}

@Suite("Limits of time") struct TimeLimitTests {
  @Test(arguments: [0, -1, .nan, .infinity, -.infinity, 1e300, 9.3e18, 1_000_001])
  func whatIsNoLimitIsAUsageError(seconds: Double) {
    #expect {
      _ = try TimeLimit(seconds: seconds)
    } throws: { error in
      (error as? AuditError)?.kind == .usage
    }
  }

  @Test func limitsSpeak() throws {
    #expect("\(TimeLimit.usual)" == "300 seconds")
    #expect(try "\(TimeLimit(seconds: 1))" == "1 second")
    #expect(try "\(TimeLimit(seconds: 0.25))" == "0.25 seconds")
    #expect(try "\(TimeLimit(seconds: 1e6))" == "1000000 seconds")
  }
}
