import Foundation
import Losses
import Raster
import Testing

@testable import LearnedCodec

/// A codec with untrained parameters: it codes, if badly, and needs no file.
private let untrained: Checkpoint = {
  var configuration = CodecConfiguration()
  configuration.hidden = [14, 50]
  configuration.latents = 24
  configuration.refinement = 8
  configuration.steps = [60, 30]
  let parameters = CodecModel(configuration).initialParameters(seed: 1)
  return Checkpoint(
    configuration: configuration, provenance: "untrained", parameters: parameters,
    initialProbabilities: InitialProbabilities.even)
}()

@Suite struct CodecTests {
  /// Sides that are no multiples of 8 come back as they were, and the encoder's latents are the decoder's.
  @Test(arguments: [(64, 48), (37, 21), (8, 8), (1, 1), (5, 90)]) func roundTrip(width: Int, height: Int) throws {
    let codec = LearnedImageCodec(untrained)
    let image = RGBImage.texture(width: width, height: height)
    let stream = codec.encode(image, rate: 1)
    let read = try Bitstream(stream.bytes)
    #expect(read == stream)
    #expect(try codec.latents(of: read) == codec.latents(image, rate: 1))
    let decoded = try codec.decode(read)
    #expect(decoded.width == width && decoded.height == height && decoded.bitDepth == 8)
  }

  @Test func higherRatesAreBetterAndLonger() throws {
    let codec = LearnedImageCodec(untrained)
    let image = RGBImage.texture(width: 96, height: 64)
    func error(_ rate: Int) throws -> Double {
      let decoded = try codec.decode(codec.encode(image, rate: rate))
      return zip(decoded.green.samples, image.green.samples).reduce(0) {
        $0 + (Double($1.0) - Double($1.1)) * (Double($1.0) - Double($1.1))
      }
    }
    #expect(codec.encode(image, rate: 1).bytes.count > codec.encode(image, rate: 0).bytes.count)
    #expect(try error(1) < error(0))
  }

  /// Every cut and every flipped bit is an error; nothing crashes.
  @Test func damagedStreamsAreRefused() throws {
    let codec = LearnedImageCodec(untrained)
    let bytes = codec.encode(RGBImage.texture(width: 40, height: 32), rate: 0).bytes
    for length in 0..<bytes.count {
      #expect(throws: BitstreamError.self) { try Bitstream(Array(bytes.prefix(length))) }
    }
    var random = SeededRandom(seed: 3)
    for _ in 0..<400 {
      var copy = bytes
      copy[Int(random.next() % UInt64(copy.count))] ^= UInt8(1 << (random.next() % 8))
      #expect(throws: BitstreamError.self) { try Bitstream(copy) }
    }
  }

  /// Bytes with a valid checksum may say anything: they decode to some picture or to an error, within the limits.
  @Test func hostileStreamsEnd() throws {
    let codec = LearnedImageCodec(untrained)
    var random = SeededRandom(seed: 4)
    for _ in 0..<120 {
      let payload = (0..<Int(random.next() % 200)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      let stream = Bitstream(
        rate: Int(random.next() % 3), width: 1 + Int(random.next() % 200), height: 1 + Int(random.next() % 200),
        modelIdentity: codec.modelIdentity, payload: payload)
      let read = try Bitstream(stream.bytes)
      if read.rate < codec.rates {
        #expect(try codec.decode(read).width == read.width)
      } else {
        #expect(throws: BitstreamError.unknownRate(read.rate)) { try codec.decode(read) }
      }
    }
    // Extreme latents throughout.
    let ones = Bitstream(
      rate: 1, width: 64, height: 64, modelIdentity: codec.modelIdentity,
      payload: [UInt8](repeating: 0xFF, count: 4000))
    #expect(try codec.decode(ones).height == 64)
  }

  @Test func sizesAreLimitedBeforeAnythingIsAllocated() throws {
    let codec = LearnedImageCodec(untrained)
    func stream(_ width: Int, _ height: Int, bytes: Int, identity: UInt32) throws -> Bitstream {
      try Bitstream(
        Bitstream(
          rate: 0, width: width, height: height, modelIdentity: identity,
          payload: [UInt8](repeating: 7, count: bytes)
        ).bytes)
    }
    let identity = codec.modelIdentity
    #expect(throws: BitstreamError.implausibleSize(width: 5000, height: 5000)) {
      try codec.decode(stream(5000, 5000, bytes: 20, identity: identity))
    }
    #expect(throws: BitstreamError.tooLarge(width: 60000, height: 60000, limit: LearnedImageCodec.defaultPixelLimit)) {
      try codec.decode(stream(60000, 60000, bytes: 20, identity: identity))
    }
    #expect(throws: BitstreamError.otherModel(stream: identity ^ 1, checkpoint: identity)) {
      try codec.decode(stream(16, 16, bytes: 20, identity: identity ^ 1))
    }
    #expect(throws: BitstreamError.implausibleSize(width: 0, height: 4)) {
      try stream(0, 4, bytes: 20, identity: identity)
    }
  }
}

