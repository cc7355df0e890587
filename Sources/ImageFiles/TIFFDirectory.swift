/// The first directory of a TIFF structure, read without libtiff: EXIF blocks are such structures, and for TIFF files it
/// shows what libtiff silently assumed. (TIFF 6.0, section 2; BigTIFF: libtiff's "BigTIFF Design".)
struct TIFFDirectory {
  private let reader: ByteReader
  private let offset: Int
  private let count: Int
  /// BigTIFF: 64-bit offsets and counts.
  private let isBig: Bool

  /// The first directory of a structure, or nil where the bytes end before the directory does.
  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    var reader = ByteReader(bytes: bytes)
    if reader.has("II", at: 0) { reader.isBigEndian = false } else if !reader.has("MM", at: 0) { return nil }
    let version = reader.number(2, size: 2)
    guard version == 42 || version == 43 else { return nil }
    let isBig = version == 43
    guard let first = isBig ? reader.number(8, size: 8) : reader.number(4, size: 4) else { return nil }
    self.init(reader, at: first, isBig: isBig)
  }

  private init?(_ reader: ByteReader, at offset: Int, isBig: Bool) {
    self.reader = reader
    self.isBig = isBig
    guard offset >= 0, let count = reader.number(offset, size: isBig ? 8 : 2), (0...65_535).contains(count) else {
      return nil
    }
    self.offset = offset + (isBig ? 8 : 2)
    self.count = count
    // Behind the entries stands the offset of the next directory.
    let end = self.offset + count * entrySize
    guard reader.slice(end, count: isBig ? 8 : 4) != nil else { return nil }
  }

  private var entrySize: Int { isBig ? 20 : 12 }

  /// The single whole number that `tag` has; nil where the tag is missing or of another kind.
  func value(of tag: Int) -> Int? {
    for index in 0..<count {
      let entry = offset + index * entrySize
      guard reader.number(entry, size: 2) == tag else { continue }
      let value = entry + (isBig ? 12 : 8)
      switch reader.number(entry + 2, size: 2) {
      case 3: return reader.number(value, size: 2)
      case 4: return reader.number(value, size: 4)
      default: return nil
      }
    }
    return nil
  }

  /// The directory that `tag` points to.
  func directory(of tag: Int) -> TIFFDirectory? {
    value(of: tag).flatMap { TIFFDirectory(reader, at: $0, isBig: isBig) }
  }
}
