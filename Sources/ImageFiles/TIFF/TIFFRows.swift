/// Turns rows of TIFF samples — packed bits, palette indices, inverted grey, separate planes — into what a sink takes.
struct TIFFRows {
  private let header: TIFFHeader
  private let palette: [UInt8]
  private let isPlanar: Bool
  private let layout: PixelLayout
  /// Every value of a packed sample, on the 8-bit scale.
  private let levels: [UInt8]
  private var bytes: [UInt8] = []
  private var words: [UInt16] = []

  init(_ header: TIFFHeader, palette: [UInt8], width: Int, isPlanar: Bool) {
    self.header = header
    self.palette = palette
    self.isPlanar = isPlanar
    let colours = header.colourSamples
    if header.colour == .palette {
      layout = PixelLayout(
        stride: 4, isGrey: false, alpha: header.alpha.map { .init(index: 3, isPremultiplied: $0.isPremultiplied) })
    } else if isPlanar {
      let alpha = header.alpha.map { PixelLayout.Alpha(index: colours, isPremultiplied: $0.isPremultiplied) }
      layout = PixelLayout(stride: colours + (alpha == nil ? 0 : 1), isGrey: header.isGrey, alpha: alpha)
    } else {
      layout = PixelLayout(stride: header.samplesPerPixel, isGrey: header.isGrey, alpha: header.alpha)
    }
    let peak = (1 << min(header.bitsPerSample, 8)) - 1
    levels = (0...peak).map { UInt8($0 * 255 / peak) }
    if header.bitsPerSample == 16 {
      words = [UInt16](repeating: 0, count: width * layout.stride)
    } else {
      bytes = [UInt8](repeating: 0, count: width * layout.stride)
    }
  }

  /// Puts one row: `sources` has one pointer, or one for each plane.
  /// - Complexity: O(pixels)
  mutating func put(_ sources: [UnsafeRawPointer], pixels: Int, at offset: Int, into sink: inout PlanarSink) {
    guard let first = sources.first else { return }
    if header.bitsPerSample == 16 {
      let pointers = sources.map { $0.assumingMemoryBound(to: UInt16.self) }
      if pointers.count == 1, header.colour == .rgb || header.colour == .grey(isInverted: false) {
        sink.put(pointers[0], pixels: pixels, layout: layout, at: offset)
        return
      }
      words.withUnsafeMutableBufferPointer { Self.interleave(pointers, pixels, layout, $0) }
      if header.colour == .grey(isInverted: true) { Self.invert(&words, pixels, layout) }
      words.withUnsafeBufferPointer { row in
        if let base = row.baseAddress { sink.put(base, pixels: pixels, layout: layout, at: offset) }
      }
      return
    }
    let pointers = sources.map { $0.assumingMemoryBound(to: UInt8.self) }
    if pointers.count == 1, header.bitsPerSample == 8,
      header.colour == .rgb || header.colour == .grey(isInverted: false)
    {
      sink.put(pointers[0], pixels: pixels, layout: layout, at: offset)
      return
    }
    if header.colour == .palette {
      look(up: first, alpha: pointers.count > 1 ? pointers[1] : nil, pixels)
    } else if header.bitsPerSample < 8 {
      for index in 0..<pixels { bytes[index] = levels[Self.packed(pointers[0], index, header.bitsPerSample)] }
    } else {
      bytes.withUnsafeMutableBufferPointer { Self.interleave(pointers, pixels, layout, $0) }
    }
    if header.colour == .grey(isInverted: true) { Self.invert(&bytes, pixels, layout) }
    bytes.withUnsafeBufferPointer { row in
      if let base = row.baseAddress { sink.put(base, pixels: pixels, layout: layout, at: offset) }
    }
  }

  /// Sample `index` of a row of packed samples, the first in the high bits.
  private static func packed(_ row: UnsafePointer<UInt8>, _ index: Int, _ bits: Int) -> Int {
    let perByte = 8 / bits
    return Int(row[index / perByte]) >> (8 - bits - index % perByte * bits) & ((1 << bits) - 1)
  }

  private mutating func look(up row: UnsafeRawPointer, alpha plane: UnsafePointer<UInt8>?, _ pixels: Int) {
    let row = row.assumingMemoryBound(to: UInt8.self)
    let bits = header.bitsPerSample
    let step = isPlanar ? 1 : header.samplesPerPixel
    for index in 0..<pixels {
      let entry = 3 * (bits == 8 ? Int(row[index * step]) : Self.packed(row, index, bits))
      bytes[index * 4] = palette[entry]
      bytes[index * 4 + 1] = palette[entry + 1]
      bytes[index * 4 + 2] = palette[entry + 2]
      if let plane {
        bytes[index * 4 + 3] = plane[index]
      } else if let alpha = header.alpha {
        bytes[index * 4 + 3] = row[index * step + alpha.index]
      }
    }
  }

  @inline(__always)
  private static func interleave<Sample>(
    _ sources: [UnsafePointer<Sample>], _ pixels: Int, _ layout: PixelLayout, _ out: UnsafeMutableBufferPointer<Sample>
  ) {
    if sources.count == 1 {
      for index in 0..<(pixels * layout.stride) { out[index] = sources[0][index] }
      return
    }
    for (plane, source) in sources.enumerated() {
      for index in 0..<pixels { out[index * layout.stride + plane] = source[index] }
    }
  }

  /// Grey that counts from white; alpha stays as it is.
  @inline(__always)
  private static func invert<Sample: FixedWidthInteger & UnsignedInteger>(
    _ row: inout [Sample], _ pixels: Int, _ layout: PixelLayout
  ) {
    for index in 0..<pixels { row[index * layout.stride] = ~row[index * layout.stride] }
  }
}
