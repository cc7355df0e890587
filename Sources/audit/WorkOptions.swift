import ArgumentParser
import AuditRunner
import Foundation

/// In how many tasks a command works.
struct JobOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Images, attacks or cases in work at a time (default: one per core).", valueName: "n"))
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

/// Which part of the images a command takes.
struct ShardOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Take the I-th of N parts of the images only, counted from 1.", valueName: "i/n"))
  var shard: String?

  func validate() throws {
    if let shard, Shard(shard) == nil { throw ValidationError("--shard takes I/N with 1 ≤ I ≤ N, as in 2/4") }
  }

  /// The part; nil for all.
  var part: Shard? { shard.flatMap(Shard.init) }
}

/// What a command says while it works.
struct ProgressOptions: ParsableArguments {
  @Flag(name: .shortAndLong, help: "No progress and no warnings on stderr.")
  var quiet = false

  /// Progress as it was asked for.
  func progress() -> Progress { Progress(isQuiet: quiet) }
}
