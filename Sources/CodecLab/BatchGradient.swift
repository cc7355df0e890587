import Dispatch
import LearnedCodec

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
        add(items, of: count, base)
      }
    }
    gradients.removeLast((items - 1) * count)
    return (gradients, outcomes)
  }

  /// Adds every item's gradient to the first one, in order; stretch by stretch, so that a sum stays in the cache.
  private static func add(_ items: Int, of count: Int, _ gradients: UnsafeMutablePointer<Float>) {
    for start in stride(from: 0, to: count, by: stretch) {
      let length = min(stretch, count - start)
      for item in 1..<max(1, items) {
        Rows.add(gradients + item * count + start, to: gradients + start, count: length)
      }
    }
  }

  /// Places that are added up together: 16 kB.
  private static let stretch = 4096
}
