import Raster

@testable import VMAFMetrics

/// VIF of a picture at four scales, in libvmaf's float form.
///
/// A scale's value is Σ numerator / Σ denominator over all windows (``PlainVIFWindow``); scale k + 1 is scale k filtered with
/// the window of scale k + 1 and decimated by 2. It is 1 for a faithful copy and exceeds 1 where the gain limit does.
struct PlainVIF<Scalar: PlainScalar>: Sendable {
  /// The number of scales.
  static var scaleCount: Int { 4 }

  /// The largest gain that is credited: 1 in the NEG models, 100 in the others.
  let gainLimit: Scalar
  private let filters: [PlainFilter<Scalar>]

  init(options: VMAFFeatureOptions) {
    gainLimit = Scalar(options.vifEnhancementGainLimit)
    filters = (0..<Self.scaleCount).map { PlainVIFWindow<Scalar>.filter(scale: $0) }
  }

  /// One scale of one picture with the moments that do not involve the other picture.
  struct Scale: Sendable {
    let image: Plane<Scalar>
    let mean: Plane<Scalar>
    /// Filtered square minus squared mean, floored at 0 as libvmaf does.
    let variance: Plane<Scalar>
    /// Σ denominator, for a picture in the place of the reference.
    let denominator: Double
  }

  /// The four scales of a plane whose samples are offset by −128.
  /// - Complexity: O(width · height)
  func pyramid(_ plane: Plane<Scalar>) -> [Scale] {
    var image = plane
    return filters.enumerated().map { scale, filter in
      if scale > 0 { image = filter.apply(image).decimated() }
      let mean = filter.apply(image)
      var variance = filter.apply(image * image)
      var denominator = 0.0
      for index in 0..<variance.count {
        let value = max(variance.samples[index] - mean.samples[index] * mean.samples[index], 0)
        variance.samples[index] = value
        denominator += Double(PlainVIFWindow.denominator(s1: value))
      }
      return Scale(image: image, mean: mean, variance: variance, denominator: denominator)
    }
  }

  /// Σ numerator of each scale.
  func numerators(reference: [Scale], distorted: [Scale]) -> [Double] {
    (0..<Self.scaleCount).map { scale in
      let covariance = self.covariance(reference[scale], distorted[scale], scale)
      var sum = 0.0
      for index in 0..<covariance.count {
        sum += Double(
          PlainVIFWindow.numerator(
            s1: reference[scale].variance.samples[index], s2: distorted[scale].variance.samples[index],
            covariance: covariance.samples[index], limit: gainLimit))
      }
      return sum
    }
  }

  private func covariance(_ a: Scale, _ b: Scale, _ scale: Int) -> Plane<Scalar> {
    var result = filters[scale].apply(a.image * b.image)
    for index in 0..<result.count { result.samples[index] -= a.mean.samples[index] * b.mean.samples[index] }
    return result
  }
}

// MARK: - Gradient

extension PlainVIF {
  /// The gradient of `Σ_k weights[k] · Σ numerator of scale k` with respect to the distorted plane.
  /// - Complexity: O(width · height)
  func gradientInDistorted(reference: [Scale], distorted: [Scale], weights: [Scalar]) -> Plane<Scalar> {
    backward(sizes: distorted) { scale in
      let x = reference[scale]
      let y = distorted[scale]
      let covariance = self.covariance(x, y, scale)
      var bySquare = y.variance
      var byProduct = covariance
      var byMean = y.mean
      for index in 0..<covariance.count {
        let partial = PlainVIFWindow.numeratorGradient(
          s1: x.variance.samples[index], s2: y.variance.samples[index], covariance: covariance.samples[index],
          limit: gainLimit)
        bySquare.samples[index] = weights[scale] * partial.s2
        byProduct.samples[index] = weights[scale] * partial.covariance
        byMean.samples[index] =
          -weights[scale] * (2 * partial.s2 * y.mean.samples[index] + partial.covariance * x.mean.samples[index])
      }
      return self.imageGradient(
        scale: scale, byMean: byMean, bySquare: bySquare, byProduct: byProduct, own: y.image, other: x.image)
    }
  }

  /// The gradient of `Σ_k (numeratorWeights[k]·Σ numerator + denominatorWeights[k]·Σ denominator)` with respect to the
  /// plane in the place of the reference.
  /// - Complexity: O(width · height)
  func gradientInReference(
    reference: [Scale], distorted: [Scale], numeratorWeights: [Scalar], denominatorWeights: [Scalar]
  ) -> Plane<Scalar> {
    backward(sizes: reference) { scale in
      let x = reference[scale]
      let y = distorted[scale]
      let covariance = self.covariance(x, y, scale)
      var bySquare = x.variance
      var byProduct = covariance
      var byMean = x.mean
      for index in 0..<covariance.count {
        let s1 = x.variance.samples[index]
        let partial = PlainVIFWindow.numeratorGradient(
          s1: s1, s2: y.variance.samples[index], covariance: covariance.samples[index], limit: gainLimit)
        let byS1 =
          numeratorWeights[scale] * partial.s1 + denominatorWeights[scale] * PlainVIFWindow.denominatorGradient(s1: s1)
        let byCovariance = numeratorWeights[scale] * partial.covariance
        bySquare.samples[index] = byS1
        byProduct.samples[index] = byCovariance
        byMean.samples[index] = -(2 * byS1 * x.mean.samples[index] + byCovariance * y.mean.samples[index])
      }
      return self.imageGradient(
        scale: scale, byMean: byMean, bySquare: bySquare, byProduct: byProduct, own: x.image, other: y.image)
    }
  }

  /// From the partial derivatives by the filtered moments to that by the image of the scale.
  private func imageGradient(
    scale: Int, byMean: Plane<Scalar>, bySquare: Plane<Scalar>, byProduct: Plane<Scalar>, own: Plane<Scalar>,
    other: Plane<Scalar>
  ) -> Plane<Scalar> {
    var result = filters[scale].applyAdjoint(byMean)
    let square = filters[scale].applyAdjoint(bySquare)
    let product = filters[scale].applyAdjoint(byProduct)
    for index in 0..<result.count {
      result.samples[index] +=
        2 * own.samples[index] * square.samples[index] + other.samples[index] * product.samples[index]
    }
    return result
  }

  /// Runs from the coarsest scale to the finest, handing each scale's gradient down the pyramid.
  private func backward(sizes: [Scale], _ scaleGradient: (Int) -> Plane<Scalar>) -> Plane<Scalar> {
    var total = scaleGradient(Self.scaleCount - 1)
    for scale in stride(from: Self.scaleCount - 2, through: 0, by: -1) {
      let finer = sizes[scale].image
      let handedDown = filters[scale + 1].applyAdjoint(total.undecimated(width: finer.width, height: finer.height))
      total = scaleGradient(scale)
      for index in 0..<total.count { total.samples[index] += handedDown.samples[index] }
    }
    return total
  }
}
