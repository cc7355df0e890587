/// The line that the samples of one plane follow against those of another, by least squares.
public struct LinearFit: Sendable, Equatable {
  /// What the second plane gains per level of the first.
  public let slope: Double
  /// What the second plane has where the first is 0.
  public let offset: Double
  /// Pearson's correlation of the two, −1…1; not a number where one of them is flat.
  public let correlation: Double
  /// The variance of the first plane's samples.
  public let variance: Double

  /// Fits a line to all pairs of samples.
  /// - Precondition: planes of one size.
  /// - Complexity: O(width · height)
  public init(from first: Plane<UInt16>, to second: Plane<UInt16>) {
    precondition(first.width == second.width && first.height == second.height, "planes of one size")
    let (x, y) = (first.samples, second.samples)
    let count = Double(x.count)
    var (sumX, sumY, sumXX, sumXY, sumYY) = (0.0, 0.0, 0.0, 0.0, 0.0)
    for index in x.indices {
      let (a, b) = (Double(x[index]), Double(y[index]))
      sumX += a
      sumY += b
      sumXX += a * a
      sumXY += a * b
      sumYY += b * b
    }
    variance = sumXX / count - sumX / count * (sumX / count)
    let varianceY = sumYY / count - sumY / count * (sumY / count)
    let covariance = sumXY / count - sumX / count * (sumY / count)
    correlation = variance > 0 && varianceY > 0 ? covariance / (variance * varianceY).squareRoot() : .nan
    slope = covariance / variance
    offset = sumY / count - slope * sumX / count
  }
}
