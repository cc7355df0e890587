import ArgumentParser
import AuditRunner
import Foundation
import Glibc

/// Where the program begins: it makes sure that the processor has what the pixel code was built for, and only then
/// reads the command line.
@main
enum Program {
  static func main() async {
    // A reader of our output that goes away (`audit list metrics | head`) is no reason to die without a word.
    signal(SIGPIPE, SIG_IGN)
    #if arch(x86_64)
      if let text = try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8) {
        let missing = ProcessorRequirement.missing(in: text)
        guard missing.isEmpty else {
          StandardError.write(
            "audit: this processor lacks \(missing.joined(separator: ", ")); audit is built for x86-64-v3 "
              + "(AVX2 and FMA, Intel from 2013, AMD from 2015)\n")
          exit(ProgramStatus.fault.rawValue)
        }
      }
    #endif
    if let first = CommandLine.arguments.dropFirst().first, let complaint = AuditCommand.complaint(about: first) {
      StandardError.write("audit: \(complaint)\n")
      exit(ProgramStatus.usage.rawValue)
    }
    shareOneHeap()
    keepFreedMemory()
    await AuditCommand.main()
  }
}
