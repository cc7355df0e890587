import Raster

/// Climbs within a projection and returns the picture with the best exact score, the start itself included.
///
/// Records the start's and the reached exact score, and whether the climb beat the start (`steps` is 0 where it did not).
func climbedOutcome(
  _ search: some SearchSpace, _ steering: Steering, ascent: GradientAscent, from point: Plane<Float>,
  rule: some StepRule,
  onto projection: some Projection
) throws(AttackError) -> AttackOutcome {
  let start = search.problem.start
  var best = BestPicture(start, score: try search.score(start))
  var improved = false
  try ascent.climb(steering, from: point, rule: rule, onto: projection) { point throws(AttackError) in
    let image = search.image(point)
    improved = best.offer(image, score: try search.score(image)) || improved
  }
  return AttackOutcome(image: best.image, chosen: ["steps": improved ? Double(ascent.steps) : 0])
}
