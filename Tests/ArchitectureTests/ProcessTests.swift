import Foundation
import Testing

/// A library is a guest in a program: it sets no limit of memory, takes no signal, changes no environment and loads no code.
@Suite("What belongs to the process") struct ProcessTests {
  /// Modules that are the program, and no library's.
  static let program: Set<String> = ["AuditRunner", "audit"]

  /// Functions of the C library that change the process around their caller.
  static let functions: Set<String> = [
    "mallopt", "malloc_trim", "madvise", "dlsym", "dlopen", "signal", "sigaction", "sigprocmask", "setenv", "putenv",
    "unsetenv", "setlocale", "chdir", "umask", "atexit", "setrlimit", "exit", "_exit", "abort", "fork",
  ]

  /// Those of them that a text calls; comments are left out.
  static func calls(in text: String) -> [String] {
    let code = text.split(separator: "\n").map { line in
      line.range(of: "//").map { line[..<$0.lowerBound] } ?? line
    }.joined(separator: "\n")
    return code.matches(of: #/(func |\.)?\b(\w+)\(/#).filter { $0.1 == nil }.map { String($0.2) }
      .filter(functions.contains)
  }

  /// Module → the calls in its sources, C among them.
  static func calls(of module: String) throws -> [String] {
    let folder = ImportTests.root.appendingPathComponent("Sources/\(module)")
    return try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      .filter { path in [".swift", ".c", ".h"].contains { path.hasSuffix($0) } }
      .flatMap { path in
        try calls(in: String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)).map {
          "\(module)/\(path) calls \($0)"
        }
      }
  }

  @Test func librariesLeaveItAlone() throws {
    for module in try ImportTests.modules() where !Self.program.contains(module) {
      let found = try Self.calls(of: module)
      #expect(found.isEmpty, "\(found.joined(separator: ", "))")
    }
    // The test would also pass if it found nothing anywhere.
    #expect(try Self.calls(of: "AuditRunner").contains { $0.hasSuffix("dlsym") })
    #expect(try Self.calls(of: "audit").contains { $0.hasSuffix("signal") })
  }
  /// The program speaks in two places, which see to it that what it says does nothing to who shows it.
  @Test func nobodyElseSpeaks() throws {
    let speakers = ["Console.swift", "Output.swift"]
    let folder = ImportTests.root.appendingPathComponent("Sources")
    var found: [String] = []
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) where path.hasSuffix(".swift") {
      let text = try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
      let speaks = text.contains(
        #/(^|[^.\w])(print|debugPrint|puts|fputs)\(|FileHandle\.standard(Error|Output)|[(,&] ?std(err|out)\b/#)
      if speaks { found.append(path) }
    }
    #expect(found.sorted() == speakers.map { "audit/\($0)" }.filter { found.contains($0) })
    #expect(found.contains("audit/Output.swift"))
  }

  /// Libraries that other packages can link are no part of the program.
  @Test func productsAreLibraries() throws {
    let manifest = try String(contentsOf: ImportTests.root.appendingPathComponent("Package.swift"), encoding: .utf8)
    let products = manifest.matches(of: #/\.library\(name: "(\w+)"/#).map { String($0.1) }
    #expect(products.count > 3)
    for product in products {
      #expect(ImportTests.allowed[product] != nil)
      #expect(ImportTests.allowed[product, default: []].isDisjoint(with: Self.program))
      #expect(!Self.program.contains(product))
    }
  }

  @Test func callsAreRead() {
    #expect(Self.calls(in: "f(dlsym(nil, \"mallopt\"))") == ["dlsym"])
    #expect(Self.calls(in: "signal(SIGPIPE, SIG_IGN)\nexit(1)") == ["signal", "exit"])
    #expect(Self.calls(in: "// signal(x)\nfunc signal(_ x: Int) {}\nmysignal(1)\nstream.signal(3)").isEmpty)
  }
}
