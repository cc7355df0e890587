/// Hands out places in a model's one flat vector of parameters.
///
/// Layers hold ranges into that vector, not arrays of their own: the optimiser, the gradient's norm, a batch's sum of
/// gradients and a checkpoint each are then one loop.
public struct ParameterLayout: Sendable, Equatable {
  /// A named stretch of the vector.
  public struct Entry: Sendable, Equatable {
    /// A stable dotted name, for example `synthesis.0.weights`.
    public let name: String
    /// Where its values are.
    public let range: Range<Int>
  }

  /// Every stretch, in order, without gaps.
  public private(set) var entries: [Entry] = []
  /// Length of the vector.
  public private(set) var count = 0

  /// An empty layout.
  public init() {}

  /// Takes the next `length` places.
  mutating func reserve(_ name: String, _ length: Int) -> Range<Int> {
    let range = count..<(count + length)
    entries.append(Entry(name: name, range: range))
    count += length
    return range
  }
}
