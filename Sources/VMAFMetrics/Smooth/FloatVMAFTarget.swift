/// What a float VMAF metric returns and differentiates.
public enum FloatVMAFTarget: Sendable, Hashable {
  /// The fused score.
  case score
  /// The fused score; its gradient leaves out every feature that the fusion would reward for falling, so following it
  /// never trades a feature away. Not the derivative of the value.
  case monotoneScore
  /// One feature alone.
  case feature(VMAFFeature)
}
