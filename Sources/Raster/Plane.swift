/// A rectangular grid of samples: row-major, contiguous, origin at the top left.
///
/// A sample's unit is the caller's; the project uses code values (0…255 for 8 bits) unless a symbol says otherwise.
@frozen
public struct Plane<Sample> {
  /// Samples per row, at least 1.
  public let width: Int
  /// Rows, at least 1.
  public let height: Int
  /// `width · height` samples, row by row.
  public var samples: [Sample]

  /// Wraps samples that are laid out row by row.
  /// - Precondition: `samples.count == width * height`, both at least 1.
  @inlinable
  public init(width: Int, height: Int, samples: [Sample]) {
    precondition(width > 0 && height > 0 && samples.count == width * height, "a plane's samples must fill it")
    self.width = width
    self.height = height
    self.samples = samples
  }

  /// A plane of one value.
  @inlinable
  public init(width: Int, height: Int, repeating value: Sample) {
    self.init(width: width, height: height, samples: [Sample](repeating: value, count: width * height))
  }

  /// The sample in column `x` of row `y`; for tests and set-up, not for inner loops.
  @inlinable
  public subscript(x: Int, y: Int) -> Sample {
    get { samples[y * width + x] }
    set { samples[y * width + x] = newValue }
  }

  /// The number of samples.
  @inlinable
  public var count: Int { samples.count }

  /// A plane of the same size, each sample transformed.
  /// - Complexity: O(width · height)
  @inlinable
  public func map<Result>(_ transform: (Sample) -> Result) -> Plane<Result> {
    Plane<Result>(width: width, height: height, samples: samples.map(transform))
  }

  /// The rectangle whose top left corner is (`x`, `y`).
  /// - Precondition: the rectangle lies inside the plane.
  /// - Complexity: O(width · height) of the rectangle
  @inlinable
  public func cropped(x: Int, y: Int, width: Int, height: Int) -> Plane {
    precondition(x >= 0 && y >= 0 && x + width <= self.width && y + height <= self.height, "crop outside the plane")
    var result: [Sample] = []
    result.reserveCapacity(width * height)
    for row in y..<(y + height) {
      result.append(contentsOf: samples[(row * self.width + x)..<(row * self.width + x + width)])
    }
    return Plane(width: width, height: height, samples: result)
  }
}

extension Plane: Sendable where Sample: Sendable {}
extension Plane: Equatable where Sample: Equatable {}
