/// Latents ↔ bytes, in integers throughout: the same bytes give the same latents on every machine.
struct LatentCoder: Sendable {
  /// The contexts.
  let context: IntegerContextModel
  /// Probabilities that the adaptive bits begin with.
  let initial: [UInt16]

  /// Codes latents.
  /// - Complexity: O(latents + nonzero latents · channels)
  func encode(_ latents: Latents, rate: Int) -> [UInt8] {
    var coder = SymbolWriter(encoder: BinaryRangeEncoder())
    var copy = latents
    traverse(&copy, rate: rate, &coder)
    return coder.encoder.finish()
  }

  /// Reads latents of a known shape. Any bytes give some latents: a checksum says whether they are right.
  /// - Complexity: O(latents + nonzero latents · channels)
  func decode(_ bytes: ArraySlice<UInt8>, width: Int, height: Int, rate: Int) -> Latents {
    var latents = Latents(channels: context.channels, height: height, width: width)
    var coder = SymbolReader(decoder: BinaryRangeDecoder(bytes))
    traverse(&latents, rate: rate, &coder)
    return latents
  }

  /// How often each adaptive bit was 0 and 1 when coding these latents.
  func counts(_ latents: Latents, rate: Int) -> [(zeros: Int, ones: Int)] {
    var coder = SymbolCounter()
    var copy = latents
    traverse(&copy, rate: rate, &coder)
    return coder.counts
  }

  /// Walks over all latents in coding order; `coder` writes, reads or counts.
  private func traverse(_ latents: inout Latents, rate: Int, _ coder: inout some BitTransport) {
    var model = LatentModel(initial: initial)
    var sums = ContextSums(context, width: latents.width, height: latents.height, rate: rate)
    let width = latents.width
    let height = latents.height
    latents.values.withUnsafeMutableBufferPointer { values in
      guard let base = values.baseAddress else { return }
      for channel in 0..<context.channels {
        let plane = base + channel * width * height
        for y in 0..<height {
          for x in 0..<width {
            let (mean, scale) = sums.context(channel: channel, x: x, y: y, plane: plane)
            let place = LatentModel.Place(channel: channel, mean: mean, scale: scale)
            let value = y * width + x
            plane[value] = Self.code(plane[value], place, &model, &coder)
          }
        }
        sums.finish(channel: channel, plane: plane)
      }
    }
  }

  /// Spells one latent; a reader ignores `value` and returns what it read.
  private static func code(
    _ value: Int32, _ place: LatentModel.Place, _ model: inout LatentModel, _ coder: inout some BitTransport
  ) -> Int32 {
    let offset = value &- place.prediction
    let distance = place.mirrored ? 0 &- offset : offset
    guard coder.transport(distance != 0, &model, place.zeroFlag) else { return limited(place.prediction) }
    let positive = coder.transport(distance > 0, &model, place.sign)
    let wanted = Int(distance.magnitude) - 1
    var magnitude = 0
    while magnitude < LatentModel.unaryDigits,
      coder.transport(wanted > magnitude, &model, place.digits + magnitude)
    {
      magnitude += 1
    }
    if magnitude == LatentModel.unaryDigits {
      magnitude += escape(max(0, wanted - magnitude), &model, &coder)
    }
    let read = Int32(magnitude + 1)
    let signed = positive != place.mirrored ? read : -read
    return limited(place.prediction &+ signed)
  }

  /// Exp-Golomb of order 0 with adaptive prefix; at most 13 digits, so that hostile bytes end too.
  private static func escape(
    _ value: Int, _ model: inout LatentModel, _ coder: inout some BitTransport
  ) -> Int {
    let base = LatentModel.count - LatentModel.escapes
    let wanted = Int.bitWidth - 1 - (value + 1).leadingZeroBitCount
    var digits = 0
    while digits < 13, coder.transport(wanted > digits, &model, base + digits) { digits += 1 }
    let rest = coder.transportEqual(UInt32((value + 1) & ((1 << digits) - 1)), count: digits)
    return (1 << digits) + Int(rest) - 1
  }

  private static func limited(_ value: Int32) -> Int32 { max(-Latents.limit, min(Latents.limit, value)) }
}

/// What carries the bits of a traversal: a writer, a reader, or a counter.
protocol BitTransport {
  /// Carries one adaptive bit and returns it.
  mutating func transport(_ bit: Bool, _ model: inout LatentModel, _ index: Int) -> Bool
  /// Carries `count` equally likely bits and returns them.
  mutating func transportEqual(_ value: UInt32, count: Int) -> UInt32
}

struct SymbolWriter: BitTransport {
  var encoder: BinaryRangeEncoder

  mutating func transport(_ bit: Bool, _ model: inout LatentModel, _ index: Int) -> Bool {
    encoder.encode(bit, probability: model.bits[index].probability)
    model.bits[index].update(bit)
    return bit
  }

  mutating func transportEqual(_ value: UInt32, count: Int) -> UInt32 {
    encoder.encodeEqual(value, count: count)
    return value
  }
}

struct SymbolReader: BitTransport {
  var decoder: BinaryRangeDecoder

  mutating func transport(_ bit: Bool, _ model: inout LatentModel, _ index: Int) -> Bool {
    let read = decoder.decode(probability: model.bits[index].probability)
    model.bits[index].update(read)
    return read
  }

  mutating func transportEqual(_ value: UInt32, count: Int) -> UInt32 { decoder.decodeEqual(count: count) }
}

struct SymbolCounter: BitTransport {
  private(set) var counts = [(zeros: Int, ones: Int)](repeating: (0, 0), count: LatentModel.count)

  mutating func transport(_ bit: Bool, _ model: inout LatentModel, _ index: Int) -> Bool {
    if bit { counts[index].ones += 1 } else { counts[index].zeros += 1 }
    return bit
  }

  mutating func transportEqual(_ value: UInt32, count: Int) -> UInt32 { value }
}
