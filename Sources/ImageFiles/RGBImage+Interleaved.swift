import Raster

extension RGBImage {
  /// Samples of three colours side by side, rows `rows`, 8 bits; 16-bit images are rounded to 8.
  /// - Complexity: O(pixels)
  func interleaved8(rows: Range<Int>) -> [UInt8] {
    // v·255/65535 = v/257, rounded; 257 is odd, so there are no ties.
    bitDepth == 16
      ? interleaved(rows) { UInt8((UInt32($0) + 128) / 257) } : interleaved(rows) { UInt8(clamping: $0) }
  }

  /// Samples of three colours side by side, rows `rows`, as stored.
  /// - Complexity: O(pixels)
  func interleaved16(rows: Range<Int>) -> [UInt16] { interleaved(rows) { $0 } }

  @inline(__always)
  private func interleaved<Sample>(_ rows: Range<Int>, _ sample: (UInt16) -> Sample) -> [Sample] {
    let first = rows.lowerBound * width
    let count = rows.count * width
    return red.samples.withUnsafeBufferPointer { red in
      green.samples.withUnsafeBufferPointer { green in
        blue.samples.withUnsafeBufferPointer { blue in
          [Sample](unsafeUninitializedCapacity: count * 3) { out, initialized in
            for index in 0..<count {
              out.initializeElement(at: index * 3, to: sample(red[first + index]))
              out.initializeElement(at: index * 3 + 1, to: sample(green[first + index]))
              out.initializeElement(at: index * 3 + 2, to: sample(blue[first + index]))
            }
            initialized = count * 3
          }
        }
      }
    }
  }

  /// Ranges of rows that together cover the image, each of about 64 kilobytes when interleaved.
  var rowBands: [Range<Int>] { Self.rowBands(height: height, rowBytes: width * 3 * bitDepth / 8) }

  /// Ranges of rows that together cover `height` rows of `rowBytes` bytes, each of about 64 kilobytes.
  static func rowBands(height: Int, rowBytes: Int) -> [Range<Int>] {
    let rows = max(1, 65_536 / max(1, rowBytes))
    return stride(from: 0, to: height, by: rows).map { $0..<min($0 + rows, height) }
  }
}
