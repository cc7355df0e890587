import Raster

/// The smooth form of an extractor, in one number type: its features and their gradient by one picture of a pair while
/// the other one stays. Used as a constraint and by its concrete types, never behind `any` on the way to a kernel.
protocol SmoothFeatures: Sendable {
  associatedtype L: VMAFLanes
  /// What is needed of the picture that stays.
  associatedtype Analysis: Sendable
  /// The memory in which a picture is compared with it.
  associatedtype Workspace
  /// What a comparison leaves: the values follow from it, and the way back needs it.
  associatedtype Sums

  init(options: VMAFFeatureOptions)

  /// Analyses luma on the 8-bit scale.
  func analyse(_ luma: Plane<L.Scalar>) -> Analysis
  /// Compares a picture in `place` with the one analysed; with `keepsWay` so that `addGradient` can follow.
  func compare(
    _ luma: Plane<L.Scalar>, place: PicturePlace, other: Analysis, _ workspace: Workspace, keepsWay: Bool
  ) -> Sums
  /// The features.
  func values(_ sums: Sums, place: PicturePlace, other: Analysis) -> VMAFFeatureValues
  /// Adds the gradient of `Σ weight · feature` by the picture that was compared last in `workspace`.
  func addGradient(
    _ luma: Plane<L.Scalar>, place: PicturePlace, other: Analysis, _ workspace: Workspace, sums: Sums,
    weights: VMAFFeatureValues, to target: Grid<L.Scalar>
  )
}
