import AuditRecord
import RunStorage

/// Sizes of bitstreams from a CSV file with the columns `side,rate,image,bytes`, in any order.
///
/// A cell names an image as its reference is named, with its extension or without, or with another in its place, such as the
/// bitstream's. A name may hold dots: what is a reference's own name, or its name without extension, is never cut.
struct SizeTable: Sendable {
  private struct Key: Hashable {
    let side: String
    let rate: String
    let image: String
  }

  private var sizes: [Key: Int] = [:]
  /// The first row, as it names its picture; nil for a table without rows.
  private(set) var first: String?

  /// Reads the table.
  /// - Parameter references: the references' names.
  /// - Throws: `AuditError.input` naming file, line and reason.
  init(path: String, references: [String]) throws(AuditError) {
    var table = try CSVReader(path: path)
    let side = try table.column("side")
    let rate = try table.column("rate")
    let image = try table.column("image")
    let bytes = try table.column("bytes")
    let names = ImageNames(references)
    while let row = try table.next() {
      let (line, cells) = (row.line, row.cells)
      guard GateSide(rawValue: cells[side]) != nil else {
        throw table.fault(line, "side is \"\(cells[side])\", not baseline or candidate")
      }
      guard let size = Int(cells[bytes]), size > 0 else {
        throw table.fault(line, "bytes is \"\(cells[bytes])\", not a whole number above 0")
      }
      first = first ?? "\(cells[side]) \(cells[rate]) \(cells[image])"
      let key = Key(side: cells[side], rate: cells[rate], image: names.image(cells[image]) ?? cells[image])
      guard sizes.updateValue(size, forKey: key) == nil else {
        throw table.fault(line, "names \(cells[side]) \(cells[rate]) \(cells[image]) twice")
      }
    }
  }

  /// The size of a picture's bitstream; nil when the table does not name it.
  /// - Parameter image: the reference's name.
  func bytes(side: GateSide, rate: RateName, image: String) -> Int? {
    sizes[Key(side: side.rawValue, rate: rate.rawValue, image: image)]
  }
}

/// References by the names that others may give them.
private struct ImageNames {
  private let names: Set<String>
  private let byStem: [String: String]

  init(_ references: [String]) {
    names = Set(references)
    byStem = Dictionary(references.map { (GateInputs.stem($0), $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The reference that a cell means; nil for none.
  func image(_ cell: String) -> String? {
    names.contains(cell) ? cell : byStem[cell] ?? byStem[GateInputs.stem(cell)]
  }
}
