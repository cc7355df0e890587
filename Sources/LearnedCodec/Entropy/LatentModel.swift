/// The adaptive bits that a latent is spelled with.
///
/// With the context's mean μ and scale s, the latent is coded as its distance from the rounded mean, mirrored so that
/// the fraction lost in rounding is positive: a zero flag, a sign, then the magnitude in unary with an Exp-Golomb
/// escape. Each bit's estimate is chosen by the scale (four classes an octave), the fraction of the mean and, for the
/// zero flag, the kind of channel.
struct LatentModel: Sendable {
  /// Classes of the scale.
  static let scaleClasses = 48
  /// Classes of the mean's lost fraction.
  static let fractionClasses = 4
  /// Kinds of channel: the three lowest, low luma-like frequencies, higher ones.
  static let kinds = 4
  /// Unary digits with an estimate of their own.
  static let unaryDigits = 14

  static var zeroFlags: Int { kinds * fractionClasses * scaleClasses }
  static var signs: Int { fractionClasses * scaleClasses }
  static var digits: Int { unaryDigits * scaleClasses }
  static var escapes: Int { 24 }
  /// Adaptive bits in all.
  static var count: Int { zeroFlags + signs + digits + escapes }

  /// The estimates, in the order of the static counts.
  var bits: [AdaptiveBit]

  /// Begins with a checkpoint's trained probabilities.
  /// - Precondition: `count` probabilities.
  init(initial probabilities: [UInt16]) {
    precondition(probabilities.count == Self.count)
    bits = probabilities.map { AdaptiveBit(probability: $0) }
  }

  /// The kind of a channel by its place in coding order.
  static func kind(_ channel: Int) -> Int { channel < 3 ? 0 : (channel < 16 ? 1 : (channel < 48 ? 2 : 3)) }

  /// What the context says of one latent.
  struct Place {
    /// The rounded mean.
    let prediction: Int32
    /// The fraction was negative: distances are mirrored.
    let mirrored: Bool
    let zeroFlag: Int
    let sign: Int
    let digits: Int

    init(channel: Int, mean: Int32, scale: Int32) {
      let one: Int32 = 1 << IntegerContextModel.fractionBits
      prediction = (mean &+ one / 2) >> IntegerContextModel.fractionBits
      let fraction = mean &- prediction &* one
      mirrored = fraction < 0
      let fractionClass = min(
        Int(abs(fraction)) * 2 * LatentModel.fractionClasses / Int(one), LatentModel.fractionClasses - 1)
      let scaleClass = Self.scaleClass(scale)
      zeroFlag =
        (LatentModel.kind(channel) * LatentModel.fractionClasses + fractionClass) * LatentModel.scaleClasses
        + scaleClass
      sign = LatentModel.zeroFlags + fractionClass * LatentModel.scaleClasses + scaleClass
      digits = LatentModel.zeroFlags + LatentModel.signs + scaleClass * LatentModel.unaryDigits
    }

    /// Four classes an octave from 1/32 up, in integers.
    static func scaleClass(_ scale: Int32) -> Int {
      let bounded = UInt32(max(8, min(scale, 1 << 20)))
      let octave = 31 - bounded.leadingZeroBitCount
      let quarter = Int(bounded >> UInt32(octave - 2)) & 3
      return min((octave - 3) * 4 + quarter, LatentModel.scaleClasses - 1)
    }
  }
}
