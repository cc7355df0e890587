import Foundation
import Raster
import Testing

@testable import LearnedCodec

/// The bundled checkpoints: what ships is what was measured.
@Suite struct BundleTests {
  /// Parts, arms and seeds that the demonstration needs; all of them read, and decoders share the base's bitstreams.
  @Test func everyArmIsThereInThreeSeeds() throws {
    let names = CheckpointLibrary.names
    #expect(names.first == "base")
    let base = try CheckpointLibrary.checkpoint("base")
    let identity = LearnedImageCodec(base).modelIdentity
    let model = CodecModel(base.configuration)
    for part in CodecPart.allCases {
      let range = model.parameters(of: part)
      for loss in ["mse", "naive", "robust"] {
        for seed in 1...3 {
          let name = "\(part.rawValue)-\(loss)-s\(seed)"
          #expect(names.contains(name))
          let tuned = try CheckpointLibrary.checkpoint(name)
          #expect(LearnedImageCodec(tuned).modelIdentity == identity)
          #expect(tuned.parameters[range] != base.parameters[range])
          #expect(tuned.provenance.contains("\(part.rawValue) tuned with \(loss)"))
          // A decoder is the mean of three trainings.
          let seeds = part == .decoder ? (3 * seed - 2)...(3 * seed) : seed...seed
          for seed in seeds { #expect(tuned.provenance.contains("seed \(seed)")) }
          #expect(tuned.tunedPart(of: base) == part)
          var outside = tuned.parameters
          outside.replaceSubrange(range, with: base.parameters[range])
          #expect(outside == base.parameters)
        }
      }
    }
    #expect(throws: CheckpointError.unknown("nothing")) { try CheckpointLibrary.checkpoint("nothing") }
    #expect(try CheckpointLibrary.checkpoint("decoder-naive") == CheckpointLibrary.checkpoint("decoder-naive-s1"))
  }

  /// All files together stay within what a repository may carry.
  @Test func bundleIsSmall() throws {
    var total = 0
    for name in CheckpointLibrary.names {
      let url = try #require(
        Bundle.codec.url(forResource: name, withExtension: "checkpoint", subdirectory: "Bundled"))
      total += try Data(contentsOf: url).count
    }
    #expect(total > 1_000_000 && total < 8_000_000, "\(total)")
  }

  /// Latents of the trained model become the same bytes on every machine, and bytes the same latents: integers only.
  @Test func trainedBitstreamIsPinned() throws {
    let checkpoint = try CheckpointLibrary.checkpoint("base")
    let coder = LatentCoder(
      context: IntegerContextModel(CodecModel(checkpoint.configuration).context, checkpoint.parameters),
      initial: checkpoint.initialProbabilities)
    var latents = Latents(channels: checkpoint.configuration.latents, height: 6, width: 5)
    var random = SeededRandom(seed: 21)
    for index in latents.values.indices {
      let share = random.uniform() * random.uniform() * random.uniform()
      let magnitude = Int32((12 * share).rounded())
      latents.values[index] = random.next() & 1 == 1 ? magnitude : -magnitude
    }
    let bytes = coder.encode(latents, rate: 2)
    #expect(coder.decode(bytes[...], width: 5, height: 6, rate: 2) == latents)
    // Recorded from this coder on 2026-11-26 (x86-64, Swift 6.3.1); they change with the base or the format's version.
    #expect(coder.identity == Self.identity, "\(coder.identity)")
    #expect(latents.fingerprint == Self.latents, "\(latents.fingerprint)")
    #expect(CRC32.checksum(bytes) == Self.bytes, "\(CRC32.checksum(bytes))")
    // Any bytes decode to the same latents everywhere, too.
    let noise = (0..<400).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    let decoded = coder.decode(noise[...], width: 5, height: 6, rate: 4)
    #expect(decoded.fingerprint == Self.noise, "\(decoded.fingerprint)")
  }

  private static let identity: UInt32 = 3_351_864_892
  private static let latents: UInt64 = 16_168_434_765_005_656_746
  private static let bytes: UInt32 = 2_017_954_346
  private static let noise: UInt64 = 15_074_581_419_624_920_058
}
