import Raster

/// Pictures ↔ bitstreams with one checkpoint.
public struct LearnedImageCodec: Sendable {
  /// Pixels that `decode` accepts unless told otherwise.
  public static let defaultPixelLimit = 1 << 25

  /// The parameters.
  public let checkpoint: Checkpoint
  /// The network.
  public let model: CodecModel
  private let coder: LatentCoder
  /// What a bitstream must have been written for: a checksum of the integers that entropy decoding depends on.
  ///
  /// Fine-tuned decoders share it with their base, so one bitstream can be decoded by each of them.
  public let modelIdentity: UInt32

  /// Prepares a checkpoint for use.
  public init(_ checkpoint: Checkpoint) {
    self.checkpoint = checkpoint
    model = CodecModel(checkpoint.configuration)
    coder = LatentCoder(
      context: IntegerContextModel(model.context, checkpoint.parameters), initial: checkpoint.initialProbabilities)
    modelIdentity = coder.identity
  }

  /// Rates, from the smallest.
  public var rates: Int { checkpoint.configuration.rates }

  /// The latents of an image at a rate.
  /// - Precondition: a rate of the model; sides up to 65535.
  /// - Complexity: O(width · height)
  public func latents(_ image: RGBImage, rate: Int) -> Latents {
    let picture = PictureScaling.aligned(PictureScaling.map(image))
    return Latents(rounding: model.latents(picture, rate: rate, checkpoint.parameters))
  }

  /// Codes an image.
  /// - Precondition: a rate of the model; sides up to 65535.
  /// - Complexity: O(width · height)
  public func encode(_ image: RGBImage, rate: Int) -> Bitstream {
    Bitstream(
      rate: rate, width: image.width, height: image.height, modelIdentity: modelIdentity,
      payload: coder.encode(latents(image, rate: rate), rate: rate))
  }

  /// The latents that a bitstream holds: the same on every machine.
  /// - Throws: `BitstreamError` when it was written for another model or is larger than `pixelLimit`.
  /// - Complexity: O(width · height)
  public func latents(
    of stream: Bitstream, pixelLimit: Int = defaultPixelLimit
  ) throws(BitstreamError) -> Latents {
    guard stream.modelIdentity == modelIdentity else {
      throw .otherModel(stream: stream.modelIdentity, checkpoint: modelIdentity)
    }
    guard stream.rate < rates else { throw .unknownRate(stream.rate) }
    guard stream.width * stream.height <= pixelLimit else {
      throw .tooLarge(width: stream.width, height: stream.height, limit: pixelLimit)
    }
    // A short file cannot stand for a huge picture; the coder's end leaves out up to eight bytes of zeros.
    let count = stream.latentWidth * stream.latentHeight * checkpoint.configuration.latents
    guard count / Bitstream.latentsPerByte <= stream.payload.count + 8 else {
      throw .implausibleSize(width: stream.width, height: stream.height)
    }
    return coder.decode(
      stream.payload[...], width: stream.latentWidth, height: stream.latentHeight, rate: stream.rate)
  }

  /// Decodes a bitstream to 8-bit R'G'B'. Pixels may differ by one level between machines (BLAS).
  /// - Throws: `BitstreamError` when it was written for another model or is larger than `pixelLimit`.
  /// - Complexity: O(width · height)
  public func decode(
    _ stream: Bitstream, pixelLimit: Int = defaultPixelLimit
  ) throws(BitstreamError) -> RGBImage {
    let latents = try latents(of: stream, pixelLimit: pixelLimit)
    return image(latents, rate: stream.rate, width: stream.width, height: stream.height)
  }

  /// The 8-bit image that latents stand for.
  /// - Complexity: O(width · height)
  public func image(_ latents: Latents, rate: Int, width: Int, height: Int) -> RGBImage {
    PictureScaling.image(
      model.picture(latents.map, rate: rate, checkpoint.parameters), width: width, height: height)
  }
}

extension LatentCoder {
  /// CRC-32 of every integer that decoding depends on.
  var identity: UInt32 {
    var checksum: UInt32 = 0
    for table in [
      [Int32(context.channels), Int32(context.rates)], context.meanWeights, context.scaleWeights, context.ownMean,
      context.ownScale, context.scaleBias, initial.map { Int32($0) },
    ] {
      checksum = CRC32.checksum(table.lazy.flatMap(\.littleEndianBytes), continuing: checksum)
    }
    return checksum
  }
}
