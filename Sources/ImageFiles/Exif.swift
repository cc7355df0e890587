/// The two facts of an EXIF block that change what a picture looks like. (CIPA DC-008, EXIF 2.32, 4.6.)
struct Exif {
  /// How the stored rows lie: 1 (upright) to 8.
  private(set) var orientation = 1
  /// The ColorSpace tag where it is not sRGB (1).
  private(set) var foreignColourSpace: Int?

  /// Reads what can be read; damaged blocks say nothing.
  /// - Parameter bytes: a TIFF structure, with or without the introduction `Exif␀␀`.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    var reader = ByteReader(bytes: bytes)
    if reader.has("Exif\0\0", at: 0), let rest = reader.slice(6, count: bytes.count - 6) {
      reader = ByteReader(bytes: rest)
    }
    if reader.has("II", at: 0) { reader.isBigEndian = false } else if !reader.has("MM", at: 0) { return }
    guard reader.number(2, size: 2) == 42, let first = reader.number(4, size: 4) else { return }
    if let value = Self.value(of: 0x0112, directory: first, reader), (1...8).contains(value) { orientation = value }
    if let exif = Self.value(of: 0x8769, directory: first, reader),
      let space = Self.value(of: 0xA001, directory: exif, reader), space != 1
    {
      foreignColourSpace = space
    }
  }

  /// The single number that `tag` has in the directory at `offset`.
  private static func value(of tag: Int, directory offset: Int, _ reader: ByteReader) -> Int? {
    guard let count = reader.number(offset, size: 2) else { return nil }
    for index in 0..<count {
      let entry = offset + 2 + index * 12
      guard let found = reader.number(entry, size: 2) else { return nil }
      guard found == tag else { continue }
      switch reader.number(entry + 2, size: 2) {
      case 3: return reader.number(entry + 8, size: 2)
      case 4: return reader.number(entry + 8, size: 4)
      default: return nil
      }
    }
    return nil
  }

  /// The remark about the colour space; nil for sRGB or where nothing is said.
  var colourNote: String? {
    foreignColourSpace.map {
      ($0 == 2 ? "EXIF says Adobe RGB" : "EXIF says the colour space is not sRGB") + "; values are taken as sRGB"
    }
  }
}
