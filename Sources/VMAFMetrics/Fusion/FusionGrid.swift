/// A fusion's derivatives over an even grid of the features' ranges, motion 0.
public struct FusionGrid: Sendable, Equatable {
  /// How many values each free feature takes, evenly from one end of its range to the other.
  public let levels: Int
  /// How many points the grid has.
  public let points: Int
  /// Points at which the derivative is negative, per free feature.
  public let negative: [Int]
  /// The smallest derivative, per free feature; points per unit feature.
  public let least: [Double]
  /// The largest derivative, per free feature; points per unit feature.
  public let most: [Double]
}

extension VMAFModel {
  /// Positions of the features that a distorted picture can change: all but motion, which is the reference's alone.
  public var freeFeatures: [Int] { features.indices.filter { features[$0].kind.range != nil } }

  /// The ranges of the features, in their order; what no distorted picture changes has 0…1, and is held.
  var box: [ClosedRange<Double>] { features.map { $0.kind.range ?? 0...1 } }

  /// The derivatives over the densest even grid of at most `budget` points, with at least two levels a feature.
  /// - Complexity: O(points · support vectors · features)
  public func slopeGrid(budget: Int = 60_000) -> FusionGrid {
    let (free, box) = (freeFeatures, self.box)
    func size(_ levels: Int) -> Int { free.reduce(1) { count, _ in count > budget ? count : count * levels } }
    var levels = 2
    while !free.isEmpty, size(levels + 1) <= budget { levels += 1 }
    var point = [Double](repeating: 0, count: features.count)
    var place = [Int](repeating: 0, count: free.count)
    var negative = [Int](repeating: 0, count: free.count)
    var least = [Double](repeating: .infinity, count: free.count)
    var most = [Double](repeating: -.infinity, count: free.count)
    var points = 0
    while true {
      for (axis, index) in free.enumerated() {
        point[index] = box[index].value(at: Double(place[axis]) / Double(levels - 1))
      }
      let gradient = predictWithGradient(point).gradient
      points += 1
      for (axis, index) in free.enumerated() {
        if gradient[index] < 0 { negative[axis] += 1 }
        least[axis] = min(least[axis], gradient[index])
        most[axis] = max(most[axis], gradient[index])
      }
      // The next point, counting with the last feature fastest.
      guard let axis = place.lastIndex(where: { $0 + 1 < levels }) else { break }
      place[axis] += 1
      for later in (axis + 1)..<place.count { place[later] = 0 }
    }
    return FusionGrid(levels: levels, points: points, negative: negative, least: least, most: most)
  }
}

extension ClosedRange<Double> {
  /// The value a part of the way up.
  func value(at part: Double) -> Double { lowerBound + (upperBound - lowerBound) * part }
}
