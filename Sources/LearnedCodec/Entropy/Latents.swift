import Raster

/// The quantised latents of a picture: what a bitstream carries.
public struct Latents: Sendable, Equatable {
  /// Magnitudes stay below this; the encoder clamps.
  static let limit: Int32 = 2047

  /// Channels.
  public let channels: Int
  /// Rows, an eighth of the padded picture's.
  public let height: Int
  /// Columns, an eighth of the padded picture's.
  public let width: Int
  /// `channels · height · width` integers, channel by channel, row by row.
  public internal(set) var values: [Int32]

  /// Integers from what the analysis gives.
  /// - Complexity: O(count)
  package init(rounding map: FeatureMap) {
    channels = map.channels
    height = map.height
    width = map.width
    let limit = Float(Self.limit)
    // A NaN compares false and becomes 0: a broken picture is still a valid bitstream.
    values = map.values.map {
      $0 > -limit ? ($0 < limit ? Int32($0.rounded()) : Self.limit) : ($0 < 0 ? -Self.limit : 0)
    }
  }

  /// Zeros to decode into.
  init(channels: Int, height: Int, width: Int) {
    self.channels = channels
    self.height = height
    self.width = width
    values = [Int32](repeating: 0, count: channels * height * width)
  }

  /// The map that synthesis takes.
  /// - Complexity: O(count)
  var map: FeatureMap {
    FeatureMap(channels: channels, height: height, width: width, values: values.map { Float($0) })
  }

  /// A hash of shape and values that does not depend on the machine (FNV-1a, 64 bits), for tests and records.
  public var fingerprint: UInt64 {
    var hash = FNV1a()
    func add(_ value: Int32) {
      for shift in stride(from: UInt32(0), to: 32, by: 8) {
        hash.add(UInt64((UInt32(bitPattern: value) >> shift) & 0xFF))
      }
    }
    for side in [channels, height, width] { add(Int32(side)) }
    for value in values { add(value) }
    return hash.value
  }
}
