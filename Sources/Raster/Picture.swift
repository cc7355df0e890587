/// What a metric sees of an image or of a video frame: Y'CbCr code values, and R'G'B' where it came with them.
///
/// - `luma`, `cb` and `cr` hold code values of `bitDepth` bits (0 … 2^bitDepth − 1), whole numbers in every picture that
///   is scored; the differentiable path also uses fractional luma while it steers.
/// - `rgb` holds gamma-coded values on the 8-bit scale, 0…255, fractional where the file had 16 bits.
public struct Picture: Sendable {
  /// Luma code values.
  public let luma: Plane<Float>
  private let colour: Colour
  /// Bits of the Y'CbCr code values: 8 to 16.
  public let bitDepth: Int
  /// What the Y'CbCr code values span.
  public let range: CodeRange

  /// The two chroma planes, equal in size.
  public struct Chroma: Sendable {
    /// Blue difference.
    public let cb: Plane<Float>
    /// Red difference.
    public let cr: Plane<Float>
    /// Joins two planes of one size.
    public init(cb: Plane<Float>, cr: Plane<Float>) {
      precondition(cb.width == cr.width && cb.height == cr.height, "chroma planes have one size")
      self.cb = cb
      self.cr = cr
    }
  }

  /// Joins planes that are in code values already.
  /// - Precondition: `rgb`, where given, has the size of `luma`; a bit depth of 8 to 16.
  public init(
    luma: Plane<Float>, chroma: Chroma?, rgb: RGBPlanes?, bitDepth: Int, range: CodeRange = .limited
  ) {
    precondition((8...16).contains(bitDepth), "a picture has 8 to 16 bits")
    precondition(
      rgb.map { $0.red.width == luma.width && $0.red.height == luma.height } ?? true, "R'G'B' has the size of luma")
    self.luma = luma
    colour = .planes(chroma, rgb)
    self.bitDepth = bitDepth
    self.range = range
  }

  /// The picture of an image whose luma is made already; its other planes are made when they are asked for.
  init(luma: Plane<Float>, colourOf image: RGBImage) {
    self.luma = luma
    colour = .converted(ConvertedColour(image))
    bitDepth = 8
    range = .limited
  }

  /// A picture with code values of its own and the R'G'B' of another, made when they are asked for.
  init(luma: Plane<Float>, chroma: Chroma?, colourOf other: Picture, range: CodeRange) {
    self.luma = luma
    colour = .recoded(chroma, DecodedColour(other))
    bitDepth = other.bitDepth
    self.range = range
  }

  private enum Colour {
    case planes(Chroma?, RGBPlanes?)
    case converted(ConvertedColour)
    case recoded(Chroma?, DecodedColour)
  }

  /// Blue-difference and red-difference code values, possibly subsampled; nil in a picture without colour.
  /// - Complexity: O(1); the first time O(width · height) in a picture made from an image
  public var chroma: Chroma? {
    switch colour {
    case .planes(let chroma, _), .recoded(let chroma, _): chroma
    case .converted(let colour): colour.chroma
    }
  }

  /// Gamma-coded R, G, B on the 0…255 scale; nil when the picture came as Y'CbCr.
  /// - Complexity: O(1); the first time O(width · height) in a picture made from an image
  public var rgb: RGBPlanes? {
    switch colour {
    case .planes(_, let rgb): rgb
    case .converted(let colour): colour.rgb
    case .recoded(_, let colour): colour.rgb
    }
  }

  /// Columns of luma.
  public var width: Int { luma.width }
  /// Rows of luma.
  public var height: Int { luma.height }

  /// Luma on the 8-bit scale (code value divided by 2^(bitDepth − 8)), as the float metrics take it.
  /// - Complexity: O(1) for 8 bits, else O(width · height)
  public var luma8: Plane<Float> {
    guard bitDepth > 8 else { return luma }
    return onEightBits(luma)
  }

  /// Chroma on the 8-bit scale; nil in a picture without colour.
  /// - Complexity: as `chroma`, for more than 8 bits O(width · height) each time
  public var chroma8: Chroma? {
    guard bitDepth > 8, let chroma else { return chroma }
    return Chroma(cb: onEightBits(chroma.cb), cr: onEightBits(chroma.cr))
  }

  private func onEightBits(_ plane: Plane<Float>) -> Plane<Float> {
    let scale = 1 / Float(1 << (bitDepth - 8))
    return plane.map { $0 * scale }
  }
}

/// Gamma-coded R, G, B on the 0…255 scale, equal in size.
public struct RGBPlanes: Sendable {
  /// Red.
  public var red: Plane<Float>
  /// Green.
  public var green: Plane<Float>
  /// Blue.
  public var blue: Plane<Float>

  /// Joins three planes of one size.
  public init(red: Plane<Float>, green: Plane<Float>, blue: Plane<Float>) {
    precondition(
      red.width == green.width && red.width == blue.width && red.height == green.height && red.height == blue.height,
      "R, G and B have one size")
    self.red = red
    self.green = green
    self.blue = blue
  }
}
