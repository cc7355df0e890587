import Testing

@testable import audit

@Suite("Processor requirement") struct ProcessorRequirementTests {
  @Test func whatIsMissingIsNamed() {
    let old = "processor\t: 0\nflags\t\t: fpu sse4_2 avx f16c abm movbe\n"
    #expect(ProcessorRequirement.missing(in: old) == ["avx2", "bmi1", "bmi2", "fma"])
    let new = "flags\t\t: fpu avx f16c fma avx2 bmi1 bmi2 abm movbe avx512f\n"
    #expect(ProcessorRequirement.missing(in: new).isEmpty)
  }

  @Test func aFileWithoutFlagsAccusesNobody() {
    #expect(ProcessorRequirement.missing(in: "Features : asimd\n").isEmpty)
  }

  @Test func statusesTakePrecedence() {
    let rising: [ProgramStatus] = [.done, .limitExceeded, .input, .disk, .fault]
    #expect(rising.shuffled().sorted() == rising)
    #expect(rising.map(\.rawValue) == [0, 1, 65, 74, 70])
  }
}
