/// What a processor must have to run the pixel code, which is built for x86-64-v3.
enum ProcessorRequirement {
  /// The level's instruction sets, as Linux names them in `/proc/cpuinfo` (x86-64 psABI, table 3.1).
  static let flags = ["avx", "avx2", "bmi1", "bmi2", "f16c", "fma", "abm", "movbe"]

  /// The instruction sets that the processor described by `cpuinfo` does not have; empty when it describes none.
  static func missing(in cpuinfo: String) -> [String] {
    guard let line = cpuinfo.split(separator: "\n").first(where: { $0.hasPrefix("flags") }) else { return [] }
    let present = Set(line.split(whereSeparator: { $0 == " " || $0 == "\t" || $0 == ":" }))
    return flags.filter { !present.contains(Substring($0)) }
  }
}
