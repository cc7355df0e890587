extension VMAFFeature {
  /// Motion of the reference, the smaller of the change from the previous frame and the change to the next one.
  public static let motion2 = VMAFFeature("motion2", range: nil, atPlaces: [0, 0, 0, 0])
}

/// Motion of the reference: 0 for a still; ``IntegerMotion`` and ``FloatMotion`` follow a sequence.
struct MotionExtractor: FeatureExtractor {
  let name = "motion"
  let features = [VMAFFeature.motion2]
  let options: [VMAFFeatureOption] = [
    .init(name: "motion_max_val", range: 0...10_000, place: .number(\.motionMaximum)),
    .init(name: "motion_fps_weight", range: 0...5, place: .number(\.motionFrameRateWeight)),
    .init(name: "motion_force_zero", range: 0...1, place: .flag(\.motionForceZero)),
  ]

  func fixed(_ codes: SamplePlane, bitDepth: Int, options: VMAFFeatureOptions) -> (any FixedFeatures)? { nil }
}
