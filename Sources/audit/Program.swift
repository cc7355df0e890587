import ArgumentParser
import AuditRunner
import Foundation
import Glibc

/// Where the program begins: it makes sure that the processor has what the pixel code was built for, and only then
/// reads the command line.
@main
enum Program {
  static func main() async {
    StandardStreams.fill()
    // A reader of our output that goes away (`audit list metrics | head`) is no reason to die without a word.
    signal(SIGPIPE, SIG_IGN)
    #if arch(x86_64)
      if let text = try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8) {
        let missing = ProcessorRequirement.missing(in: text)
        guard missing.isEmpty else {
          StandardError.line(
            "audit: this processor lacks \(missing.joined(separator: ", ")); audit is built for x86-64-v3 "
              + "(AVX2 and FMA, Intel from 2013, AMD from 2015)")
          exit(ProgramStatus.fault.rawValue)
        }
      }
    #endif
    if let complaint = unreadableArgument ?? CommandLine.arguments.dropFirst().first.flatMap(AuditCommand.complaint) {
      StandardError.line("audit: \(complaint)")
      exit(ProgramStatus.usage.rawValue)
    }
    shareOneHeap()
    keepFreedMemory()
    do {
      var command = try await AuditCommand.asyncParseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      end(with: error)
    }
  }

  /// What is said of the first argument that is no UTF-8: read as text it would name another file.
  private static var unreadableArgument: String? {
    for index in 1..<max(Int(CommandLine.argc), 1) {
      guard let bytes = CommandLine.unsafeArgv[index], String(validatingCString: bytes) == nil else { continue }
      return "argument \(index), \"\(String(cString: bytes))\", is not UTF-8"
    }
    return nil
  }

  /// Ends as ArgumentParser would, but says what there is to say through our own streams.
  private static func end(with error: any Error) -> Never {
    let status = AuditCommand.exitCode(for: error)
    let text = AuditCommand.fullMessage(for: error)
    let lines = text.isEmpty ? [] : text.components(separatedBy: "\n")
    guard status.isSuccess else {
      StandardError.lines(lines)
      exit(status.rawValue)
    }
    Output.lines(lines)
    guard let reason = Output.finish() else { exit(ProgramStatus.done.rawValue) }
    StandardError.line("audit: \(reason)")
    exit(ProgramStatus.disk.rawValue)
  }
}
