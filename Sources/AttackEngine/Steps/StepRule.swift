/// Turns a gradient into a direction to step in; its state is its own.
///
/// Rules are made new for each run, so that one run never sees another's state.
protocol StepRule: Sendable {
  /// Replaces the gradient (of what is to grow) by the direction.
  mutating func turn(_ gradient: inout [Float])
}
