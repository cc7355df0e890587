import CImageShims

/// What a PNG's chunks say about its colours, in the order of precedence of the PNG specification (third edition, 4.3):
/// cICP, iCCP, sRGB, then gAMA and cHRM.
enum PNGColour {
  /// x and y of white, red, green, blue of sRGB (IEC 61966-2-1).
  private static let chromaticities = [0.3127, 0.3290, 0.64, 0.33, 0.30, 0.60, 0.15, 0.06]
  /// cHRM is written with five decimals, and by some programs with two.
  private static let chromaticityTolerance = 0.006
  /// 1/2.2 and the values that other programs round it to.
  private static let gammaTolerance = 0.01

  /// The remark for a colour space that is not sRGB.
  static func note(_ info: shim_png_info, chunks: PNGChunks) -> String? {
    if let code = chunks.codePoints, code != [1, 13] {
      return
        "cICP says primaries \(code[0]) and transfer \(code[1]), which is not sRGB; values are taken as sRGB"
    }
    if let icc = info.icc {
      let name = info.icc_name.map { String(cString: $0) } ?? ""
      return ICCProfile(UnsafeBufferPointer(start: icc, count: Int(info.icc_size)), fallbackName: name).note
    }
    if info.has_srgb { return nil }
    if info.has_gamma, abs(info.gamma - 1 / 2.2) > gammaTolerance {
      let thousandths = Int((min(max(info.gamma, 0), 1000) * 1000).rounded())
      return "gAMA says an exponent of \(Double(thousandths) / 1000), which is not sRGB's; values are taken as sRGB"
    }
    if info.has_chromaticities {
      let c = info.chromaticities
      let found = [c.0, c.1, c.2, c.3, c.4, c.5, c.6, c.7]
      if zip(found, chromaticities).contains(where: { abs($0 - $1) > chromaticityTolerance }) {
        return "cHRM says primaries that are not sRGB's; values are taken as sRGB"
      }
    }
    return nil
  }
}

/// Chunks that libpng leaves aside, found in the row of chunks before the pixels.
struct PNGChunks {
  /// An animation control chunk: the file is an APNG.
  private(set) var isAnimated = false
  /// cICP's colour primaries and transfer characteristics. (ITU-T H.273)
  private(set) var codePoints: [Int]?

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    let reader = ByteReader(bytes: bytes)
    var offset = 8
    while let length = reader.number(offset, size: 4), let kind = reader.tag(offset + 4), kind != "IDAT" {
      if kind == "acTL" { isAnimated = true }
      if kind == "cICP", let primaries = reader.byte(offset + 8), let transfer = reader.byte(offset + 9) {
        codePoints = [Int(primaries), Int(transfer)]
      }
      offset += length + 12
    }
  }
}
