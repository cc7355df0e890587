import LearnedCodec
import Losses
import QualityMetrics
import Raster

extension PictureScaling {
  /// Nominal range of luma in 8-bit limited-range code values; a file cannot hold more.
  private static let lumaRange: ClosedRange<Float> = 16...235

  /// Code values of a map, luma clipped to the range that a file can hold.
  /// - Complexity: O(count)
  static func planes(_ map: FeatureMap) -> SteeringInput<Float> {
    let (span, centre) = (Self.span, Self.centre)
    func plane(_ channel: Int, _ limit: ClosedRange<Float>) -> Plane<Float> {
      Plane(
        width: map.width, height: map.height,
        samples: map.values[(channel * map.area)..<((channel + 1) * map.area)].map {
          min(max($0 * span + centre, limit.lowerBound), limit.upperBound)
        })
    }
    let all = -Float.greatestFiniteMagnitude...Float.greatestFiniteMagnitude
    return SteeringInput(luma: plane(0, lumaRange), chroma: .init(cb: plane(1, all), cr: plane(2, all)))
  }

  /// A gradient by code values, turned into `weight` times the gradient by `map`; clipped luma has none.
  /// - Complexity: O(count)
  static func gradient(_ planes: SteeringInput<Float>, of map: FeatureMap, weight: Float) -> FeatureMap {
    let area = map.area
    let (span, centre) = (Self.span, Self.centre)
    return FeatureMap(like: map) { values in
      for (channel, plane) in [planes.luma, planes.chroma?.cb, planes.chroma?.cr].enumerated() {
        let place = values + channel * area
        guard let plane else {
          place.update(repeating: 0, count: area)
          continue
        }
        plane.samples.withUnsafeBufferPointer { slope in
          for index in 0..<area { place[index] = weight * slope[index] }
        }
      }
      for index in 0..<area {
        let code = map.values[index] * span + centre
        if code < lumaRange.lowerBound || code > lumaRange.upperBound { values[index] = 0 }
      }
    }
  }
}
