import AuditRecord
import Foundation
import RunStorage

/// Sizes of bitstreams from a CSV file with the columns `side,rate,image,bytes`, in any order.
struct SizeTable: Sendable {
  private struct Key: Hashable {
    let side: String
    let rate: String
    let stem: String
  }

  private var sizes: [Key: Int] = [:]

  /// Reads the table.
  /// - Throws: `AuditError.input` naming file, line and reason.
  init(path: String) throws(AuditError) {
    guard let data = FileManager.default.contents(atPath: path), !data.isEmpty else {
      throw AuditError.input("\(path): cannot be read, or is empty")
    }
    guard let text = String(data: data, encoding: .utf8) else { throw AuditError.input("\(path): is not UTF-8 text") }
    // Some spreadsheets begin with a byte order mark.
    let lines = text.drop { $0 == "\u{FEFF}" }.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard let head = lines.first else { throw AuditError.input("\(path): is empty") }
    let columns = Self.cells(head)
    func column(_ name: String) throws(AuditError) -> Int {
      guard let index = columns.firstIndex(of: name) else { throw AuditError.input("\(path): has no column \(name)") }
      return index
    }
    let side = try column("side")
    let rate = try column("rate")
    let image = try column("image")
    let bytes = try column("bytes")
    for (number, line) in lines.enumerated().dropFirst() where !line.allSatisfy(\.isWhitespace) {
      let cells = Self.cells(line)
      guard cells.count == columns.count else {
        throw AuditError.input("\(path):\(number + 1): has \(cells.count) cells, the head \(columns.count)")
      }
      guard GateSide(rawValue: cells[side]) != nil else {
        throw AuditError.input("\(path):\(number + 1): side is \"\(cells[side])\", not baseline or candidate")
      }
      guard let size = Int(cells[bytes]), size > 0 else {
        throw AuditError.input("\(path):\(number + 1): bytes is \"\(cells[bytes])\", not a whole number above 0")
      }
      let key = Key(side: cells[side], rate: cells[rate], stem: GateInputs.stem(cells[image]))
      guard sizes.updateValue(size, forKey: key) == nil else {
        throw AuditError.input("\(path):\(number + 1): names \(cells[side]) \(cells[rate]) \(cells[image]) twice")
      }
    }
  }

  /// The size of a picture's bitstream; nil when the table does not name it.
  func bytes(side: GateSide, rate: String, stem: String) -> Int? {
    sizes[Key(side: side.rawValue, rate: rate, stem: stem)]
  }

  /// The cells of a line (RFC 4180, without line breaks in cells).
  private static func cells(_ line: Substring) -> [String] {
    var cells = [""]
    var quoted = false
    var previous: Character?
    for character in line {
      if character == "\"" {
        // A doubled quote inside quotes is a quote.
        if !quoted, previous == "\"" { cells[cells.count - 1].append("\"") }
        quoted.toggle()
      } else if character == ",", !quoted {
        cells.append("")
      } else {
        cells[cells.count - 1].append(character)
      }
      previous = character
    }
    return cells.map { $0.trimmingCharacters(in: .whitespaces) }
  }
}
