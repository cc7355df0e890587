import Raster

/// Blends the start's luma towards an enhanced one by the strength that scores best; the start is kept where none does.
///
/// - Parameters:
///   - enhanced: the luma at strength 1.
///   - finest: the step of the strength near the best.
/// - Returns: the best picture with its exact signed score and strength.
func tunedBlend(
  _ search: LumaSearch, towards enhanced: Plane<Float>, finest: Double, startScore: Double
) throws(AttackError) -> (picture: BestPicture, strength: Double) {
  let change = VectorKernels.difference(enhanced.samples, search.base.samples)
  var best = (picture: BestPicture(search.problem.start, score: startScore), strength: 0.0)
  _ = try AmountTuner(coarse: [0, 0.1, 0.25, 0.5, 1], finest: finest).maximise { strength throws(AttackError) in
    guard strength > 0 else { return startScore }
    let image = search.image(adding: change, times: strength)
    let score = try search.score(image)
    if best.picture.offer(image, score: score) { best.strength = strength }
    return score
  }
  return best
}
