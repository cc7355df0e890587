import LearnedCodec

/// What a fine-tuning is asked to do. All arms of a comparison share everything but the loss and its learning rate.
public struct FineTuningOptions: Sendable, Equatable, Codable {
  /// Which half moves.
  public var part: CodecPart
  /// Seed of crops and noise.
  public var seed: UInt64 = 1
  /// Steps.
  public var steps = 200
  /// Crops a step.
  public var batch = 3
  /// Side of a crop, a multiple of 8; MS-SSIM needs 161.
  public var crop = 176
  /// The largest learning rate.
  public var peakRate: Float = 1e-4
  /// Steps of warm-up.
  public var warmUp = 10
  /// Limit of the gradient's norm.
  public var clip: Float = 1

  /// The documented fine-tuning of one half.
  public init(part: CodecPart) { self.part = part }

  var schedule: LearningRateSchedule { LearningRateSchedule(peak: peakRate, warmUp: warmUp, steps: steps) }
}
