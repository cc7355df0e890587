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

  @Test func numbersAreFixed() {
    #expect(fixed(-0.04, 1) == "0.0" && fixed(-1.25, 1) == "-1.3" && fixed(12.3456, 2) == "12.35")
    #expect(fixed(0.05, 2) == "0.05" && fixed(3, 0) == "3")
  }
}
