import Raster

/// A differentiable function of (reference, distorted) that training and attacks descend.
public protocol Loss: Sendable {
  /// The stable identifier of the command line, for example `naive`.
  var id: String { get }
  /// Computes once what depends on the reference alone.
  func prepare(_ reference: YCbCrPlanes) throws -> any PreparedLoss
}

/// A loss with its reference's side computed.
public protocol PreparedLoss: Sendable {
  /// The loss of `distorted`: lower is better, never clipped.
  func value(_ distorted: YCbCrPlanes) throws -> Double
  /// The loss and its gradient with respect to every sample of `distorted`.
  func valueAndGradient(_ distorted: YCbCrPlanes) throws -> (value: Double, gradient: YCbCrPlanes)
}

/// Y', Cb and Cr at full resolution, code values on the 8-bit scale, fractional while they are being optimised.
public struct YCbCrPlanes: Sendable {
  /// Luma.
  public var y: Plane<Float>
  /// Blue difference.
  public var cb: Plane<Float>
  /// Red difference.
  public var cr: Plane<Float>

  /// Joins three planes of one size.
  public init(y: Plane<Float>, cb: Plane<Float>, cr: Plane<Float>) {
    precondition(
      y.width == cb.width && y.width == cr.width && y.height == cb.height && y.height == cr.height,
      "Y', Cb and Cr have one size")
    self.y = y
    self.cb = cb
    self.cr = cr
  }
}

/// The mean squared difference over the three planes together, in squared code values.
public struct MeanSquaredErrorLoss: Loss {
  /// The identifier of the command line.
  public var id: String { "mse" }

  /// A loss without parameters.
  public init() {}

  /// Keeps the reference.
  public func prepare(_ reference: YCbCrPlanes) -> any PreparedLoss { Prepared(reference: reference) }

  private struct Prepared: PreparedLoss {
    let reference: YCbCrPlanes

    func value(_ distorted: YCbCrPlanes) -> Double { valueAndGradient(distorted).value }

    func valueAndGradient(_ distorted: YCbCrPlanes) -> (value: Double, gradient: YCbCrPlanes) {
      let scale = 1 / Double(3 * distorted.y.count)
      var total = 0.0
      func difference(_ a: Plane<Float>, _ b: Plane<Float>) -> Plane<Float> {
        var gradient = a
        for index in 0..<a.count {
          let delta = Double(a.samples[index]) - Double(b.samples[index])
          total += delta * delta
          gradient.samples[index] = Float(2 * delta * scale)
        }
        return gradient
      }
      let gradient = YCbCrPlanes(
        y: difference(distorted.y, reference.y), cb: difference(distorted.cb, reference.cb),
        cr: difference(distorted.cr, reference.cr))
      return (total * scale, gradient)
    }
  }
}
