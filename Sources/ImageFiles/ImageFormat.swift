/// What a file is by its first bytes, whatever its name says.
enum ImageFormat {
  case png, jpeg, tiff, webp

  /// The format of a file that begins with `start`, or why it is none that is read here.
  /// - Parameter bytes: the file, or its first bytes; 512 are enough.
  static func detect(_ bytes: UnsafeBufferPointer<UInt8>, name: String) throws(ImageFileError) -> ImageFormat {
    let start = UnsafeBufferPointer(rebasing: bytes.prefix(512))
    func begins(_ bytes: [UInt8], at offset: Int = 0) -> Bool {
      start.count >= offset + bytes.count && start[offset..<(offset + bytes.count)].elementsEqual(bytes)
    }
    func begins(_ text: String, at offset: Int = 0) -> Bool { begins(Array(text.utf8), at: offset) }

    guard !start.isEmpty else { throw ImageFileError(file: name, reason: "the file is empty") }
    if begins([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return .png }
    if begins([0xFF, 0xD8, 0xFF]) { return .jpeg }
    if begins([0x49, 0x49, 42, 0]) || begins([0x4D, 0x4D, 0, 42]) { return .tiff }
    if begins([0x49, 0x49, 43, 0]) || begins([0x4D, 0x4D, 0, 43]) { return .tiff }
    if begins("RIFF"), begins("WEBP", at: 8) { return .webp }

    let others: [(isSo: Bool, name: String)] = [
      (begins("GIF8"), "a GIF"),
      (begins("BM") && start.count >= 26 && start[5] == 0, "a BMP"),
      (begins("ftypavif", at: 4) || begins("ftypavis", at: 4), "an AVIF"),
      (begins("ftyphei", at: 4) || begins("ftyphev", at: 4) || begins("ftypmif1", at: 4), "a HEIF"),
      (begins("ftyp", at: 4), "an MP4"),
      (begins([0xFF, 0x0A]) || begins([0, 0, 0, 12, 0x4A, 0x58, 0x4C, 0x20]), "a JPEG XL"),
      (begins([0, 0, 0, 12, 0x6A, 0x50, 0x20, 0x20]) || begins([0xFF, 0x4F, 0xFF, 0x51]), "a JPEG 2000"),
      (begins("8BPS"), "a Photoshop"), (begins([0x76, 0x2F, 0x31, 0x01]), "an OpenEXR"),
      (begins("%PDF-"), "a PDF"), (begins("YUV4MPEG2"), "a Y4M video"),
      (isNetpbm(start), "a Netpbm (PBM, PGM, PPM, PAM or PFM)"), (begins("qoif"), "a QOI"),
      (begins([0x1A, 0x45, 0xDF, 0xA3]), "a Matroska or WebM"),
    ]
    if let other = others.first(where: \.isSo) {
      throw ImageFileError(file: name, reason: "is \(other.name) file; images are read from \(names)")
    }
    let isText = start.allSatisfy { $0 >= 0x20 && $0 != 0x7F || (9...13).contains($0) || $0 == 0x1B }
    throw ImageFileError(
      file: name, reason: isText ? "is text, not an image" : "is not an image file of a kind that is read (\(names))")
  }

  /// Whether a file begins with the magic number of Netpbm's formats, `P1` to `P7`, `PF` or `Pf`, and white space.
  private static func isNetpbm(_ start: UnsafeBufferPointer<UInt8>) -> Bool {
    start.count >= 3 && start[0] == UInt8(ascii: "P") && "1234567Ff".utf8.contains(start[1])
      && [0x20, 0x09, 0x0A, 0x0D].contains(start[2])
  }

  private static let names = "PNG, TIFF, JPEG and WebP"
}
