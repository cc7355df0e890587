/// The two facts of an EXIF block that change what a picture looks like. (CIPA DC-008, EXIF 2.32, 4.6.)
struct Exif {
  /// How the stored rows lie: 1 (upright) to 8.
  private(set) var orientation = 1
  /// The ColorSpace tag where it is not sRGB (1).
  private(set) var foreignColourSpace: Int?

  /// Reads what can be read; damaged blocks say nothing.
  /// - Parameter bytes: a TIFF structure, with or without the introduction `Exif␀␀`.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    let reader = ByteReader(bytes: bytes)
    let hasIntroduction = reader.has("Exif\0\0", at: 0)
    let structure = hasIntroduction ? reader.slice(6, count: bytes.count - 6) : bytes
    guard let directory = structure.flatMap({ TIFFDirectory($0) }) else { return }
    if let value = directory.value(of: 0x0112), (1...8).contains(value) { orientation = value }
    if let space = directory.directory(of: 0x8769)?.value(of: 0xA001), space != 1 { foreignColourSpace = space }
  }

  /// The remark about the colour space; nil for sRGB or where nothing is said.
  var colourNote: String? {
    foreignColourSpace.map {
      ($0 == 2 ? "EXIF says Adobe RGB" : "EXIF says the colour space is not sRGB") + "; values are taken as sRGB"
    }
  }
}
