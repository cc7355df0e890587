/// `y = x` for positive x, `y = slope·x` otherwise.
///
/// A. L. Maas, A. Y. Hannun, A. Y. Ng, "Rectifier nonlinearities improve neural network acoustic models", ICML 2013.
enum LeakyRectifier {
  /// What is left of negative values.
  static let slope: Float = 0.1

  /// - Complexity: O(count)
  static func forward(_ input: FeatureMap) -> FeatureMap {
    input.with(values: mapped(input.values) { max($0, slope * $0) })
  }

  /// The input's gradient; `output` tells the sign as well as the input does.
  /// - Complexity: O(count)
  static func backward(_ outputGradient: FeatureMap, output: FeatureMap) -> FeatureMap {
    output.with(values: combined(outputGradient.values, output.values) { $1 > 0 ? $0 : slope * $0 })
  }
}
