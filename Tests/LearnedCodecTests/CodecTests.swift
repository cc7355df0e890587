import CodecTestSupport
import Foundation
import Raster
import TestSupport
import Testing

@testable import LearnedCodec

@Suite struct CodecTests {
  /// Sides that are no multiples of 8 come back as they were, and the encoder's latents are the decoder's.
  @Test(arguments: [(64, 48), (37, 21), (8, 8), (1, 1), (5, 90)]) func roundTrip(width: Int, height: Int) throws {
    let codec = LearnedImageCodec(Checkpoint.untrained)
    let image = RGBImage.texture(width: width, height: height)
    let stream = codec.encode(image, rate: 1)
    let read = try Bitstream(stream.bytes)
    #expect(read == stream)
    #expect(try codec.latents(of: read) == codec.latents(image, rate: 1))
    let decoded = try codec.decode(read)
    #expect(decoded.width == width && decoded.height == height && decoded.bitDepth == 8)
  }

  @Test func higherRatesAreBetterAndLonger() throws {
    let codec = LearnedImageCodec(Checkpoint.untrained)
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
    let codec = LearnedImageCodec(Checkpoint.untrained)
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
    let codec = LearnedImageCodec(Checkpoint.untrained)
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
    let codec = LearnedImageCodec(Checkpoint.untrained)
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
    let data = try Checkpoint.untrained.data()
    #expect(try Checkpoint(data: data) == Checkpoint.untrained)
    #expect(data.count < 2 * Checkpoint.untrained.parameters.count + 4000)
  }

  @Test func partNeedsItsBase() throws {
    let model = CodecModel(Checkpoint.untrained.configuration)
    var moved = Checkpoint.untrained.parameters
    for index in model.decoderParameters { moved[index] += 0.25 }
    let range = model.decoderParameters
    let tuned = Checkpoint.untrained.replacing(range, with: Array(moved[range]), provenance: "moved")
    let data = try tuned.data(of: range, over: Checkpoint.untrained)
    #expect(data.count < range.count + 2000)
    let read = try Checkpoint(data: data, base: Checkpoint.untrained)
    #expect(read.provenance == "moved" && read.initialProbabilities == Checkpoint.untrained.initialProbabilities)
    // Half a step, for the largest difference of a layer is a quarter and what half precision rounds of a sum near 1.
    let bound = (0.25 + 0x1p-10) / 254 as Float
    for index in tuned.parameters.indices {
      let moved = range.contains(index)
      let error = abs(read.parameters[index] - tuned.parameters[index])
      #expect(error <= (moved ? bound + tuned.parameters[index].magnitude * 0x1p-11 : 0))
    }
    #expect(throws: CheckpointError.otherBase) { try Checkpoint(data: data, base: tuned) }
    #expect(throws: CheckpointError.otherBase) { try Checkpoint(data: data) }
    // A tuned decoder reads its base's bitstreams.
    #expect(LearnedImageCodec(tuned).modelIdentity == LearnedImageCodec(Checkpoint.untrained).modelIdentity)
  }

  /// Every difference comes back within half a step of its layer, and layers do not share steps.
  @Test func differencesComeBackWithinHalfAStep() throws {
    let stretches = [2..<5, 5..<9]
    let base = (0..<10).map { Float($0) / 8 }
    var tuned = base
    var random = SeededRandom(seed: 8)
    for index in 2..<5 { tuned[index] += Float(random.uniform() - 0.5) }
    for index in 5..<9 { tuned[index] += 1e-4 * Float(random.uniform() - 0.5) }
    let bytes = ParameterDeltas.bytes(from: base, to: tuned, stretches)
    let values = try #require(ParameterDeltas.values(bytes[...], over: base, stretches))
    for stretch in stretches {
      let span = stretch.map { abs(tuned[$0] - base[$0]) }.max() ?? 0
      for index in stretch {
        // Half a step, and the last bit of a sum near 1.
        #expect(abs(values[index - 2] - tuned[index]) <= span / 127 / 2 + 0x1p-23)
      }
    }
    #expect(ParameterDeltas.values(bytes.dropLast(), over: base, stretches) == nil)
  }

  /// A step that takes parameters beyond half precision is no number there.
  @Test func hostileStepsAreRefused() throws {
    let range = CodecModel(Checkpoint.untrained.configuration).decoderParameters
    var moved = Checkpoint.untrained.parameters
    moved[range.lowerBound] = 60000
    let tuned = Checkpoint.untrained.replacing(range, with: Array(moved[range]), provenance: "far")
    var bytes = [UInt8](try tuned.data(of: range, over: Checkpoint.untrained))
    let start =
      bytes.count - 4
      - (range.count + 4
        * CodecModel(Checkpoint.untrained.configuration).layout.entries.filter {
          range.contains($0.range.lowerBound)
        }.count)
    // The largest finite exponent in the first step.
    bytes[start + 3] = 0x7E
    let checksum = CRC32.checksum(bytes.dropLast(4))
    for place in 0..<4 { bytes[bytes.count - 4 + place] = UInt8(truncatingIfNeeded: checksum >> UInt32(8 * place)) }
    #expect(throws: CheckpointError.badHeader("a parameter is not a number")) {
      try Checkpoint(data: Data(bytes), base: Checkpoint.untrained)
    }
  }

  @Test func damagedFilesAreRefused() throws {
    let data = try Checkpoint.untrained.data()
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
