import AuditRecord

/// Gain of the metric against the worst group, as far as the images can tell two arms apart.
///
/// An arm is off the front when another of its part is clearly better on one axis and clearly worse on neither. Arms are
/// compared on the same images: a difference is clear when its 95 % bootstrap interval over images, both arms read on the
/// same draw, leaves zero out. Means of arms that gain alike swap places from one set of photographs to the next; which of
/// them is ahead by a thousandth of a point says nothing. Of fewer than `RunSummary.leastImagesOfAnInterval` images, which
/// have no interval, a difference is clear when every image shows it.
struct CodecDemoFront {
  /// An arm's changes by image, means over rates and seeds.
  struct Arm: Sendable {
    let part: CodecDemoPart
    /// Image → change of the audited metric.
    let metric: [String: Double]
    /// Group → image → implied change.
    let groups: [PanelGroup: [String: Double]]
  }

  private struct Point {
    var metric: Double
    var worst: Double
  }

  private let arms: [Arm]
  private let images: [String]
  /// For each draw the arms' points; of few images each image alone.
  private let draws: [[Point?]]

  /// Reads every arm on the same draws of images.
  /// - Complexity: O(resamples · arms · groups · images)
  init(_ arms: [Arm], resamples: Int = bootstrapResamples, random: inout some RandomNumberGenerator) {
    self.arms = arms
    let images = Set(arms.flatMap(\.metric.keys)).sorted()
    self.images = images
    let tables = arms.map { arm in
      (
        metric: images.map { arm.metric[$0] },
        groups: PanelGroup.allCases.map { group in images.map { arm.groups[group]?[$0] } }
      )
    }
    func points(_ columns: [Int]) -> [Point?] {
      tables.map { table in
        func mean(_ row: [Double?]) -> Double? {
          let values = columns.compactMap { row[$0] }
          return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
        }
        guard let metric = mean(table.metric), let worst = table.groups.compactMap(mean).min() else { return nil }
        return Point(metric: metric, worst: worst)
      }
    }
    guard images.count >= RunSummary.leastImagesOfAnInterval else {
      draws = images.indices.map { points([$0]) }
      return
    }
    draws = (0..<resamples).map { _ in
      points(images.map { _ in random.index(below: images.count) })
    }
  }

  /// Whether no other arm dominates this one.
  func holds(_ index: Int) -> Bool { !arms.indices.contains { dominates($0, index) } }

  private func dominates(_ a: Int, _ b: Int) -> Bool {
    guard a != b, arms[a].part == arms[b].part else { return false }
    let signs = [clearSign(a, b, \.metric), clearSign(a, b, \.worst)].compactMap { $0 }
    return signs.count == 2 && signs.allSatisfy { $0 >= 0 } && signs.contains(1)
  }

  /// 1 where `a` is clearly larger than `b`, −1 where it is clearly smaller, 0 where they cannot be told apart; nil where one
  /// of them has no point.
  private func clearSign(_ a: Int, _ b: Int, _ axis: (Point) -> Double) -> Int? {
    let differences = draws.compactMap { draw -> Double? in
      guard let own = draw[a], let other = draw[b] else { return nil }
      return axis(own) - axis(other)
    }
    let isInterval = images.count >= RunSummary.leastImagesOfAnInterval
    guard let lower = isInterval ? quantile(differences, 0.025) : differences.min(),
      let upper = isInterval ? quantile(differences, 0.975) : differences.max()
    else { return nil }
    return lower > 0 ? 1 : upper < 0 ? -1 : 0
  }
}
