import Foundation
import RunStorage

/// The rows of a CSV file after RFC 4180, one at a time: cells in quotes may hold commas, doubled quotes and line breaks.
///
/// Blank lines are passed over and spaces around a cell are dropped. What a line may hold is bounded, so that a file that
/// is no table is refused after its first kilobytes and not after minutes.
struct CSVReader {
  /// A row and where it begins.
  struct Row: Equatable {
    /// The line of the file, counted from 1.
    let line: Int
    /// Its cells, as many as the head has.
    let cells: [String]
  }

  /// The most bytes of a cell.
  static let mostBytes = 1 << 16
  /// The most cells of a row.
  static let mostCells = 1 << 10

  /// The cells of the first row.
  private(set) var head: [String] = []

  private let path: String
  private let bytes: [UInt8]
  private var position = 0
  private var line = 1

  /// Opens a file and reads its head.
  /// - Throws: `AuditError.input` naming the file and what is wrong with it.
  init(path: String) throws(AuditError) {
    guard let data = FileManager.default.contents(atPath: path), !data.isEmpty else {
      throw AuditError.input(path, "cannot be read, or is empty")
    }
    self.path = path
    bytes = [UInt8](data)
    // Some spreadsheets begin with a byte order mark.
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    guard let first = try read() else { throw AuditError.input(path, "is empty") }
    head = first.cells
  }

  /// Where a column of the head stands.
  /// - Throws: `AuditError.input` that shows the head, when the head lacks it.
  func column(_ name: String) throws(AuditError) -> Int {
    guard let index = head.firstIndex(of: name) else {
      let read = head.joined(separator: ",").replacing("\t", with: "→").prefix(Self.longestHead)
      let parted = head.count == 1 && head[0].contains { ";\t|".contains($0) }
      throw AuditError.input(
        path, "has no column \(name); its first line reads “\(read)”\(parted ? ", and cells are parted by commas" : "")"
      )
    }
    return index
  }

  /// How much of a head fits into a message, in characters.
  private static let longestHead = 200

  /// The next row, nil behind the last.
  /// - Throws: `AuditError.input` naming file, line and reason.
  /// - Complexity: O(bytes of the row)
  mutating func next() throws(AuditError) -> Row? {
    guard let row = try read() else { return nil }
    guard row.cells.count == head.count else {
      throw fault(row.line, "has \(row.cells.count) cells, the head \(head.count)")
    }
    return row
  }

  /// An error of a line.
  func fault(_ line: Int, _ reason: String) -> AuditError { .input("\(path):\(line): \(reason)") }

  private mutating func read() throws(AuditError) -> Row? {
    while position < bytes.count {
      while position < bytes.count, Self.isBreak(bytes[position]) { endLine() }
      let first = line
      var cells: [String] = []
      repeat {
        guard cells.count < Self.mostCells else { throw fault(first, "has more than \(Self.mostCells) cells") }
        cells.append(try cell(of: first))
      } while take(UInt8(ascii: ","))
      endLine()
      if cells != [""] { return Row(line: first, cells: cells) }
    }
    return nil
  }

  /// The bytes up to a comma or a line's end outside quotes.
  private mutating func cell(of first: Int) throws(AuditError) -> String {
    var content: [UInt8] = []
    var isQuoted = false
    while position < bytes.count {
      let byte = bytes[position]
      if !isQuoted, byte == UInt8(ascii: ",") || Self.isBreak(byte) { break }
      position += 1
      if byte == UInt8(ascii: "\"") {
        // A doubled quote inside quotes is a quote.
        if isQuoted, take(byte) { content.append(byte) } else { isQuoted.toggle() }
      } else {
        if byte == 0x0A { line += 1 }
        content.append(byte)
      }
      guard content.count <= Self.mostBytes else {
        throw fault(first, "has a cell of more than \(Self.mostBytes) bytes")
      }
    }
    guard !isQuoted else { throw fault(first, "has a quote that does not end") }
    guard let text = String(validating: content, as: UTF8.self) else { throw fault(first, "is not UTF-8 text") }
    return text.trimmingCharacters(in: .whitespaces)
  }

  private static func isBreak(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  /// Passes a byte if it is the next.
  private mutating func take(_ byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  /// Passes LF, CR LF or CR.
  private mutating func endLine() {
    let returned = take(0x0D)
    if take(0x0A) || returned { line += 1 }
  }
}
