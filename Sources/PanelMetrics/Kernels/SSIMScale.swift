import Raster

/// One scale of structural similarity: local means, variances and covariance under an 11×11 Gaussian window.
///
/// With local means μ, variances σ² and covariance σxy of reference x and distorted y,
///
///     l  = (2·μx·μy + C1) / (μx² + μy² + C1)
///     cs = (2·σxy + C2) / (σx² + σy² + C2)
///     SSIM map = l · cs
///
/// at the positions where the whole window lies inside the picture. Variances come from sums of squares; samples are
/// first moved by −128, which changes no variance and keeps Float's rounding below 1e-5 of C2.
///
/// Source: Z. Wang, A. C. Bovik, H. R. Sheikh, E. P. Simoncelli, "Image quality assessment: from error visibility to
/// structural similarity", IEEE TIP 13 (2004), equations 6, 9, 10 and 13 to 16.
struct SSIMScale<Scalar: PixelScalar>: Sendable {
  typealias Vector = Scalar.Vector

  /// Means over the map of SSIM and of its contrast-structure factor.
  struct Means: Sendable, Equatable {
    var ssim: Double
    var contrastStructure: Double
  }

  /// (0.01·255)²: Wang et al., section III.C.
  private static var c1: Scalar { 6.5025 }
  /// (0.03·255)².
  private static var c2: Scalar { 58.5225 }
  /// σ = 1.5 within 11×11, as the paper has it.
  private static var window: SymmetricFilter { .gaussian(radius: 5, sigma: 1.5) }

  private let centre: Scalar
  /// The reference, moved by −`centre`.
  private let reference: PaddedPlane<Scalar>
  private let moments: WindowMoments<Scalar>

  /// Columns and rows of the map: 10 fewer than the plane's.
  var width: Int { moments.width }
  var height: Int { moments.height }

  /// Computes the reference's local means and variances.
  /// - Parameter centre: the level around which samples lie.
  /// - Precondition: at least 11×11 samples on the 8-bit scale.
  /// - Complexity: O(width · height)
  init(_ plane: Plane<Scalar>, centre: Scalar = 128) {
    self.centre = centre
    reference = PaddedPlane(plane, adding: -centre)
    moments = WindowMoments(reference, Self.window)
  }

  /// A distorted plane, moved as the reference is.
  private func moved(_ plane: Plane<Scalar>) -> PaddedPlane<Scalar> { PaddedPlane(plane, adding: -centre) }

  /// The means over the map for a distorted plane of the reference's size.
  /// - Complexity: O(width · height)
  func means(_ distorted: Plane<Scalar>) -> Means {
    var totals = (0.0, 0.0)
    var row = (Vector(repeating: 0), Vector(repeating: 0))
    let lastColumn = width - Vector.scalarCount
    forEachMapGroup(moved(distorted)) { map in
      let contrastStructure = map.contrastStructure * map.moments.mask
      row.0 = row.0 + map.luminance * contrastStructure
      row.1 = row.1 + contrastStructure
      if map.moments.x >= lastColumn { endRow(&row, into: &totals) }
    }
    let count = Double(width * height)
    return Means(ssim: totals.0 / count, contrastStructure: totals.1 / count)
  }

  /// The weighted mean of the contrast-structure factor, `Σ w·cs / Σ w`, for weights that `weight` gives group by group;
  /// the plain mean where all weights are 0.
  /// - Complexity: O(width · height)
  @inline(__always)
  func weightedContrastStructure(
    _ distorted: Plane<Scalar>, _ weight: (_ y: Int, _ x: Int) -> Vector
  ) -> Double {
    var totals = (0.0, 0.0)
    var row = (Vector(repeating: 0), Vector(repeating: 0))
    let lastColumn = width - Vector.scalarCount
    forEachMapGroup(moved(distorted)) { map in
      let weights = weight(map.moments.y, map.moments.x) * map.moments.mask
      row.0 = row.0 + map.contrastStructure * weights
      row.1 = row.1 + weights
      if map.moments.x >= lastColumn { endRow(&row, into: &totals) }
    }
    let (weighted, weights) = totals
    return weights > 0 ? weighted / weights : means(distorted).contrastStructure
  }

