import Testing

@testable import LearnedCodec

#if canImport(Glibc)
  @Suite struct TrainingHeapTests {
    /// glibc refuses a limit without a word: one byte more than it allows and nothing would be kept.
    @Test func bothLimitsAreTaken() { #expect(TrainingHeap.isKept) }
  }
#endif
