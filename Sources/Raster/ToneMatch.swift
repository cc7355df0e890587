/// The change of tone that brings a picture nearest to its reference: one gain and one offset for R, G and B alike.
///
/// By least squares over luma (Y' of 8 bits): the gain is the covariance of picture and reference over the picture's
/// variance, and the means are brought together. People hardly mind a change of tone that costs much error energy
/// (docs/method.md, "Tone"), so witnesses read the picture after the match.
///
/// What it removes is bounded by what people were asked about: a contrast of the picture between 0.5 and 1.5 of the
/// reference's, and a mean 40 levels away. So nothing that is hidden in an inverted, flattened or near-flat picture is
/// brought back.
public struct ToneMatch: Sendable, Equatable {
  /// What R, G and B of the picture are multiplied with, 2/3 to 2.
  public let gain: Double
  /// What is added to them then, in levels of 0…255.
  public let offset: Double
  /// How far the picture's mean luma lies above the reference's, in levels of 0…255; not bounded.
  public let shift: Double

  /// The gains of the match, for pictures with 1.5 and with half of the reference's contrast.
  static let gains = 1 / 1.5...2
  /// How many levels of mean luma the match removes at most.
  static let largestShift = 40.0
  /// The root mean square of what the match moves luma by, in code values of 8 bits, below which it is none: half a step of
  /// the codes that every picture is rounded to.
  static let smallestMove = 0.5

  /// The match of a picture.
  /// - Parameter reference: the reference's luma on the 8-bit scale, of the picture's size.
  /// - Returns: nil where the match moves luma by less than half a code value in the root mean square: then the picture
  ///   itself is read.
  /// - Complexity: O(width · height)
  public init?(of picture: Picture, against reference: Plane<Float>) {
    let luma = picture.luma8
    precondition(luma.width == reference.width && luma.height == reference.height, "a picture has its reference's size")
    let sums = Sums(luma, reference)
    let wanted = sums.variance > 0 ? sums.covariance / sums.variance : 1
    gain = min(max(wanted, Self.gains.lowerBound), Self.gains.upperBound)
    shift = (sums.mean - sums.referenceMean) / BT709.lumaPerGreyLevel
    let removed = min(max(shift, -Self.largestShift), Self.largestShift)
    let level = (sums.mean - 16) / BT709.lumaPerGreyLevel
    offset = level * (1 - gain) - removed
    let moved =
      ((gain - 1) * (gain - 1) * sums.variance
      + removed * removed * BT709.lumaPerGreyLevel * BT709.lumaPerGreyLevel).squareRoot()
    guard moved >= Self.smallestMove else { return nil }
  }

  /// The picture with its tone matched: R, G and B rounded to 8 bits and clipped, as a viewer would see them.
  /// - Complexity: O(width · height)
  public func applied(to picture: Picture) -> Picture {
    let planes = BT709.rgbPlanes(of: picture)
    let (gain, offset) = (gain, offset)
    func matched(_ plane: Plane<Float>) -> Plane<UInt16> {
      plane.map { UInt16(min(max((gain * Double($0) + offset).rounded(), 0), 255)) }
    }
    return BT709.picture(
      RGBImage(red: matched(planes.red), green: matched(planes.green), blue: matched(planes.blue), bitDepth: 8))
  }
}

/// Means, variance and covariance of two planes of luma. Code values of 8 bits are whole numbers, so their sums are exact.
private struct Sums {
  let mean: Double
  let referenceMean: Double
  let variance: Double
  let covariance: Double

  init(_ picture: Plane<Float>, _ reference: Plane<Float>) {
    var (sumX, sumY, sumXX, sumXY) = (0.0, 0.0, 0.0, 0.0)
    picture.samples.withUnsafeBufferPointer { picture in
      reference.samples.withUnsafeBufferPointer { reference in
        for index in 0..<picture.count {
          let (x, y) = (Double(picture[index]), Double(reference[index]))
          sumX += x
          sumY += y
          sumXX += x * x
          sumXY += x * y
        }
      }
    }
    let count = Double(picture.count)
    mean = sumX / count
    referenceMean = sumY / count
    variance = sumXX / count - mean * mean
    covariance = sumXY / count - mean * referenceMean
  }
}
