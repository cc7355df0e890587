import Raster

/// Climbs the smooth metric: gradient, step rule, schedule, projection, again.
///
/// The exact metric costs about as much as a gradient, so it is asked sparingly: the run is cut into `probes` stretches,
/// and of each the iterate with the best smooth value is handed to `consider`, which scores its quantised picture.
struct GradientAscent: Sendable {
  /// Gradients taken.
  let steps: Int
  /// Length of the first step: in samples of a point, by root mean square, or each for sign steps.
  let stepSize: Double
  /// How the length changes from step to step.
  let schedule: Schedule
  /// How many iterates are handed on, at least 1.
  let probes: Int

  /// Climbs from `start`, which is projected first.
  func climb(
    _ steering: Steering, from start: Plane<Float>, rule: some StepRule, onto projection: some Projection,
    consider: (Plane<Float>) throws(AttackError) -> Void
  ) throws(AttackError) {
    var rule = rule
    var point = start
    projection.project(&point.samples)
    var best: (value: Double, point: Plane<Float>)?
    let stretch = max(1, (steps + probes - 1) / probes)
    for step in 0...steps {
      // The last iterate is valued too, by one gradient more: it usually is the best.
      var (value, gradient) = try steering.valueAndGradient(point)
      if value > best?.value ?? -.infinity { best = (value, point) }
      if step == steps || (step + 1) % stretch == 0 && step + stretch <= steps, let chosen = best {
        try consider(chosen.point)
        best = nil
      }
      guard step < steps else { return }
      projection.makeTangent(&gradient, at: point.samples)
      rule.turn(&gradient)
      let length = stepSize * schedule.factor(step: step, of: steps)
      VectorKernels.add(gradient, scaledBy: Float(length), to: &point.samples)
      projection.project(&point.samples)
    }
  }
}
