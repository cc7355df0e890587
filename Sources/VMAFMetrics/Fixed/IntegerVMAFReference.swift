import Raster

/// The reference's side of fixed-point VMAF: what the extractors of a model make of one reference.
///
/// `@unchecked Sendable`: `fill` runs before it is shared; afterwards it is only read.
final class IntegerVMAFReference: @unchecked Sendable {
  let width: Int
  let height: Int
  let bitDepth: Int
  /// The reference's code values.
  let plane: SamplePlane
  private let memory: ScratchMemory
  private let extractors: [any FixedFeatures]
  /// Where distorted pictures' code values stand.
  private let distorted: WorkspacePool<OwnedPlane>

  private final class OwnedPlane {
    let plane: SamplePlane
    private let memory: ScratchMemory

    init(width: Int, height: Int) {
      memory = ScratchMemory(size: SamplePlane.bytes(width: width, height: height))
      plane = SamplePlane(width: width, height: height, in: memory)
    }
  }

  /// Reserves the memory of a reference; `fill` gives it its content.
  init(width: Int, height: Int, bitDepth: Int, model: VMAFModel) {
    self.width = width
    self.height = height
    self.bitDepth = bitDepth
    memory = ScratchMemory(size: SamplePlane.bytes(width: width, height: height))
    let plane = SamplePlane(width: width, height: height, in: memory)
    self.plane = plane
    extractors = model.extractors.compactMap { $0.fixed(plane, bitDepth: bitDepth, options: model.options) }
    distorted = WorkspacePool { OwnedPlane(width: width, height: height) }
  }

  /// Computes what depends on the reference alone.
  /// - Complexity: O(width · height)
  func fill(_ reference: Picture) {
    let reference = FixedPicture(reference, codes: plane)
    for extractor in extractors { extractor.fill(reference) }
  }

  /// The features of a distorted picture of the reference's size and depth, as a still.
  /// - Complexity: O(width · height)
  func features(_ picture: Picture) -> VMAFFeatureValues {
    distorted.withWorkspace { space in
      let picture = FixedPicture(picture, codes: space.plane)
      return extractors.reduce(into: VMAFFeatureValues.still) { $0.add($1.values(picture)) }
    }
  }
}
