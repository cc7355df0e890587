import LearnedCodec
import Losses
import Raster

extension PictureScaling {
  /// Nominal range of luma in 8-bit limited-range code values; a file cannot hold more.
  private static let lumaRange: ClosedRange<Float> = 16...235

  /// Code values of a map, luma clipped to the range that a file can hold.
  /// - Complexity: O(count)
  static func planes(_ map: FeatureMap) -> YCbCrPlanes {
    let (span, centre) = (Self.span, Self.centre)
    func plane(_ channel: Int, _ limit: ClosedRange<Float>) -> Plane<Float> {
      Plane(
        width: map.width, height: map.height,
        samples: map.values[(channel * map.area)..<((channel + 1) * map.area)].map {
          min(max($0 * span + centre, limit.lowerBound), limit.upperBound)
        })
    }
    let all = -Float.greatestFiniteMagnitude...Float.greatestFiniteMagnitude
    return YCbCrPlanes(y: plane(0, lumaRange), cb: plane(1, all), cr: plane(2, all))
  }

  /// A gradient by code values, turned into `weight` times the gradient by `map`; clipped luma has none.
  /// - Complexity: O(count)
  static func gradient(_ planes: YCbCrPlanes, of map: FeatureMap, weight: Float) -> FeatureMap {
    let area = map.area
    let (span, centre) = (Self.span, Self.centre)
    return FeatureMap(like: map) { values in
      for (channel, plane) in [planes.y, planes.cb, planes.cr].enumerated() {
        plane.samples.withUnsafeBufferPointer { slope in
          for index in 0..<area { values[channel * area + index] = weight * slope[index] }
        }
      }
      for index in 0..<area {
        let code = map.values[index] * span + centre
        if code < lumaRange.lowerBound || code > lumaRange.upperBound { values[index] = 0 }
      }
    }
  }
}
