import CTIFF

/// The strips or tiles of a TIFF image, one after the other: a strip is a tile as wide as the image.
struct TIFFBlocks {
  private let tiff: OpaquePointer
  private let header: TIFFHeader
  private let isTiled: Bool
  private let blockWidth: Int
  private let blockHeight: Int
  /// Bytes of a block, and of a row in it.
  private let blockBytes: Int
  private let rowBytes: Int
  /// Samples that are read of every pixel from its own block each; all at once where they stand side by side.
  private let planes: [Int]
  private let palette: [UInt8]

  init(
    _ tiff: OpaquePointer, _ header: TIFFHeader, dataSize: Int, name: String, limits: ImageLimits
  ) throws(ImageFileError) {
    func error(_ reason: String) -> ImageFileError { ImageFileError(file: name, reason: "TIFF: " + reason) }
    self.tiff = tiff
    self.header = header
    isTiled = TIFFIsTiled(tiff) != 0
    if isTiled {
      blockWidth = Int(TIFFField.uint32(tiff, TIFFTAG_TILEWIDTH) ?? 0)
      blockHeight = Int(TIFFField.uint32(tiff, TIFFTAG_TILELENGTH) ?? 0)
      blockBytes = Int(TIFFTileSize(tiff))
      rowBytes = Int(TIFFTileRowSize(tiff))
    } else {
      blockWidth = header.width
      blockHeight = min(header.height, Int(TIFFField.uint32(tiff, TIFFTAG_ROWSPERSTRIP) ?? UInt32.max))
      blockBytes = Int(TIFFStripSize(tiff))
      rowBytes = Int(TIFFScanlineSize(tiff))
    }
    if header.isPlanar {
      planes = Array(0..<header.colourSamples) + (header.alpha.map { [$0.index] } ?? [])
    } else {
      planes = [0]
    }
    // libtiff's own account of the block must agree with the header, for the rows are read by the header's.
    let samples = header.isPlanar ? 1 : header.samplesPerPixel
    let rowBits = blockWidth.multipliedReportingOverflow(by: samples * header.bitsPerSample)
    let wholeBytes = rowBits.partialValue / 8 + (rowBits.partialValue % 8 == 0 ? 0 : 1)
    guard blockHeight > 0, !rowBits.overflow, wholeBytes > 0, rowBytes == wholeBytes,
      blockBytes / rowBytes >= blockHeight
    else { throw error("its strips or tiles have impossible sizes") }
    let buffers = blockBytes.multipliedReportingOverflow(by: planes.count + 1)
    let image = header.width * header.height * (header.isGrey ? 2 : 6)
    let all = buffers.partialValue.addingReportingOverflow(image + dataSize)
    try limits.check(memory: buffers.overflow || all.overflow ? nil : all.partialValue, file: name)
    if header.colour == .palette {
      guard let palette = TIFFField.palette(tiff, bits: header.bitsPerSample) else { throw error("has no palette") }
      self.palette = palette
    } else {
      palette = []
    }
  }

  /// Decodes every block into `sink`; false as soon as one cannot be decoded.
  mutating func readAll(into sink: inout PlanarSink) -> Bool {
    // Zeroed, so that nothing a decoder leaves unwritten depends on what was in memory.
    let buffers = planes.map { _ in UnsafeMutableRawBufferPointer.allocate(byteCount: blockBytes, alignment: 16) }
    defer { buffers.forEach { $0.deallocate() } }
    for buffer in buffers { buffer.initializeMemory(as: UInt8.self, repeating: 0) }
    var rows = TIFFRows(header, palette: palette, width: blockWidth, isPlanar: header.isPlanar)
    for y in stride(from: 0, to: header.height, by: blockHeight) {
      for x in stride(from: 0, to: header.width, by: blockWidth) {
        let height = min(blockHeight, header.height - y)
        for (buffer, plane) in zip(buffers, planes) {
          guard read(x: x, y: y, plane: plane, rows: height, buffer) else { return false }
        }
        let pixels = min(blockWidth, header.width - x)
        for row in 0..<height {
          let sources = buffers.compactMap { $0.baseAddress.map { UnsafeRawPointer($0 + row * rowBytes) } }
          rows.put(sources, pixels: pixels, at: (y + row) * header.width + x, into: &sink)
        }
      }
    }
    return true
  }

  private func read(x: Int, y: Int, plane: Int, rows: Int, _ buffer: UnsafeMutableRawBufferPointer) -> Bool {
    // A last strip may be lower than the others; tiles are whole.
    let expected = tmsize_t(isTiled ? blockBytes : rows * rowBytes)
    if isTiled {
      let tile = TIFFComputeTile(tiff, UInt32(x), UInt32(y), 0, UInt16(plane))
      return TIFFReadEncodedTile(tiff, tile, buffer.baseAddress, expected) == expected
    }
    let strip = TIFFComputeStrip(tiff, UInt32(y), UInt16(plane))
    return TIFFReadEncodedStrip(tiff, strip, buffer.baseAddress, expected) == expected
  }
}
