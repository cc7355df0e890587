import Testing

@testable import AuditRunner

#if canImport(Glibc)
  @Suite("The heap") struct HeapTests {
    /// The function is found, and says of both limits that it took them.
    @Test func bothLimitsAreTaken() { #expect(keepFreedMemory()) }
  }
#endif
