import AuditRecord
import Foundation
import ImageFiles
import RunStorage

/// The pictures that a gate compares, found and matched but not read.
struct GateInputs: Sendable {
  /// One decoded picture to be.
  struct Picture: Sendable, Equatable {
    /// The rate.
    var rate: RateName
    /// The file; nil when a codec will make it.
    var path: String?
    /// The bitstream's size, where it is known already.
    var bytes: Int?
    /// Where the size comes from, or why there is none; nil where there is nothing to say.
    var note: String?
  }

  /// References by name.
  let references: [Dataset.Item]
  /// Side → reference name → pictures.
  let pictures: [GateSide: [String: [Picture]]]
  /// Rates in order.
  let rates: [RateName]
  /// What was named but cannot be compared: a picture without reference, a reference without picture.
  let complaints: [GatePicture]

  /// Finds and matches.
  /// - Throws: `AuditError.input` when a folder or a table cannot be used at all.
  /// - Parameter output: the gate's own folder, in which nothing is looked for.
  static func find(_ options: GateOptions, output: String?) throws(AuditError) -> GateInputs {
    let references = try list(options.references, output)
    let names = references.map(\.name)
    let byStem = Dictionary(names.map { (stem($0), $0) }, uniquingKeysWith: { first, _ in first })
    let table = try options.request.bits.map { (path) throws(AuditError) in
      try SizeTable(path: path, references: names)
    }
    var pictures: [GateSide: [String: [Picture]]] = [:]
    var complaints: [GatePicture] = []
    var bitstreams = BitstreamSizes()
    for (side, source) in [(GateSide.baseline, options.baseline), (.candidate, options.candidate)] {
      var own: [String: [Picture]] = [:]
      switch source {
      case .codec(let codec):
        for name in names {
          own[name] = codec.qualities.map { Picture(rate: RateName(rawValue: $0), path: nil, bytes: nil) }
        }
      case .checkpoint(let codec):
        for name in names { own[name] = codec.rates.map { Picture(rate: "\($0)", path: nil, bytes: nil) } }
      case .savedRun: break
      case .folder(let folder):
        for item in try list(folder, output) {
          guard case .file(let path) = item.source else {
            complaints.append(complaint(side, item.name, "", "cannot be read"))
            continue
          }
          guard let (name, rate) = match(stem(item.name), byStem) else {
            complaints.append(complaint(side, item.name, "", "has no reference of its name"))
            continue
          }
          if (own[name] ?? []).contains(where: { $0.rate == rate }) {
            complaints.append(complaint(side, item.name, "", "is a second picture of its name and rate"))
            continue
          }
          let size =
            if let table {
              BitstreamSizes.Found(bytes: table.bytes(side: side, rate: rate, image: name))
            } else {
              bitstreams.find(beside: path)
            }
          own[name, default: []].append(Picture(rate: rate, path: path, bytes: size.bytes, note: size.note))
        }
        let rates = Set(own.values.flatMap { $0.map(\.rate) })
        for name in names {
          for rate in rates.sorted(by: RateName.inOrder) where !(own[name] ?? []).contains(where: { $0.rate == rate }) {
            complaints.append(complaint(side, name, rate, "has no \(side.rawValue) picture"))
          }
        }
        guard !own.isEmpty else { throw AuditError.input(folder, "holds no picture with a reference's name") }
        complaints += try withoutSize(&own, side: side, table: table, path: options.request.bits)
      }
      pictures[side] = own
    }
    let rates = Set(pictures.values.flatMap { $0.values.flatMap { $0.map(\.rate) } }).sorted(by: RateName.inOrder)
    return GateInputs(references: references, pictures: pictures, rates: rates, complaints: complaints)
  }

  /// Takes out the pictures whose size is not known where others' are: taken as equal in bits, as a side without any size
  /// is, they would be compared at the wrong ones.
  /// - Throws: `AuditError.input` for a table that knows no picture of the side at all.
  private static func withoutSize(
    _ own: inout [String: [Picture]], side: GateSide, table: SizeTable?, path: String?
  ) throws(AuditError) -> [GatePicture] {
    let all = own.values.joined()
    guard all.contains(where: { $0.bytes != nil }) else {
      if let table, let path {
        let (name, pictures) = own.min { $0.key < $1.key } ?? ("", [])
        throw AuditError.input(
          path,
          "has no size of any picture of the \(side.rawValue), such as \(pictures.first?.rate.folder ?? "")\(name)"
            + (table.first.map { "; its first row names \($0)" } ?? ""))
      }
      return []
    }
    let reason = path.map { "has no size in \($0)" } ?? "has no bitstream beside it, other pictures have"
    var complaints: [GatePicture] = []
    for (name, pictures) in own.sorted(by: { $0.key < $1.key }) {
      for picture in pictures where picture.bytes == nil {
        complaints.append(complaint(side, name, picture.rate, picture.note ?? reason))
      }
      own[name] = pictures.filter { $0.bytes != nil }
    }
    return complaints
  }

  /// A path without its extension.
  static func stem(_ path: String) -> String { (path as NSString).deletingPathExtension }

  /// The reference that a picture belongs to, and its rate: the path itself, or a folder and the path below it.
  private static func match(_ stem: String, _ byStem: [String: String]) -> (name: String, rate: RateName)? {
    if let name = byStem[stem] { return (name, "") }
    guard let slash = stem.firstIndex(of: "/") else { return nil }
    return byStem[String(stem[stem.index(after: slash)...])].map { ($0, RateName(rawValue: String(stem[..<slash]))) }
  }

  private static func complaint(_ side: GateSide, _ image: String, _ rate: RateName, _ reason: String) -> GatePicture {
    GatePicture(
      side: side, image: image, rate: rate,
      failure: "\(side.rawValue): \(rate.folder)\(image): \(reason)")
  }

  private static func list(_ folder: String, _ output: String?) throws(AuditError) -> [Dataset.Item] {
    // A JPEG beside a PNG of its name is that picture's bitstream.
    let items = try DatasetScanner.scan([folder], extensions: Still.extensions, besides: output).items
    let lossless = Set(items.map(\.name).filter { !isCoded($0) }.map(stem))
    return items.filter { !isCoded($0.name) || !lossless.contains(stem($0.name)) }
  }

  /// Whether a file's name is that of a picture that is its own bitstream.
  static func isCoded(_ name: String) -> Bool {
    ["jpg", "jpeg", "webp"].contains((name as NSString).pathExtension.lowercased())
  }

  /// A hash of what tells a reference's file and those of its pictures from others; nil where none could be read.
  func fingerprint(of image: String, reference: String?) -> String? {
    let paths = GateSide.allCases.flatMap { side in (pictures[side]?[image] ?? []).compactMap(\.path) }
    let parts =
      [reference ?? ""]
      + paths.map { path in
        InputFingerprint.of(Dataset.Item(name: path, source: .file(path: path)), takesStreams: true) ?? ""
      }
    guard parts.contains(where: { !$0.isEmpty }) else { return nil }
    return InputFingerprint.of(Array(parts.joined(separator: " ").utf8))
  }
}
