import LearnedCodec
import TestSupport

extension CodecConfiguration {
  /// A network small enough for a debug test.
  static var small: CodecConfiguration {
    var configuration = CodecConfiguration()
    configuration.hidden = [14, 50]
    configuration.latents = 20
    configuration.refinement = 8
    configuration.steps = [60, 30]
    return configuration
  }
}

extension FeatureMap {
  /// A map of seeded uniform values in −1…1.
  static func random(channels: Int, height: Int, width: Int, seed: UInt64) -> FeatureMap {
    FeatureMap(
      channels: channels, height: height, width: width, values: .random(channels * height * width, seed: seed))
  }
}
