import Foundation
import Scoring

/// What the table's script shows of a case when it is opened: kept short, since a page may hold thousands.
struct CaseDetails: Encodable {
  /// One panel member's line.
  struct Member: Encodable {
    var id: String
    var start: Double?
    var value: Double?
    /// Its value with tone matched, where that is what is read.
    var matched: Double?
    var implied: Double?
    var bound: String?
    var inflation: Double?
    /// Why it has no value of the attacked image.
    var missing: String?
  }

  var reason: String?
  var size: [Int]?
  var chosen: [String: Double]?
  var notes: [String]?
  var pictures: [PictureRole: String]?
  var members: [Member]
  var spread: Double?
  /// The change of tone and both readings, as a sentence or two.
  var tone: String?

  init(_ record: CaseRecord, header: RunHeader) {
    let measurement = record.measurement
    reason = CaseWords.reason(record, header: header)
    if let width = measurement.width, let height = measurement.height { size = [width, height] }
    chosen = measurement.chosen.isEmpty ? nil : measurement.chosen
    notes = measurement.notes.isEmpty ? nil : measurement.notes
    let paths = PictureRole.allCases.compactMap { role in measurement.pictures[role].map { (role, $0) } }
    pictures = paths.isEmpty ? nil : Dictionary(uniqueKeysWithValues: paths)
    let readings = Dictionary(record.readings.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    members = header.panel.compactMap { info in
      let start = measurement.start?.panel[info.id]
      let value = measurement.attacked?.panel[info.id]
      let matched = measurement.attacked.flatMap { info.read($0.panel, $0.tone) }
      let missing = measurement.attacked?.missing?[info.id]
      guard start != nil || value != nil || missing != nil else { return nil }
      let reading = readings[info.id]
      return Member(
        id: info.id, start: start, value: value, matched: matched == value ? nil : matched,
        implied: reading?.implied?.value,
        bound: reading?.implied.flatMap { $0.bound == .exact ? nil : $0.bound.rawValue }, inflation: reading?.inflation,
        missing: missing)
    }
    spread = record.honestSpread
    tone = CaseWords.tone(record, metric: header.metric)
  }
}

/// Everything the scripts need.
struct PageData: Encodable {
  /// Writes it: equal data give equal bytes.
  static var encoder: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    return encoder
  }

  /// A panel member's name.
  struct Member: Encodable {
    var title: String
    var group: String?
    var votes: Bool
  }

  /// Decimals of the audited metric's numbers.
  var decimals: Int
  var members: [String: Member]
  var attacks: [String: String]
  var cases: [String: CaseDetails]
}
