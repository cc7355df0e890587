import Glibc

/// A linear warm-up, then half a cosine down to a hundredth of the peak.
///
/// I. Loshchilov, F. Hutter, "SGDR: stochastic gradient descent with warm restarts", ICLR 2017, without restarts.
public struct LearningRateSchedule: Sendable, Equatable {
  /// The largest rate.
  public var peak: Float
  /// Steps of the warm-up.
  public var warmUp: Int
  /// Step at which the schedule ends.
  public var steps: Int

  /// States a schedule.
  public init(peak: Float, warmUp: Int, steps: Int) {
    self.peak = peak
    self.warmUp = warmUp
    self.steps = steps
  }

  /// The rate of step `step`, counted from 0.
  public func rate(at step: Int) -> Float {
    if step < warmUp { return peak * Float(step + 1) / Float(warmUp) }
    let progress = min(1, Float(step - warmUp) / Float(max(1, steps - warmUp)))
    return peak * (0.01 + 0.99 * 0.5 * (1 + cosf(.pi * progress)))
  }
}
