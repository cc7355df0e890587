import Testing

@testable import LearnedCodec

@Suite struct TrainingHeapTests {
  /// The function is found, and says of both limits that it took them. Not every release refuses what is too large.
  @Test func bothLimitsAreTaken() { #expect(TrainingHeap.isKept) }
}
