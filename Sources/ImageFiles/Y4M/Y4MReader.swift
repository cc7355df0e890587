import Raster

/// Reads a YUV4MPEG2 stream frame by frame: 4:2:0, 4:2:2, 4:4:4 and mono, 8 to 16 bits, any size.
///
/// Holds one frame's bytes, whatever the number of frames. Pipes are read as files are.
public final class Y4MReader {
  /// What the stream says of all its frames.
  public let header: Y4MHeader
  /// Frames that `next` has given so far.
  public private(set) var frameCount = 0

  private let stream: ByteStream
  private let name: String
  private let bytes: UnsafeMutableRawBufferPointer
  /// Longer lines are not headers that any program writes.
  private static let longestLine = 4096

  /// Opens a file and reads its header. `limits.maximumFileSize` does not apply: streams may be long.
  public convenience init(path: String, limits: ImageLimits = .default) throws(ImageFileError) {
    try self.init(ByteStream(path: path), name: path, limits: limits)
  }

  /// Reads the header of a stream in memory; errors call it `name`.
  public convenience init(data: [UInt8], name: String, limits: ImageLimits = .default) throws(ImageFileError) {
    try self.init(ByteStream(data: data, name: name), name: name, limits: limits)
  }

  private init(_ stream: ByteStream, name: String, limits: ImageLimits) throws(ImageFileError) {
    let magic = Array("YUV4MPEG2".utf8)
    let start = try stream.bytes(magic.count)
    guard !start.isEmpty else { throw ImageFileError(file: name, reason: "the file is empty") }
    guard start == magic, let rest = try stream.line(limit: Self.longestLine), rest.isEmpty || rest[0] == 0x20 else {
      throw ImageFileError(file: name, reason: "is not a Y4M stream, which would begin with YUV4MPEG2")
    }
    let header = try Y4MHeader(fields: String(decoding: rest, as: UTF8.self), file: name)
    try limits.check(width: header.width, height: header.height, file: name)
    // The bytes of a frame, and its samples as numbers of four bytes.
    try limits.check(memory: header.frameBytes + 4 * header.frameSamples, file: name)
    self.header = header
    self.stream = stream
    self.name = name
    self.bytes = .allocate(byteCount: header.frameBytes, alignment: 16)
  }

  deinit { bytes.deallocate() }

  /// The next frame, or nil after the last one. A stream without any frame is an error.
  ///
  /// Planes hold code values as they are stored, chroma in its own resolution; `rgb` is nil. The range is limited where the
  /// stream does not say.
  /// - Complexity: O(pixels)
  public func next() throws(ImageFileError) -> Picture? {
    guard let line = try stream.line(limit: Self.longestLine) else {
      guard frameCount > 0 else { throw error("has no frames") }
      return nil
    }
    guard line.starts(with: "FRAME".utf8), line.count == 5 || line[5] == 0x20 else {
      throw error("the marker FRAME is missing where frame \(frameCount + 1) should begin")
    }
    let got = try stream.read(into: bytes)
    guard got == bytes.count else {
      throw error("frame \(frameCount + 1) ends too early (\(got) of \(bytes.count) bytes)")
    }
    var offset = 0
    let luma = try plane(header.width, header.height, &offset)
    var chroma: Picture.Chroma?
    if header.chroma != .mono {
      let cb = try plane(header.chromaWidth, header.chromaHeight, &offset)
      chroma = Picture.Chroma(cb: cb, cr: try plane(header.chromaWidth, header.chromaHeight, &offset))
    }
    frameCount += 1
    return Picture(
      luma: luma, chroma: chroma, rgb: nil, bitDepth: header.bitDepth, range: header.range ?? .limited)
  }

  private func error(_ reason: String) -> ImageFileError { ImageFileError(file: name, reason: "Y4M: " + reason) }

  /// The plane whose samples begin at `offset`, which moves on behind it.
  private func plane(_ width: Int, _ height: Int, _ offset: inout Int) throws(ImageFileError) -> Plane<Float> {
    let count = width * height
    let size = header.bitDepth > 8 ? 2 : 1
    let source = UnsafeRawBufferPointer(rebasing: bytes[offset..<(offset + count * size)])
    var bits: UInt16 = 0
    let samples = [Float](unsafeUninitializedCapacity: count) { out, initialized in
      if size == 1 {
        for index in 0..<count { out[index] = Float(source[index]) }
      } else {
        for index in 0..<count {
          let value = UInt16(littleEndian: source.loadUnaligned(fromByteOffset: 2 * index, as: UInt16.self))
          bits |= value
          out[index] = Float(value)
        }
      }
      initialized = count
    }
    // A bit above the depth in any sample means that it is not a code value.
    guard Int(bits) < 1 << header.bitDepth else {
      throw error("frame \(frameCount + 1) has samples of more than \(header.bitDepth) bits")
    }
    offset += count * size
    return Plane(width: width, height: height, samples: samples)
  }
}
