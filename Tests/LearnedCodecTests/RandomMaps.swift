import Raster
import TestSupport

@testable import LearnedCodec

extension FeatureMap {
  /// The same signs with magnitudes of at least 0.1: no sample crosses a magnitude's kink during a check.
  var awayFromZero: FeatureMap { with(values.map { $0 < 0 ? $0 - 0.1 : $0 + 0.1 }) }

  /// A map of this shape with other values.
  func with(_ values: some Sequence<Float>) -> FeatureMap {
    FeatureMap(channels: channels, height: height, width: width, values: Array(values))
  }
}

extension DerivativeCheck {
  /// The step of a layer, which computes in `Float`.
  static let layerStep = 1.0 / 512
  /// With that step rounding leaves a relative error up to 5e-4, and kinks (rectifier, magnitude) that a sample crosses
  /// add as much again.
  static let layerTolerance = 2e-3
  /// Scalar products of a linear layer in `Float` and its transpose, relative to the norms.
  static let adjointTolerance = 3e-7
}
