/// Numbers and texts out of bytes that may be anything: every access says whether the bytes are there.
struct ByteReader {
  /// The bytes.
  let bytes: UnsafeBufferPointer<UInt8>
  /// The most significant byte comes first.
  var isBigEndian = true

  /// The byte at `offset`.
  func byte(_ offset: Int) -> UInt8? { bytes.indices.contains(offset) ? bytes[offset] : nil }

  /// A number of `size` bytes at `offset`; nil where the bytes end before it does.
  func number(_ offset: Int, size: Int) -> Int? {
    guard let part = slice(offset, count: size) else { return nil }
    return isBigEndian
      ? part.reduce(0) { $0 << 8 | Int($1) } : part.reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  /// `count` bytes from `offset`; nil where they are not all there.
  func slice(_ offset: Int, count: Int) -> UnsafeBufferPointer<UInt8>? {
    guard offset >= 0, count >= 0, offset <= bytes.count, count <= bytes.count - offset else { return nil }
    return UnsafeBufferPointer(rebasing: bytes[offset..<(offset + count)])
  }

  /// The four characters at `offset`.
  func tag(_ offset: Int) -> String? { slice(offset, count: 4).map { String(decoding: $0, as: UTF8.self) } }

  /// Whether `text` stands at `offset`.
  func has(_ text: String, at offset: Int) -> Bool {
    slice(offset, count: text.utf8.count)?.elementsEqual(text.utf8) ?? false
  }
}
