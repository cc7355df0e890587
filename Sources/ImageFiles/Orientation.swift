import Raster

extension DecodedImage {
  /// The image set upright and a remark about it, for one of the eight orientations of TIFF and EXIF; 1 changes nothing.
  /// - Complexity: O(pixels)
  func upright(orientation: Int) -> DecodedImage {
    guard (2...8).contains(orientation) else { return self }
    return DecodedImage(
      image: image.upright(orientation: orientation), notes: notes + ["orientation \(orientation) applied"])
  }
}

extension RGBImage {
  fileprivate func upright(orientation: Int) -> RGBImage {
    let red = red.upright(orientation: orientation)
    // A grey image shares one plane among the colours, and goes on sharing it.
    func isShared(_ other: Plane<UInt16>) -> Bool {
      self.red.samples.withUnsafeBufferPointer { mine in
        other.samples.withUnsafeBufferPointer { $0.baseAddress == mine.baseAddress }
      }
    }
    return RGBImage(
      red: red, green: isShared(green) ? red : green.upright(orientation: orientation),
      blue: isShared(blue) ? red : blue.upright(orientation: orientation), bitDepth: bitDepth)
  }
}

extension Plane<UInt16> {
  /// Sample (x, y) of the result is sample `first + x·step + y·rowStep` of the source.
  fileprivate func upright(orientation: Int) -> Plane<UInt16> {
    let (first, step, rowStep): (Int, Int, Int) =
      switch orientation {
      case 2: (width - 1, -1, width)
      case 3: (count - 1, -1, -width)
      case 4: (count - width, 1, -width)
      case 5: (0, width, 1)
      case 6: (count - width, -width, 1)
      case 7: (count - 1, -width, -1)
      case 8: (width - 1, width, -1)
      default: (0, 1, width)
      }
    let (columns, rows) = orientation > 4 ? (height, width) : (width, height)
    let turned = samples.withUnsafeBufferPointer { source in
      [UInt16](unsafeUninitializedCapacity: count) { out, initialized in
        for y in 0..<rows {
          for x in 0..<columns { out[y * columns + x] = source[first + x * step + y * rowStep] }
        }
        initialized = count
      }
    }
    return Plane(width: columns, height: rows, samples: turned)
  }
}
