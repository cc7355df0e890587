/// One of several equal parts of a run's images, `I/N` on the command line.
///
/// The I-th shard has every N-th image, beginning with the I-th, so that an image's ladders are built once.
public struct Shard: Sendable, Equatable, CustomStringConvertible {
  /// Which one, counted from 1.
  public let index: Int
  /// Of how many.
  public let count: Int

  /// Reads `I/N`; nil unless 1 ≤ I ≤ N.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let index = Int(parts[0]), let count = Int(parts[1]), count >= 1,
      (1...count).contains(index)
    else { return nil }
    self.index = index
    self.count = count
  }

  /// `I/N`.
  public var description: String { "\(index)/\(count)" }

  /// Whether the image at this position, counted from 0, belongs to the shard.
  public func contains(_ position: Int) -> Bool { position % count == index - 1 }
}
