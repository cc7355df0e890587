import LearnedCodec
import TestSupport

extension CodecConfiguration {
  /// A network small enough for a debug test.
  public static var small: CodecConfiguration {
    var configuration = CodecConfiguration()
    configuration.hidden = [14, 50]
    configuration.latents = 20
    configuration.refinement = 8
    configuration.steps = [60, 30]
    return configuration
  }
}

extension Checkpoint {
  /// A codec with untrained parameters: it codes, if badly, and needs no file.
  public static let untrained: Checkpoint = {
    var configuration = CodecConfiguration.small
    configuration.latents = 24
    return Checkpoint(
      configuration: configuration, provenance: "untrained",
      parameters: CodecModel(configuration).initialParameters(seed: 1),
      initialProbabilities: InitialProbabilities.even)
  }()
}

extension FeatureMap {
  /// A map of seeded uniform values in −1…1.
  public static func random(channels: Int, height: Int, width: Int, seed: UInt64) -> FeatureMap {
    FeatureMap(
      channels: channels, height: height, width: width, values: .random(channels * height * width, seed: seed))
  }
}
