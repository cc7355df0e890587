/// What stands in a JPEG's segments before its first scan: the size, EXIF and the colour profile.
struct JPEGSegments {
  /// Columns and rows, from the frame header.
  private(set) var size: (width: Int, height: Int)?
  /// The EXIF block of APP1.
  private(set) var exif: Exif?
  /// The profile of APP2, put together from its numbered parts. (ICC.1:2010, B.4.)
  private(set) var profile: [UInt8] = []

  /// Walks the segments from the start of the image to its first scan.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    let reader = ByteReader(bytes: bytes)
    var parts: [Int: UnsafeBufferPointer<UInt8>] = [:]
    var offset = 2
    while reader.byte(offset) == 0xFF, let marker = reader.byte(offset + 1) {
      // A marker may be preceded by any number of 0xFF.
      if marker == 0xFF {
        offset += 1
        continue
      }
      // 0xDA begins a scan, 0xD9 ends the image.
      guard marker != 0xDA, marker != 0xD9, let length = reader.number(offset + 2, size: 2), length >= 2,
        let body = reader.slice(offset + 4, count: length - 2)
      else { break }
      let part = ByteReader(bytes: body)
      // 0xC0 to 0xCF are frame headers, but for DHT, JPG and DAC.
      if 0xC0...0xCF ~= marker, ![0xC4, 0xC8, 0xCC].contains(marker), let height = part.number(1, size: 2),
        let width = part.number(3, size: 2)
      {
        size = (width, height)
      }
      if marker == 0xE1, exif == nil, part.has("Exif\0\0", at: 0) { exif = Exif(body) }
      if marker == 0xE2, part.has("ICC_PROFILE\0", at: 0), let number = part.byte(12),
        let data = part.slice(14, count: body.count - 14)
      {
        parts[Int(number)] = data
      }
      offset += 2 + length
    }
    for number in parts.keys.sorted() { profile += parts[number] ?? UnsafeBufferPointer(start: nil, count: 0) }
  }

  /// The remark about the colour space; nil for sRGB or where nothing is said.
  var colourNote: String? {
    profile.isEmpty ? exif?.colourNote : profile.withUnsafeBufferPointer { ICCProfile($0).note }
  }
}
