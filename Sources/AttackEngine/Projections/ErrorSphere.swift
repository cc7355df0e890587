/// Luma at one mean squared error from the reference, and inside the box: the boundary of a floor on the error.
///
/// The error is scaled, and what clips is made up for by scaling the rest further, until the clipped plane has the wanted
/// error. Without clipping that is the nearest point of the sphere. Where every sample clips first the plane keeps the
/// largest error that its directions allow.
struct ErrorSphere: Projection {
  /// The sphere's centre: the reference's luma.
  let reference: [Float]
  /// The mean squared error that the sphere stands for, squared code values.
  let meanSquaredError: Double
  /// What can be reached.
  let box: ReachableBox

  /// The energy is met to this part; a thousandth of what rounding to 8 bits changes.
  private static let tolerance = 1e-5
  private static let mostPasses = 40

  /// - Complexity: O(count), a few passes; more where much clips
  func project(_ luma: inout [Float]) {
    let error = VectorKernels.difference(luma, reference)
    let scale = scale(of: error)
    VectorKernels.placeClipped(
      centre: reference, offset: error, scale: Float(scale), lower: box.lower, upper: box.upper, into: &luma)
  }

  /// Removes the radial part, along the error itself.
  /// - Complexity: O(count)
  func makeTangent(_ direction: inout [Float], at luma: [Float]) {
    removeComponent(along: VectorKernels.difference(luma, reference), from: &direction)
  }

  /// The factor of `error` at which the clipped plane has the wanted error, the largest tried where none has.
  ///
  /// Clipped energy changes no faster than the square of the factor, so scaling by the root of wanted over present
  /// approaches the factor from one side and never passes it.
  func scale(of error: [Float]) -> Double {
    let wanted = meanSquaredError * Double(error.count)
    var scale = (wanted / max(VectorKernels.dot(error, error), .leastNormalMagnitude)).squareRoot()
    var before = 0.0
    for _ in 0..<Self.mostPasses {
      let energy = VectorKernels.clippedEnergy(
        centre: reference, offset: error, scale: Float(scale), lower: box.lower, upper: box.upper)
      guard abs(energy - wanted) > wanted * Self.tolerance, energy != before else { break }
      before = energy
      scale *= (wanted / energy).squareRoot()
    }
    return scale
  }
}
