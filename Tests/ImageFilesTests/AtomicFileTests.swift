import Foundation
import Glibc
import ImageFiles
import Testing

@Suite("Files that appear whole or not at all") struct AtomicFileTests {
  private let folder: String

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("audit-test-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  private func names() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder).sorted() }
  private func bytes(_ name: String) -> [UInt8]? {
    FileManager.default.contents(atPath: "\(folder)/\(name)").map { Array($0) }
  }

  private func expectRefusal(_ path: String, _ reason: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let error = #expect(throws: ImageFileError.self, sourceLocation: sourceLocation) {
      try AtomicFile.write([1, 2, 3], to: path)
    }
    #expect(error?.reason.contains(reason) == true, "\(String(describing: error))", sourceLocation: sourceLocation)
  }

  @Test func regularFilesAreMadeAndReplaced() throws {
    for bytes in [[], [1], [UInt8](repeating: 7, count: 3_000_000), [2]] as [[UInt8]] {
      try AtomicFile.write(bytes, to: "\(folder)/a")
      #expect(self.bytes("a") == bytes)
      #expect(try names() == ["a"])
    }
    let long = String(repeating: "ä", count: 127)
    try AtomicFile.write([9], to: "\(folder)/\(long)")
    #expect(bytes(long) == [9])
  }

  /// Renaming over a device would replace it, and with it what others write to.
  @Test func aDeviceStays() throws {
    expectRefusal("/dev/null", "is a device, which is not replaced")
    var status = stat()
    #expect(stat("/dev/null", &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
    // One that could be replaced, for whoever may make one.
    guard mknod("\(folder)/null", S_IFCHR | 0o600, 0x103) == 0 else { return }
    expectRefusal("\(folder)/null", "is a device")
    #expect(stat("\(folder)/null", &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
    #expect(try names() == ["null"])
  }

  @Test(.timeLimit(.minutes(1))) func aPipeStays() throws {
    #expect(mkfifo("\(folder)/pipe", 0o600) == 0)
    expectRefusal("\(folder)/pipe", "is a pipe, which is not replaced")
    var status = stat()
    #expect(stat("\(folder)/pipe", &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
    #expect(try names() == ["pipe"])
  }

  @Test func aLinkAndItsTargetStay() throws {
    try AtomicFile.write([5], to: "\(folder)/target")
    for (name, target) in [("link", "target"), ("dangling", "nowhere")] {
      try FileManager.default.createSymbolicLink(atPath: "\(folder)/\(name)", withDestinationPath: target)
      expectRefusal("\(folder)/\(name)", "is a link, which is not replaced")
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\(name)") == target)
    }
    #expect(bytes("target") == [5])
    #expect(try names() == ["dangling", "link", "target"])
  }

  @Test func aFolderStays() throws {
    try FileManager.default.createDirectory(atPath: "\(folder)/sub", withIntermediateDirectories: true)
    expectRefusal("\(folder)/sub", "is a folder, which is not replaced")
    expectRefusal("\(folder)/", "is a folder")
    expectRefusal("", "is not a file's name")
    expectRefusal("\(folder)/none/a", "cannot be written")
    #expect(try names() == ["sub"])
  }
}
