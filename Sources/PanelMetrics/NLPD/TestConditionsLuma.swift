import MetricKit
import Raster

/// Luma as the JPEG AI quality assessment framework hands it to NLPD: full range, ten bits, on 0…1.
///
/// R', G' and B' are rounded to ten bits, so is their weighted sum after BT.709, and where a side is shorter than 128 black
/// is added to the right or below. Ten bits of full range are finer than a picture's own luma code values, whose rounding
/// NLPD would see in flat places: with those, a JPEG of quality 90 reads up to 7 % more.
///
/// Source: JPEG AI reference software, src/codec/metrics/metrics.py (`load_image`, `NLPD_IQA`), its default of ten bits.
enum TestConditionsLuma {
  /// The shortest side that is not lengthened.
  static let paddedSide = 128
  private static let peak: Float = 1023

  /// - Complexity: O(width · height)
  static func plane(of picture: Picture) -> PlaneStack {
    let rgb = BT709.rgbPlanes(of: picture)
    let (width, height) = (picture.width, picture.height)
    let layout = PlaneStack.Layout(width: max(width, paddedSide), height: max(height, paddedSide))
    return PlaneStack(layout, count: 1) { target in
      withPointers(rgb.red.samples, rgb.green.samples, rgb.blue.samples) { red, green, blue in
        for y in 0..<height {
          let (row, start) = (target + y &* layout.rowLength, y &* width)
          // Up to eight samples of 0…255, rounded to ten bits on 0…1; zeros beyond the row's end.
          @inline(__always) func levels(_ samples: UnsafePointer<Float>, _ x: Int) -> Vector {
            tenBits((samples + start).lanes(x, of: width) / 255)
          }
          for x in registers(width) {
            // The framework's products and sums in its order: halves occur, and roundings decide on them.
            let sum =
              levels(red, x) * Float(BT709.redWeight) + levels(green, x) * Float(BT709.greenWeight)
              + levels(blue, x) * Float(BT709.blueWeight)
            row.store(tenBits(sum.replacing(with: 1, where: sum .> 1)), x)
          }
          (row + width).update(repeating: 0, count: layout.rowLength &- width)
        }
      }
      (target + height &* layout.rowLength).update(repeating: 0, count: (layout.height - height) * layout.rowLength)
    }
  }

  @inline(__always)
  private static func tenBits(_ values: Vector) -> Vector { (values * peak).rounded(.toNearestOrEven) / peak }
}
