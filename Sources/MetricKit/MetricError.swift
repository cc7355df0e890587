/// Why a metric could not be evaluated.
public enum MetricError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The picture is smaller than the metric's smallest side.
  case tooSmall(metric: String, width: Int, height: Int, smallestSide: Int)
  /// Reference and distorted picture differ in size or bit depth.
  case mismatch(String)
  /// The picture lacks planes that the metric reads.
  case missingPlanes(metric: String, needs: String)
  /// The metric cannot steer, and says so by its descriptor.
  case noGradient(metric: String)
  /// A program outside this one, which computes the metric, gave no value.
  case outside(String)
  /// The disk refused what such a program needs.
  case disk(String)

  /// A sentence for people.
  public var description: String {
    switch self {
    case .tooSmall(let metric, let width, let height, let smallest):
      return "\(width)×\(height) is smaller than \(smallest)×\(smallest), the smallest picture that \(metric) takes"
    case .mismatch(let what), .outside(let what), .disk(let what): return what
    case .noGradient(let metric): return "\(metric) has no gradient"
    case .missingPlanes(let metric, let needs): return "\(metric) needs \(needs), which the picture does not have"
    }
  }
}
