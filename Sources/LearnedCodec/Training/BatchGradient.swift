import Dispatch

/// The gradient of a batch: each picture has one of its own, computed on any thread, and they are added in order — the
/// sum does not depend on the number of jobs.
enum BatchGradient {
  /// Runs `work` for every item and adds up the gradients that it fills.
  /// - Parameters:
  ///   - parameters: length of a gradient.
  ///   - jobs: 1 for this thread alone, else as many threads as the machine likes.
  ///   - work: item, gradient to add to ↦ outcome.
  static func sum<Outcome: Sendable>(
    items: Int, parameters count: Int, jobs: Int, empty: Outcome,
    work: @escaping @Sendable (Int, UnsafeMutablePointer<Float>) -> Outcome
  ) -> (gradient: [Float], outcomes: [Outcome]) {
    var gradients = [Float](repeating: 0, count: items * count)
    var outcomes = [Outcome](repeating: empty, count: items)
    gradients.withUnsafeMutableBufferPointer { gradients in
      outcomes.withUnsafeMutableBufferPointer { outcomes in
        guard let base = gradients.baseAddress else { return }
        // Items write to separate gradients and separate outcomes.
        nonisolated(unsafe) let sharedGradients = base
        nonisolated(unsafe) let sharedOutcomes = outcomes
        let run: @Sendable (Int) -> Void = { item in
          sharedOutcomes[item] = work(item, sharedGradients + item * count)
        }
        if jobs > 1 {
          DispatchQueue.concurrentPerform(iterations: items, execute: run)
        } else {
          for item in 0..<items { run(item) }
        }
        for item in 1..<max(1, items) {
          let other = base + item * count
          for place in 0..<count { base[place] += other[place] }
        }
      }
    }
    gradients.removeLast((items - 1) * count)
    return (gradients, outcomes)
  }
}
