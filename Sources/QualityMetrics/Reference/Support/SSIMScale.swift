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
  /// Means over the map of SSIM and of its contrast-structure factor.
  struct Means: Sendable, Equatable {
    var ssim: Double
    var contrastStructure: Double
  }

  /// (0.01·255)²: Wang et al., section III.C.
  private static var c1: Scalar { 6.5025 }
  /// (0.03·255)².
  private static var c2: Scalar { 58.5225 }
  /// The move that keeps sums of squares small.
  private static var centre: Scalar { 128 }
  /// σ = 1.5 within 11×11, as the paper has it.
  private static var window: SymmetricFilter { .gaussian(radius: 5, sigma: 1.5) }

  private let reference: PaddedPlane<Scalar>
  private let taps: [Scalar]
  private let radius: Int
  private let mapWidth: Int
  private let mapHeight: Int
  /// Means (of moved samples) and variances of the reference, each row `rowLength` long.
  private var means: [Scalar]
  private var variances: [Scalar]
  private var rowLength: Int { reference.paddedWidth }

  /// Computes the reference's local means and variances.
  /// - Precondition: at least 11×11 samples on the 8-bit scale.
  /// - Complexity: O(width · height)
  init(_ plane: Plane<Scalar>) {
    let window = Self.window
    radius = window.radius
    taps = window.taps()
    reference = PaddedPlane(plane, adding: -Self.centre)
    mapWidth = plane.width - 2 * radius
    mapHeight = plane.height - 2 * radius
    precondition(mapWidth > 0 && mapHeight > 0, "SSIM needs at least 11×11 samples")
    means = []
    variances = []
    let length = reference.paddedWidth
    var means = [Scalar](repeating: 0, count: length * mapHeight)
    var variances = means
    means.withUnsafeMutableBufferPointer { means in
      variances.withUnsafeMutableBufferPointer { variances in
        guard let means = means.baseAddress, let variances = variances.baseAddress else { return }
        forEachGroup(reference) { y, x, mean, square, _ in
          means.store(mean, y * length + x)
          variances.store(square - mean * mean, y * length + x)
        }
      }
    }
    self.means = means
    self.variances = variances
  }

  /// The means over the map for a distorted plane of the reference's size.
  /// - Complexity: O(width · height)
  func means(_ distorted: Plane<Scalar>) -> Means {
    var totals = Means(ssim: 0, contrastStructure: 0)
    var row = (ssim: Scalar.Vector(repeating: 0), contrastStructure: Scalar.Vector(repeating: 0))
    let tail = laneMask(mapWidth - (mapWidth - 1) / Scalar.Vector.scalarCount * Scalar.Vector.scalarCount, Scalar.self)
    let moved = PaddedPlane(distorted, adding: -Self.centre)
    forEachMapGroup(moved) { _, x, map in
      let isLast = x + Scalar.Vector.scalarCount >= mapWidth
      let mask = isLast ? tail : Scalar.Vector(repeating: 1)
      let contrastStructure = map.contrastStructure * mask
      row.ssim = row.ssim + map.luminance * contrastStructure
      row.contrastStructure = row.contrastStructure + contrastStructure
      if isLast {
        totals.ssim += Double(row.ssim.sum())
        totals.contrastStructure += Double(row.contrastStructure.sum())
        row = (Scalar.Vector(repeating: 0), Scalar.Vector(repeating: 0))
      }
    }
    let count = Double(mapWidth * mapHeight)
    return Means(ssim: totals.ssim / count, contrastStructure: totals.contrastStructure / count)
  }

  /// The gradient, with respect to the distorted samples, of
  /// `ssimWeight · mean(l·cs) + contrastStructureWeight · mean(cs)`.
  ///
  /// The map depends on three windowed sums of y: its mean, the mean of y² and the mean of x·y. Their gradient maps are
  /// carried back through the window's transpose G: `Gᵀ·g_mean + x·Gᵀ·g_product + 2·y·Gᵀ·g_square`.
  /// - Complexity: O(width · height)
  func gradient(_ distorted: Plane<Scalar>, ssimWeight: Double, contrastStructureWeight: Double) -> Plane<Scalar> {
    let count = Double(mapWidth * mapHeight)
    let weightSSIM = Scalar.Vector(repeating: Scalar(ssimWeight / count))
    let weightContrast = Scalar.Vector(repeating: Scalar(contrastStructureWeight / count))
    let two = Scalar.Vector(repeating: 2)
    let zero = Scalar.Vector(repeating: 0)
    let length = rowLength
    var meanGradient = [Scalar](repeating: 0, count: length * mapHeight)
    var squareGradient = meanGradient
    var productGradient = meanGradient
    let moved = PaddedPlane(distorted, adding: -Self.centre)
    meanGradient.withUnsafeMutableBufferPointer { meanGradient in
      squareGradient.withUnsafeMutableBufferPointer { squareGradient in
        productGradient.withUnsafeMutableBufferPointer { productGradient in
          guard let meanGradient = meanGradient.baseAddress, let squareGradient = squareGradient.baseAddress,
            let productGradient = productGradient.baseAddress
          else { return }
          forEachMapGroup(moved) { y, x, map in
            let slope = (weightSSIM * map.luminance + weightContrast) / map.variances
            let square = zero - slope * map.contrastStructure
            let product = two * slope
            let toMean = two * (map.referenceLevel - map.luminance * map.distortedLevel) / map.squaredLevels
            let direct = weightSSIM * map.contrastStructure * toMean
            let mean = direct - product * map.referenceMean - two * square * map.distortedMean
            meanGradient.store(mean, y * length + x)
            squareGradient.store(square, y * length + x)
            productGradient.store(product, y * length + x)
          }
        }
      }
    }
    let window = Self.window
    func spread(_ map: [Scalar]) -> Plane<Scalar> {
      window.validAdjoint(
        Plane(width: length, height: mapHeight, samples: map).cropped(x: 0, y: 0, width: mapWidth, height: mapHeight))
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
    let referenceMean: Scalar.Vector
    let distortedMean: Scalar.Vector
    let referenceLevel: Scalar.Vector
    let distortedLevel: Scalar.Vector
    let squaredLevels: Scalar.Vector
    let variances: Scalar.Vector
    let luminance: Scalar.Vector
    let contrastStructure: Scalar.Vector
  }

  /// Visits the map from left to right, top to bottom, one register at a time.
  @inline(__always)
  private func forEachMapGroup(_ distorted: PaddedPlane<Scalar>, _ body: (Int, Int, MapGroup) -> Void) {
    let length = rowLength
    let centre = Scalar.Vector(repeating: Self.centre)
    let c1 = Scalar.Vector(repeating: Self.c1)
    let c2 = Scalar.Vector(repeating: Self.c2)
    let two = Scalar.Vector(repeating: 2)
    means.withUnsafeBufferPointer { means in
      variances.withUnsafeBufferPointer { variances in
        guard let means = means.baseAddress, let variances = variances.baseAddress else { return }
        forEachGroup(distorted) { y, x, mean, square, product in
          let referenceMean = means.lanes(y * length + x)
          let referenceLevel = referenceMean + centre
          let level = mean + centre
          let covariance = product - referenceMean * mean
          let squaredLevels = referenceLevel * referenceLevel + level * level + c1
          let summedVariances = variances.lanes(y * length + x) + (square - mean * mean) + c2
          body(
            y, x,
            MapGroup(
              referenceMean: referenceMean, distortedMean: mean, referenceLevel: referenceLevel, distortedLevel: level,
              squaredLevels: squaredLevels, variances: summedVariances,
              luminance: (two * (referenceLevel * level) + c1) / squaredLevels,
              contrastStructure: (two * covariance + c2) / summedVariances))
        }
      }
    }
  }

  /// Visits the windowed means of y, y² and x·y, one register at a time: each row of windows is summed along the columns
  /// first, with the products formed on the way, and then along the row, so no whole plane is written in between.
  @inline(__always)
  private func forEachGroup(
    _ distorted: PaddedPlane<Scalar>, _ body: (Int, Int, Scalar.Vector, Scalar.Vector, Scalar.Vector) -> Void
  ) {
    let stride = reference.stride
    let width = reference.paddedWidth
    let lanes = Scalar.Vector.scalarCount
    let radius = radius
    let mapWidth = mapWidth
    reference.storage.withUnsafeBufferPointer { reference in
      distorted.storage.withUnsafeBufferPointer { distorted in
        taps.withUnsafeBufferPointer { taps in
          withUnsafeTemporaryAllocation(of: Scalar.self, capacity: 3 * (width + 2 * lanes)) { rows in
            guard let reference = reference.baseAddress, let distorted = distorted.baseAddress,
              let means = rows.baseAddress
            else { return }
            rows.update(repeating: 0)
            let squares = means + width + 2 * lanes
            let products = squares + width + 2 * lanes
            for y in 0..<mapHeight {
              var x = 0
              while x < width {
                let centreRow = (y + radius) * stride + x
                let weight = Scalar.Vector(repeating: taps[radius])
                let centreReference = reference.lanes(centreRow)
                let centreDistorted = distorted.lanes(centreRow)
                var mean = weight * centreDistorted
                var square = weight * (centreDistorted * centreDistorted)
                var product = weight * (centreReference * centreDistorted)
                var upper = y * stride + x
                var lower = (y + 2 * radius) * stride + x
                for tap in 0..<radius {
                  let weight = Scalar.Vector(repeating: taps[tap])
                  let a = distorted.lanes(upper)
                  let b = distorted.lanes(lower)
                  mean = mean.addingProduct(weight, a + b)
                  square = square.addingProduct(weight, (a * a).addingProduct(b, b))
                  product = product.addingProduct(
                    weight, (reference.lanes(upper) * a).addingProduct(reference.lanes(lower), b))
                  upper &+= stride
                  lower &-= stride
                }
                means.store(mean, x)
                squares.store(square, x)
                products.store(product, x)
                x &+= lanes
              }
              x = 0
              while x < mapWidth {
                body(
                  y, x, windowed(means, taps, radius, x), windowed(squares, taps, radius, x),
                  windowed(products, taps, radius, x))
                x &+= lanes
              }
            }
          }
        }
      }
    }
  }

  /// One register of a symmetric window along a row.
  @inline(__always)
  private func windowed(
    _ row: UnsafeMutablePointer<Scalar>, _ half: UnsafeBufferPointer<Scalar>, _ radius: Int, _ x: Int
  ) -> Scalar.Vector {
    var sum = row.lanes(x &+ radius) * Scalar.Vector(repeating: half[radius])
    for tap in 0..<radius {
      sum = sum.addingProduct(row.lanes(x &+ tap) + row.lanes(x &+ 2 &* radius &- tap), .init(repeating: half[tap]))
    }
    return sum
  }
}
