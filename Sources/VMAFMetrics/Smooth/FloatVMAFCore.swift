import Raster

/// The smooth forms of all extractors that have one, in one number type: their features, and the gradient of a function
/// of all of them.
struct FloatVMAFCore<L: VMAFLanes>: Sendable {
  typealias Scalar = L.Scalar

  private let vif: SmoothVIF<L>
  private let adm: SmoothADM<L>

  /// The types above, as the table of extractors names them.
  static var parts: [any SmoothFeatures.Type] { [SmoothVIF<L>.self, SmoothADM<L>.self] }

  init(options: VMAFFeatureOptions) {
    vif = SmoothVIF(options: options)
    adm = SmoothADM(options: options)
  }

  /// What the features need of a picture that stays while the other one of its pair varies.
  struct Analysis: Sendable {
    let width: Int
    let height: Int
    fileprivate let vif: SmoothVIFAnalysis<L>
    fileprivate let adm: SmoothADMAnalysis<L>
    /// Where gradients are summed.
    fileprivate let sums: WorkspacePool<OwnedGrid>
  }

  fileprivate final class OwnedGrid {
    let arena = Arena<Scalar>()
    let grid: Grid<Scalar>

    init(width: Int, height: Int) { grid = arena.grid(width: width, height: height) }
  }

  /// Analyses luma on the 8-bit scale.
  /// - Complexity: O(width · height)
  func analyse(_ luma: Plane<Scalar>) -> Analysis {
    let (width, height) = (luma.width, luma.height)
    return Analysis(
      width: width, height: height, vif: vif.analyse(luma), adm: adm.analyse(luma),
      sums: WorkspacePool { OwnedGrid(width: width, height: height) })
  }

  /// The features of a pair of which `luma` varies and `other` has been analysed, as of a still.
  /// - Complexity: O(width · height)
  func values(_ luma: Plane<Scalar>, place: PicturePlace, other: Analysis) -> VMAFFeatureValues {
    var values = VMAFFeatureValues.still
    values.add(Self.values(of: vif, luma, place: place, other: other.vif, other.vif.workspaces))
    values.add(Self.values(of: adm, luma, place: place, other: other.adm, other.adm.workspaces))
    return values
  }

  @inline(__always)
  private static func values<Part: SmoothFeatures>(
    of part: Part, _ luma: Plane<Scalar>, place: PicturePlace, other: Part.Analysis,
    _ workspaces: WorkspacePool<Part.Workspace>
  ) -> VMAFFeatureValues where Part.L == L {
    let sums = workspaces.withWorkspace {
      part.compare(luma, place: place, other: other, $0, keepsWay: false)
    }
    return part.values(sums, place: place, other: other)
  }

  /// The features, and the gradient of a function of them by the picture that varies.
  ///
  /// The function's derivatives are known once all features are, and then the ways back are added up.
  /// - Parameter weights: the function's derivatives by the features.
  /// - Complexity: O(width · height)
  func gradient(
    _ luma: Plane<Scalar>, place: PicturePlace, other: Analysis, weights: (VMAFFeatureValues) -> VMAFFeatureValues
  ) -> (values: VMAFFeatureValues, gradient: Plane<Scalar>) {
    other.vif.workspaces.withWorkspace { vifSpace in
      other.adm.workspaces.withWorkspace { admSpace in
        let vifSums = vif.compare(luma, place: place, other: other.vif, vifSpace, keepsWay: true)
        let admSums = adm.compare(luma, place: place, other: other.adm, admSpace, keepsWay: true)
        var values = VMAFFeatureValues.still
        values.add(vif.values(vifSums, place: place, other: other.vif))
        values.add(adm.values(admSums, place: place, other: other.adm))
        let slopes = weights(values)
        let gradient = other.sums.withWorkspace { sum in
          sum.grid.clear()
          vif.addGradient(
            luma, place: place, other: other.vif, vifSpace, sums: vifSums, weights: slopes, to: sum.grid)
          adm.addGradient(
            luma, place: place, other: other.adm, admSpace, sums: admSums, weights: slopes, to: sum.grid)
          return sum.grid.plane
        }
        return (values, gradient)
      }
    }
  }
}

extension Grid where Scalar: BinaryFloatingPoint {
  /// A copy without the room at the ends.
  fileprivate var plane: Plane<Scalar> {
    let samples = [Scalar](unsafeUninitializedCapacity: width * height) { output, count in
      guard let output = output.baseAddress else { return }
      for row in 0..<height { (output + row * width).update(from: self.row(row), count: width) }
      count = width * height
    }
    return Plane(width: width, height: height, samples: samples)
  }
}
