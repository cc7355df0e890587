import Testing

@testable import CodecLab

@Suite("The learning rate") struct LearningRateScheduleTests {
  private let schedule = LearningRateSchedule(peak: 2, warmUp: 10, steps: 110)

  /// Single precision of a cosine.
  private let tolerance: Float = 1e-5

  @Test(arguments: [(0, Float(0.2)), (4, 1), (9, 2)]) func risesToThePeak(step: Int, rate: Float) {
    #expect(abs(schedule.rate(at: step) - rate) < tolerance)
  }

  /// Half of a cosine: the middle between peak and a hundredth of it lies in the middle of the way.
  @Test(arguments: [(10, Float(2)), (60, 1.01), (110, 0.02), (5000, 0.02)]) func fallsToAHundredth(
    step: Int, rate: Float
  ) {
    #expect(abs(schedule.rate(at: step) - rate) < tolerance)
  }

  @Test func noWarmUpBeginsAtThePeak() {
    #expect(abs(LearningRateSchedule(peak: 3, warmUp: 0, steps: 50).rate(at: 0) - 3) < tolerance)
  }
}
