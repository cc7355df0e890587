import ArgumentParser
import AuditRunner
import Foundation
import RunStorage

/// How a command works that measures images and keeps a record: the same for all of them.
struct WorkOptions: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The folder for record and report.", valueName: "dir"))
  var output: String?

  @OptionGroup var jobs: JobOptions

  @Option(
    help: ArgumentHelp(
      "Memory that may be filled, as in 4G or 1500M (default: two thirds of what there is). With less, fewer jobs run, "
        + "and the panel's members take turns.", valueName: "size"))
  var memory: MemorySize?

  @OptionGroup var seeds: SeedOptions

  @Flag(help: "Go on with the run in the output folder.")
  var resume = false

  @Flag(help: "Replace the run in the output folder though it is not finished.")
  var fresh = false

  @Option(help: ArgumentHelp("Take the I-th of N parts of the images only, counted from 1.", valueName: "i/n"))
  var shard: String?

  @OptionGroup private var saying: ProgressOptions

  func validate() throws {
    if resume, fresh { throw ValidationError("--resume goes on with the run that --fresh replaces: give one of them") }
    if let shard, Shard(shard) == nil { throw ValidationError("--shard takes I/N with 1 ≤ I ≤ N, as in 2/4") }
  }

  /// The request, with the folder that stands where none was named; nil keeps nothing.
  /// - Throws: `ValidationError` for what makes no sense without a folder.
  func request(defaultOutput: String?) throws -> WorkRequest {
    let folder = output ?? defaultOutput
    guard folder != nil || !resume && shard == nil else {
      throw ValidationError("--resume and --shard need the record of an --output folder")
    }
    var request = WorkRequest(
      output: folder, jobs: jobs.count, memory: memory?.bytes, seed: seeds.seed, resume: resume,
      shard: shard.flatMap(Shard.init), startedAt: Date.now.formatted(.iso8601))
    request.fresh = fresh
    return request
  }

  /// Progress as it was asked for.
  func progress() -> Progress { saying.progress() }
}

/// An amount of memory: whole bytes, or a number with K, M, G or T (of 1024).
struct MemorySize: ExpressibleByArgument {
  let bytes: Int

  init?(argument: String) {
    var digits = argument.uppercased()
    if digits.hasSuffix("B") { digits.removeLast() }
    if digits.hasSuffix("I") { digits.removeLast() }
    var scale = 1.0
    if let unit = digits.last, let power = "KMGT".firstIndex(of: unit) {
      for _ in 0...("KMGT".distance(from: "KMGT".startIndex, to: power)) { scale *= 1024 }
      digits.removeLast()
    }
    guard let number = Double(digits), number > 0, number * scale < 1e18, number * scale >= 1e8 else { return nil }
    bytes = Int(number * scale)
  }
}

/// In how many tasks a command works.
struct JobOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Pieces of work at a time (default: one per core).", valueName: "n"))
  var jobs: Int?

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1") }
  }

  /// Tasks at a time.
  var count: Int { jobs ?? ProcessInfo.processInfo.activeProcessorCount }
}

/// Where a command's random numbers come from.
struct SeedOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Where all random numbers come from.", valueName: "n"))
  var seed: UInt64 = 1
}

/// What a command says while it works.
struct ProgressOptions: ParsableArguments {
  @Flag(name: .shortAndLong, help: "No progress and no warnings on stderr.")
  var quiet = false

  /// Progress as it was asked for.
  func progress() -> Progress { Progress(isQuiet: quiet) }
}
