import AuditRecord
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
    var table = try CSVReader(path: path)
    let side = try table.column("side")
    let rate = try table.column("rate")
    let image = try table.column("image")
    let bytes = try table.column("bytes")
    while let row = try table.next() {
      let (line, cells) = (row.line, row.cells)
      guard GateSide(rawValue: cells[side]) != nil else {
        throw table.fault(line, "side is \"\(cells[side])\", not baseline or candidate")
      }
      guard let size = Int(cells[bytes]), size > 0 else {
        throw table.fault(line, "bytes is \"\(cells[bytes])\", not a whole number above 0")
      }
      let key = Key(side: cells[side], rate: cells[rate], stem: GateInputs.stem(cells[image]))
      guard sizes.updateValue(size, forKey: key) == nil else {
        throw table.fault(line, "names \(cells[side]) \(cells[rate]) \(cells[image]) twice")
      }
    }
  }

  /// The size of a picture's bitstream; nil when the table does not name it.
  func bytes(side: GateSide, rate: String, stem: String) -> Int? {
    sizes[Key(side: side.rawValue, rate: rate, stem: stem)]
  }
}
