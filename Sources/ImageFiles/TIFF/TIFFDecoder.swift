import CTIFF
import Raster

/// Reads the first image of a TIFF file with libtiff: strips or tiles, samples side by side or in planes, grey, palette
/// and RGB of 8 and 16 bits, with fewer bits for grey and palette.
enum TIFFDecoder {
  static func decode(
    _ data: UnsafeBufferPointer<UInt8>, name: String, limits: ImageLimits
  ) throws(ImageFileError) -> DecodedImage {
    let source = TIFFSource(data)
    // The source must live as long as libtiff holds its address.
    defer { withExtendedLifetime(source) {} }
    func error(_ reason: String) -> ImageFileError { ImageFileError(file: name, reason: "TIFF: " + reason) }
    guard let tiff = source.open() else { throw error(source.errors.first ?? "holds no image") }
    defer { TIFFClose(tiff) }
    let header = try TIFFHeader(tiff, name: name, limits: limits)
    // Where the end of a file is missing, libtiff may do without what stood there, a palette for example.
    if let complaint = source.errors.first ?? source.warnings.first(where: { $0.hasPrefix("IO error") }) {
      throw error(complaint)
    }
    guard let directory = TIFFDirectory(data) else { throw error("the file ends too early") }
    // It also takes a file for grey that says palette and has none.
    guard directory.value(of: Int(TIFFTAG_PHOTOMETRIC)) == Int(TIFFField.uint16(tiff, TIFFTAG_PHOTOMETRIC) ?? 0) else {
      throw error("its photometric interpretation does not fit its other fields")
    }

    var notes: [String] = []
    if let note = TIFFField.profileNote(tiff) { notes.append(note) }
    if TIFFLastDirectory(tiff) == 0 { notes.append("the first of several images in the file") }
    let extras = header.samplesPerPixel - header.colourSamples
    if extras > (header.alpha == nil ? 0 : 1) { notes.append("channels beyond colour and alpha ignored") }

    var blocks = try TIFFBlocks(tiff, header, dataSize: data.count, name: name, limits: limits)
    let warningsBefore = source.warnings.count
    let result = try PlanarSink.image(
      width: header.width, height: header.height, bitDepth: header.bitsPerSample == 16 ? 16 : 8, isGrey: header.isGrey
    ) { (sink) throws(ImageFileError) in
      guard blocks.readAll(into: &sink) else { throw error(source.errors.first ?? "is damaged") }
      if let complaint = source.errors.first { throw error(complaint) }
      // The decoders repair damage and warn, which is an error here. One warning is about an old, harmless format.
      let complaint = source.warnings.dropFirst(warningsBefore).first { !$0.hasPrefix("Old-style LZW codes") }
      if let complaint { throw error(complaint) }
    }
    if result.sawTransparency { notes.append(PlanarSink.transparencyNote) }
    return DecodedImage(image: result.image, notes: notes).upright(orientation: header.orientation)
  }
}
