import Raster

extension RGBImage {
  /// Samples of three colours side by side, rows `rows`, 8 bits; 16-bit images are rounded to 8.
  /// - Complexity: O(pixels)
  func interleaved8(rows: Range<Int>) -> [UInt8] {
    let first = rows.lowerBound * width
    let count = rows.count * width
    let wide = bitDepth == 16
    return red.samples.withUnsafeBufferPointer { red in
      green.samples.withUnsafeBufferPointer { green in
        blue.samples.withUnsafeBufferPointer { blue in
          [UInt8](unsafeUninitializedCapacity: count * 3) { out, initialized in
            if wide {
              // v·255/65535 = v/257, rounded; 257 is odd, so there are no ties.
              for index in 0..<count {
                out[index * 3] = UInt8((UInt32(red[first + index]) + 128) / 257)
                out[index * 3 + 1] = UInt8((UInt32(green[first + index]) + 128) / 257)
                out[index * 3 + 2] = UInt8((UInt32(blue[first + index]) + 128) / 257)
              }
            } else {
              for index in 0..<count {
                out[index * 3] = UInt8(clamping: red[first + index])
                out[index * 3 + 1] = UInt8(clamping: green[first + index])
                out[index * 3 + 2] = UInt8(clamping: blue[first + index])
              }
            }
            initialized = count * 3
          }
        }
      }
    }
  }

  /// Samples of three colours side by side, rows `rows`, as stored.
  /// - Complexity: O(pixels)
  func interleaved16(rows: Range<Int>) -> [UInt16] {
    let first = rows.lowerBound * width
    let count = rows.count * width
    return red.samples.withUnsafeBufferPointer { red in
      green.samples.withUnsafeBufferPointer { green in
        blue.samples.withUnsafeBufferPointer { blue in
          [UInt16](unsafeUninitializedCapacity: count * 3) { out, initialized in
            for index in 0..<count {
              out[index * 3] = red[first + index]
              out[index * 3 + 1] = green[first + index]
              out[index * 3 + 2] = blue[first + index]
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
