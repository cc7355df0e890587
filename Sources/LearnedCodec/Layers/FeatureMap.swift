/// The activations of one picture: channels × rows × columns of `Float`, channel by channel, row by row.
///
/// A value type: copies share storage until one of them is written. A batch is an array of feature maps, because the
/// pictures of a batch are worked on in parallel and never mixed.
public struct FeatureMap: Sendable, Equatable {
  /// Channels, at least 1.
  public let channels: Int
  /// Rows, at least 1.
  public let height: Int
  /// Columns, at least 1.
  public let width: Int
  /// `channels · height · width` values.
  public var values: [Float]

  /// Samples of one channel.
  public var area: Int { height * width }

  /// Wraps values that are laid out channel by channel.
  /// - Precondition: `values` fills the map.
  public init(channels: Int, height: Int, width: Int, values: [Float]) {
    precondition(channels > 0 && height > 0 && width > 0 && values.count == channels * height * width)
    self.channels = channels
    self.height = height
    self.width = width
    self.values = values
  }

  /// A map of zeros.
  public init(channels: Int, height: Int, width: Int) {
    self.init(
      channels: channels, height: height, width: width,
      values: [Float](repeating: 0, count: channels * height * width))
  }

  /// A map of the same shape whose values `fill` writes, all of them.
  package init(like shape: FeatureMap, fill: (UnsafeMutablePointer<Float>) -> Void) {
    self.init(channels: shape.channels, height: shape.height, width: shape.width, fill: fill)
  }

  /// A map whose values `fill` writes, all of them.
  package init(channels: Int, height: Int, width: Int, fill: (UnsafeMutablePointer<Float>) -> Void) {
    let count = channels * height * width
    self.init(
      channels: channels, height: height, width: width,
      values: [Float](unsafeUninitializedCapacity: count) { buffer, initialised in
        if let base = buffer.baseAddress { fill(base) }
        initialised = count
      })
  }

  /// A map of the same shape.
  func with(values: [Float]) -> FeatureMap {
    FeatureMap(channels: channels, height: height, width: width, values: values)
  }

  /// The values without their signs.
  /// - Complexity: O(count)
  var magnitudes: [Float] { mapped(values) { abs($0) } }

  /// Adds another map of the same shape.
  /// - Complexity: O(count)
  package mutating func add(_ other: FeatureMap) {
    precondition(other.values.count == values.count)
    values.withUnsafeMutableBufferPointer { target in
      other.values.withUnsafeBufferPointer { source in
        for index in 0..<target.count { target[index] += source[index] }
      }
    }
  }
}

/// `function` of each value.
/// - Complexity: O(count)
@inline(__always)
func mapped(_ values: [Float], _ function: (Float) -> Float) -> [Float] {
  [Float](unsafeUninitializedCapacity: values.count) { result, initialised in
    values.withUnsafeBufferPointer { x in
      for index in 0..<x.count { result[index] = function(x[index]) }
    }
    initialised = values.count
  }
}

/// `function` of each two values.
/// - Complexity: O(count)
@inline(__always)
func combined(_ a: [Float], _ b: [Float], _ function: (Float, Float) -> Float) -> [Float] {
  [Float](unsafeUninitializedCapacity: a.count) { result, initialised in
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        for index in 0..<a.count { result[index] = function(a[index], b[index]) }
      }
    }
    initialised = a.count
  }
}
