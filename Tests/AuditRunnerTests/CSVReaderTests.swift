import Foundation
import Testing

@testable import AuditRunner

@Suite("CSV") struct CSVReaderTests {
  static func rows(_ bytes: some Sequence<UInt8>) throws -> (head: [String], rows: [CSVReader.Row]) {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("audit-\(UUID().uuidString).csv").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    var reader = try CSVReader(path: path)
    var rows: [CSVReader.Row] = []
    while let row = try reader.next() { rows.append(row) }
    return (reader.head, rows)
  }

  static func rows(_ text: String) throws -> (head: [String], rows: [CSVReader.Row]) { try rows(text.utf8) }

  @Test(arguments: ["\n", "\r\n", "\r"]) func linesEndInEveryWay(end: String) throws {
    let (head, rows) = try Self.rows(["a,b", "1, 2 ", "", " ", "größe,"].joined(separator: end))
    #expect(head == ["a", "b"])
    #expect(rows == [.init(line: 2, cells: ["1", "2"]), .init(line: 5, cells: ["größe", ""])])
  }

  @Test func quotesHoldWhatWouldPartCells() throws {
    let (head, rows) = try Self.rows("\u{FEFF}\"a\",\"b, c\"\r\n\"say \"\"x\"\"\",\"two\r\nlines\"\r\n\"\",3")
    #expect(head == ["a", "b, c"])
    #expect(
      rows == [.init(line: 2, cells: ["say \"x\"", "two\r\nlines"]), .init(line: 4, cells: ["", "3"])])
  }

  @Test(arguments: [
    ("a,b\n1,2,3\n", ":2: has 3 cells, the head 2"), ("a,b\n1\n", ":2: has 1 cells"),
    ("a,b\n\n1,\"2\n", ":3: has a quote that does not end"), ("", "cannot be read, or is empty"),
    ("\u{FEFF}\n\n", "is empty"),
  ]) func faultsAreNamed(text: String, reason: String) {
    #expect { _ = try Self.rows(text) } throws: { "\($0)".contains(reason) }
  }

  @Test func whatIsNoTextIsRefused() {
    #expect { _ = try Self.rows([0x61, 0x0A, 0xC3, 0x28]) } throws: { "\($0)".contains(":2: is not UTF-8 text") }
  }

  /// Files that are no tables: a line of 20 MB, a million combining marks on one letter, millions of cells or of lines. Each
  /// is refused, or passed over, in time that grows with its size alone.
  @Test func hugeLinesAreRefusedAtOnce() throws {
    let long = [UInt8](repeating: UInt8(ascii: "x"), count: 20_000_000)
    #expect { _ = try Self.rows(long) } throws: { "\($0)".contains(":1: has a cell of more than 65536 bytes") }
    let marks = Array("a,b\ne".utf8) + (0..<1_000_000).flatMap { _ in [0xCC, 0x81] as [UInt8] }
    #expect { _ = try Self.rows(marks) } throws: { "\($0)".contains(":2: has a cell of more than 65536 bytes") }
    let cells = Array("a,b\n".utf8) + [UInt8](repeating: UInt8(ascii: ","), count: 5_000_000)
    #expect { _ = try Self.rows(cells) } throws: { "\($0)".contains(":2: has more than 1024 cells") }
    let blank = Array("a,b\n".utf8) + [UInt8](repeating: 0x0A, count: 2_000_000) + Array("1,2".utf8)
    #expect(try Self.rows(blank).rows == [.init(line: 2_000_002, cells: ["1", "2"])])
  }
}
