import Raster
import Testing

@testable import LearnedCodec

@Suite struct EntropyTests {
  /// Any sequence of bits and probabilities comes back, also through long runs of carries.
  @Test(arguments: [UInt64(1), 2, 3, 4]) func rangeCoderRoundTrips(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let symbols = (0..<20_000).map { _ -> (Bool, UInt16) in
      let probability = UInt16(1 + random.next() % 65535)
      // Follow the probability, except in the last seed, where unlikely bits are the rule.
      let one = random.uniform() * 65536 < Double(probability)
      return (seed == 4 ? !one : one, probability)
    }
    var encoder = BinaryRangeEncoder()
    for (bit, probability) in symbols { encoder.encode(bit, probability: probability) }
    let bytes = encoder.finish()
    var decoder = BinaryRangeDecoder(bytes[...])
    #expect(symbols.allSatisfy { decoder.decode(probability: $0.1) == $0.0 })
  }

  /// A fair coin costs a bit, and a known bit almost nothing.
  @Test func rangeCoderIsEfficient() {
    var random = SeededRandom(seed: 9)
    var encoder = BinaryRangeEncoder()
    for _ in 0..<8000 { encoder.encode(random.next() & 1 == 1, probability: 0x8000) }
    #expect((1000...1002).contains(encoder.finish().count))
    var certain = BinaryRangeEncoder()
    for _ in 0..<8000 { certain.encode(true, probability: 65504) }
    #expect(certain.finish().count <= 1)
  }

  @Test func adaptiveBitStaysWithinItsFloor() {
    var bit = AdaptiveBit(probability: 0x8000)
    for _ in 0..<10_000 { bit.update(true) }
    #expect(bit.probability >= 65000)
    for _ in 0..<10_000 { bit.update(false) }
    #expect(bit.probability >= AdaptiveBit.floor && bit.probability < 500)
  }

  /// The integer contexts equal the definition summed tap by tap.
  @Test func contextSumsEqualDefinition() {
    let (model, parameters) = contextModel()
    let integer = IntegerContextModel(model, parameters)
    let latents = randomLatents(channels: 4, height: 5, width: 6, seed: 3)
    func fixed(_ value: Float) -> Int32 { Int32((value * 256).rounded()) }
    var sums = ContextSums(integer, width: 6, height: 5, rate: 1)
    latents.values.withUnsafeBufferPointer { values in
      for channel in 0..<4 {
        for y in 0..<5 {
          for x in 0..<6 {
            var mean: Int32 = 0
            var scale = fixed(parameters[model.scaleBias.lowerBound + 4 + channel])
            for input in 0...channel {
              for tap in 0..<9 where ContextModel.isKnown(output: channel, input: input, tap: tap) {
                let sy = y + tap / 3 - 1
                let sx = x + tap % 3 - 1
                guard sy >= 0 && sx >= 0 && sy < 5 && sx < 6 else { continue }
                let place = (channel * 4 + input) * 9 + tap
                let value = values[(input * 5 + sy) * 6 + sx]
                mean += fixed(parameters[model.mean.lowerBound + place]) * value
                scale += fixed(parameters[model.scale.lowerBound + place]) * abs(value)
              }
            }
            let plane = values.baseAddress! + channel * 30
            #expect(sums.context(channel: channel, x: x, y: y, plane: plane) == (mean, scale))
          }
        }
        sums.finish(channel: channel, plane: values.baseAddress! + channel * 30)
      }
    }
  }

  /// Coding is lossless, for ordinary and for extreme latents.
  @Test(arguments: [Int32(1), 3, 40, 2047]) func latentsRoundTrip(spread: Int32) {
    let (model, parameters) = contextModel()
    let coder = LatentCoder(
      context: IntegerContextModel(model, parameters), initial: InitialProbabilities.even)
    let latents = randomLatents(channels: 4, height: 9, width: 7, seed: 5, spread: spread)
    let bytes = coder.encode(latents, rate: 0)
    #expect(coder.decode(bytes[...], width: 7, height: 9, rate: 0) == latents)
  }

  /// The bytes and what they decode to are the same on every machine, build and day: integers only.
  @Test func bitstreamIsPinned() {
    let (model, parameters) = contextModel()
    let coder = LatentCoder(
      context: IntegerContextModel(model, parameters), initial: InitialProbabilities.even)
    let latents = randomLatents(channels: 4, height: 16, width: 16, seed: 11, spread: 6)
    let bytes = coder.encode(latents, rate: 1)
    // Recorded from this coder on 2026-11-24 (x86-64, Swift 6.3.1); they change only with the format's version.
    #expect(latents.fingerprint == Self.pinnedLatents, "\(latents.fingerprint)")
    #expect(CRC32.checksum(bytes) == Self.pinnedBytes, "\(CRC32.checksum(bytes))")
  }

  private static let pinnedLatents: UInt64 = 10_719_910_987_167_192_040
  private static let pinnedBytes: UInt32 = 1_871_454_018

  /// The check value of the CRC-32 catalogue: "123456789" ↦ CBF43926.
  @Test func checksumEqualsCatalogue() {
    #expect(CRC32.checksum(Array("123456789".utf8)) == 0xCBF4_3926)
  }

  /// Trained beginnings make a typical message shorter.
  @Test func initialProbabilitiesHelp() {
    let (model, parameters) = contextModel()
    let context = IntegerContextModel(model, parameters)
    let training = (0..<6).map { (randomLatents(channels: 4, height: 8, width: 8, seed: 20 + $0, spread: 2), 0) }
    let trained = InitialProbabilities.train(context, on: training)
    let other = randomLatents(channels: 4, height: 8, width: 8, seed: 99, spread: 2)
    let even = LatentCoder(context: context, initial: InitialProbabilities.even).encode(other, rate: 0)
    #expect(LatentCoder(context: context, initial: trained).encode(other, rate: 0).count < even.count)
  }
}

/// A context model of four channels with weights that are exact in 1/256.
private func contextModel() -> (ContextModel, [Float]) {
  var layout = ParameterLayout()
  let model = ContextModel("x", channels: 4, rates: 2, in: &layout)
  var random = SeededRandom(seed: 1)
  var parameters = (0..<layout.count).map { _ in Float(Int(random.next() % 41) - 20) / 256 }
  for index in model.scaleBias { parameters[index] = 0.5 }
  model.project(&parameters)
  return (model, parameters)
}

private func randomLatents(
  channels: Int, height: Int, width: Int, seed: UInt64, spread: Int32 = 4
) -> Latents {
  var random = SeededRandom(seed: seed)
  var latents = Latents(channels: channels, height: height, width: width)
  for index in latents.values.indices {
    // Peaked at 0, as latents are.
    let share = random.uniform() * random.uniform() * random.uniform()
    let magnitude = Int32((Double(spread) * share).rounded())
    latents.values[index] = random.next() & 1 == 1 ? magnitude : -magnitude
  }
  return latents
}
