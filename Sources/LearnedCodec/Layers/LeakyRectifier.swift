/// `y = x` for positive x, `y = slope·x` otherwise.
///
/// A. L. Maas, A. Y. Hannun, A. Y. Ng, "Rectifier nonlinearities improve neural network acoustic models", ICML 2013.
enum LeakyRectifier {
  /// What is left of negative values.
  static let slope: Float = 0.1

  /// - Complexity: O(count)
  static func forward(_ input: FeatureMap) -> FeatureMap {
    FeatureMap(like: input) { values in
      input.values.withUnsafeBufferPointer { x in
        for index in 0..<x.count { values[index] = max(x[index], slope * x[index]) }
      }
    }
  }

  /// The input's gradient; `output` tells the sign as well as the input does.
  /// - Complexity: O(count)
  static func backward(_ outputGradient: FeatureMap, output: FeatureMap) -> FeatureMap {
    FeatureMap(like: output) { values in
      outputGradient.values.withUnsafeBufferPointer { delta in
        output.values.withUnsafeBufferPointer { y in
          for index in 0..<y.count { values[index] = y[index] > 0 ? delta[index] : slope * delta[index] }
        }
      }
    }
  }
}
