import LearnedCodec
import Raster

/// Photographs to draw crops from, reduced in size so that the grain of a camera's demosaicing is gone.
public struct TrainingSet: Sendable {
  /// The photographs as the network sees them, each reduced by every factor of `init`.
  let pictures: [FeatureMap]
  /// Cumulative share of samples, so that every crop position is equally likely.
  private let cumulative: [Double]

  /// The smallest width or height of any of them: crops cannot be larger.
  public var smallestSide: Int { pictures.map { min($0.width, $0.height) }.min() ?? 0 }

  /// What a photograph is reduced by: twice its pictures, each less grainy.
  public static let factors = [2, 3]

  /// Reduces each photograph by each factor (box average).
  /// - Precondition: no photograph is smaller than a factor.
  public init(_ photographs: [RGBImage], factors: [Int] = TrainingSet.factors) {
    var maps: [FeatureMap] = []
    for photograph in photographs {
      let full = PictureScaling.map(photograph)
      for factor in factors { maps.append(Self.reduced(full, by: factor)) }
    }
    pictures = maps
    var total = 0.0
    cumulative = maps.map {
      total += Double($0.area)
      return total
    }
  }

  /// A square crop of side `size`, mirrored half of the time.
  func crop(size: Int, random: inout SeededRandom) -> FeatureMap {
    let position = random.uniform() * (cumulative.last ?? 0)
    let picture = pictures[cumulative.firstIndex { $0 > position } ?? 0]
    precondition(picture.width >= size && picture.height >= size, "a training picture is smaller than a crop")
    let x = Int(random.uniform() * Double(picture.width - size + 1))
    let y = Int(random.uniform() * Double(picture.height - size + 1))
    let mirrored = random.next() & 1 == 1
    return FeatureMap(channels: 3, height: size, width: size) { values in
      picture.values.withUnsafeBufferPointer { samples in
        for channel in 0..<3 {
          for row in 0..<size {
            let from = (channel * picture.height + y + row) * picture.width + x
            let to = (channel * size + row) * size
            if mirrored {
              for column in 0..<size { values[to + column] = samples[from + size - 1 - column] }
            } else {
              for column in 0..<size { values[to + column] = samples[from + column] }
            }
          }
        }
      }
    }
  }

  /// Seeded crops, for what is estimated once a training is over.
  func sample(count: Int, size: Int, seed: UInt64) -> [FeatureMap] {
    var random = SeededRandom(seed: seed, label: "sample")
    return (0..<count).map { _ in crop(size: size, random: &random) }
  }

  private static func reduced(_ map: FeatureMap, by factor: Int) -> FeatureMap {
    let height = map.height / factor
    let width = map.width / factor
    let scale = 1 / Float(factor * factor)
    return FeatureMap(channels: map.channels, height: height, width: width) { values in
      map.values.withUnsafeBufferPointer { samples in
        guard let base = samples.baseAddress else { return }
        for channel in 0..<map.channels {
          for y in 0..<height {
            let sums = values + (channel * height + y) * width
            sums.update(repeating: 0, count: width)
            for dy in 0..<factor {
              let row = base + (channel * map.height + y * factor + dy) * map.width
              for dx in 0..<factor {
                for x in 0..<width { sums[x] += row[x &* factor &+ dx] }
              }
            }
            for x in 0..<width { sums[x] *= scale }
          }
        }
      }
    }
  }
}
