/// `motion2` over a sequence: of a frame the smaller of its change from the frame before and of the next frame's.
///
/// 0 for the first frame, the plain change for the last. Source: libvmaf's `integer_motion.c`.
struct MotionWindow {
  private var count = 0
  private var last = 0.0

  /// Takes the next frame's change from the frame before it (of the first frame it does not count).
  /// - Returns: `motion2` of the frame before, once its successor is known; nil at the first frame.
  mutating func append(_ change: Double) -> Double? {
    defer {
      count += 1
      last = change
    }
    switch count {
    case 0: return nil
    case 1: return 0
    default: return min(last, change)
    }
  }

  /// `motion2` of the last frame.
  func finish() -> Double { count > 1 ? last : 0 }
}