  /// The gradient, with respect to the distorted samples, of
  /// `ssimWeight · mean(l·cs) + contrastStructureWeight · mean(cs)`.
  ///
  /// The map depends on three windowed sums of y: its mean, the mean of y² and the mean of x·y. Their gradient maps are
  /// carried back through the window's transpose G: `Gᵀ·g_mean + x·Gᵀ·g_product + 2·y·Gᵀ·g_square`.
  /// - Complexity: O(width · height)
  func gradient(_ distorted: Plane<Scalar>, ssimWeight: Double, contrastStructureWeight: Double) -> Plane<Scalar> {
    let count = Double(width * height)
    let weightSSIM = Vector(repeating: Scalar(ssimWeight / count))
    let weightContrast = Vector(repeating: Scalar(contrastStructureWeight / count))
    let two = Vector(repeating: 2)
    let zero = Vector(repeating: 0)
    let length = moments.rowLength
    var meanGradient = [Scalar](repeating: 0, count: length * height)
    var squareGradient = meanGradient
    var productGradient = meanGradient
    let moved = moved(distorted)
    withMutablePointers(&meanGradient, &squareGradient, &productGradient) { means, squares, products in
      forEachMapGroup(moved) { map in
        let slope = (weightSSIM * map.luminance + weightContrast) / map.variances
        let square = zero - slope * map.contrastStructure
        let product = two * slope
        let toMean = two * (map.referenceLevel - map.luminance * map.distortedLevel) / map.squaredLevels
        let direct = weightSSIM * map.contrastStructure * toMean
        let mean = direct - product * map.moments.referenceMean - two * square * map.moments.distortedMean
        let index = map.moments.y * length + map.moments.x
        means.store(mean, index)
        squares.store(square, index)
        products.store(product, index)
      }
    }
    let window = Self.window
    func spread(_ map: [Scalar]) -> Plane<Scalar> {
      window.validAdjoint(
        Plane(width: length, height: height, samples: map).cropped(x: 0, y: 0, width: width, height: height))
    }
    var gradient = spread(meanGradient)
    let square = spread(squareGradient)
    let product = spread(productGradient)
    for y in 0..<gradient.height {
      for x in 0..<gradient.width {
        let index = y * gradient.width + x
        let padded = y * moved.stride + x
        let ofProduct = reference.storage[padded] * product.samples[index]
        let ofSquare = 2 * moved.storage[padded] * square.samples[index]
        gradient.samples[index] += ofProduct + ofSquare
      }
    }
    return gradient
  }

  /// What the map is made of at one register's worth of positions.
  private struct MapGroup {
    let moments: WindowMoments<Scalar>.Group
    let referenceLevel: Vector
    let distortedLevel: Vector
    let squaredLevels: Vector
    let variances: Vector
    let luminance: Vector
    let contrastStructure: Vector
  }

  /// Visits the map from left to right, top to bottom, one register at a time.
  @inline(__always)
  private func forEachMapGroup(_ distorted: PaddedPlane<Scalar>, _ body: (MapGroup) -> Void) {
    let centre = Vector(repeating: centre)
    let c1 = Vector(repeating: Self.c1)
    let c2 = Vector(repeating: Self.c2)
    let two = Vector(repeating: 2)
    moments.forEachGroup(reference, distorted) { group in
      let referenceLevel = group.referenceMean + centre
      let level = group.distortedMean + centre
      let squaredLevels = referenceLevel * referenceLevel + level * level + c1
      let variances = group.referenceVariance + group.distortedVariance + c2
      body(
        MapGroup(
          moments: group, referenceLevel: referenceLevel, distortedLevel: level, squaredLevels: squaredLevels,
          variances: variances, luminance: (two * (referenceLevel * level) + c1) / squaredLevels,
          contrastStructure: (two * group.covariance + c2) / variances))
    }
  }
}