@Suite struct CheckpointTests {
  @Test func wholeFileRoundTrips() throws {
    let data = try untrained.data()
    #expect(try Checkpoint(data: data) == untrained)
    #expect(data.count < 2 * untrained.parameters.count + 4000)
  }

  @Test func partNeedsItsBase() throws {
    let model = CodecModel(untrained.configuration)
    var moved = untrained.parameters
    for index in model.decoderParameters { moved[index] += 0.25 }
    let range = model.decoderParameters
    let tuned = untrained.replacing(range, with: Array(moved[range]), provenance: "moved")
    let data = try tuned.data(of: range, over: untrained)
    #expect(try Checkpoint(data: data, base: untrained) == tuned)
    #expect(throws: CheckpointError.otherBase) { try Checkpoint(data: data, base: tuned) }
    #expect(throws: CheckpointError.otherBase) { try Checkpoint(data: data) }
    // A tuned decoder reads its base's bitstreams.
    #expect(LearnedImageCodec(tuned).modelIdentity == LearnedImageCodec(untrained).modelIdentity)
  }

  @Test func damagedFilesAreRefused() throws {
    let data = try untrained.data()
    var random = SeededRandom(seed: 6)
    for _ in 0..<20 {
      #expect(throws: CheckpointError.self) {
        try Checkpoint(data: data.prefix(Int(random.next() % UInt64(data.count))))
      }
      var copy = data
      copy[Int(random.next() % UInt64(copy.count))] ^= 0x10
      #expect(throws: CheckpointError.self) { try Checkpoint(data: copy) }
    }
  }
}

@Suite struct FineTunerTests {
  /// Each half moves alone, the loss falls, and the number of jobs does not matter.
  @Test(arguments: FineTuningOptions.Part.allCases) func movesOnePartAndImproves(part: FineTuningOptions.Part) throws {
    let set = TrainingSet([RGBImage.texture(width: 128, height: 96)], factors: [1])
    var options = FineTuningOptions(part: part)
    options.steps = 10
    options.crop = 48
    options.batch = 2
    options.warmUp = 1
    options.peakRate = 1e-3
    var first = try FineTuner(base: untrained, loss: NaiveLoss(), options: options, on: set)
    var second = first
    var objectives: [Double] = []
    for _ in 0..<10 {
      objectives.append(try first.step(on: set, jobs: 1).objective)
      _ = try second.step(on: set, jobs: 2)
    }
    #expect(first.state == second.state)
    #expect(objectives.suffix(4).reduce(0, +) < objectives.prefix(4).reduce(0, +))
    let tuned = first.checkpoint(provenance: "test")
    for index in untrained.parameters.indices where !first.range.contains(index) {
      #expect(tuned.parameters[index] == untrained.parameters[index])
    }
    #expect(tuned.parameters != untrained.parameters)
  }
}
