import AuditRecord
import QualityMetrics
import Scoring

/// A metric whose fusion is looked at, with the model behind it.
public struct FusionSubject: Sendable {
  /// The metric.
  public let metric: any QualityMetric
  /// Its fusion.
  public let model: VMAFModel

  /// The fusion of a metric.
  /// - Throws: `RunError.usage` for a metric without one.
  public init(_ metric: any QualityMetric) throws(RunError) {
    guard let model = (metric as? any FusedMetric)?.fusion else {
      let fused = MetricRegistry.all.filter { ($0 as? any FusedMetric)?.fusion != nil }.map(\.descriptor.id)
      throw RunError.usage(
        "\(metric.descriptor.id) is not a fusion of features, so there is nothing to look at "
          + "(metrics with a fusion: \(fused.joined(separator: ", ")); or give --model FILE)")
    }
    self.metric = metric
    self.model = model
  }

  /// The fusion of a model's file.
  /// - Throws: `RunError.input`
  public init(file: String) throws(RunError) {
    do throws(VMAFModelError) {
      model = try VMAFModel(path: file)
    } catch {
      throw RunError.input(error.description)
    }
    metric = model.metric(id: file, title: model.name)
  }
}

extension FusionRecord {
  /// How many values a curve has: steps of 0.025.
  private static let curveSamples = 41

  /// What a metric's fusion does, over its feature box and at the honest encodes of ladders.
  /// - Parameters:
  ///   - ladders: ladders whose rungs have the metric's features; the reference on top is no encode and does not count.
  ///   - failures: images that could not be used.
  /// - Complexity: about a third of a second, and a millisecond an encode
  public init(_ subject: FusionSubject, ladders: [LadderRecord], datasets: [String], failures: [String] = []) {
    let model = subject.model
    let names = model.features.map(\.kind.rawValue)
    let free = model.freeFeatures
    func named(_ values: [Double]) -> [String: Double] { Dictionary(zip(names, values), uniquingKeysWith: { $1 }) }
    func ofFree(_ values: [Double]) -> [String: Double] {
      Dictionary(zip(free.map { names[$0] }, values), uniquingKeysWith: { $1 })
    }
    func place(_ name: String, _ values: [Double]) -> Place {
      let (score, gradient) = model.predictWithGradient(values)
      return Place(
        name: name, features: named(values), score: score, slopes: ofFree(free.map { gradient[$0] }))
    }
    let table = FusionPlace.table.map { ($0.name, $0.values(of: model)) }
    let curves = free.flatMap { feature in
      table.map { name, values in
        let curve = model.curve(along: feature, through: values, samples: Self.curveSamples)
        return Curve(
          feature: names[feature], place: name, values: curve.values, scores: curve.scores, slopes: curve.slopes)
      }
    }
    let grid = model.slopeGrid()
    let operating = ladders.flatMap { ladder in
      ladder.rungs.compactMap { rung -> Operating? in
        let values = names.compactMap { rung.features[$0] }
        guard let quality = rung.quality, values.count == names.count else { return nil }
        let place = place("\(ladder.codec):\(Int(quality))", values)
        return Operating(
          image: ladder.image, codec: ladder.codec, quality: quality, place: place,
          gainByLosing: model.bestByLosing(from: values).score - place.score)
      }
    }
    self.init(
      toolVersion: Tool.version, metric: subject.metric.descriptor.id, title: subject.metric.descriptor.title,
      model: model.name, supportVectors: model.supportVectors.count / (names.count + 1),
      features: free.map { names[$0] }, table: table.map(place), curves: curves,
      grid: Grid(
        levels: grid.levels, points: grid.points,
        negative: ofFree(grid.negative.map { Double($0) / Double(grid.points) }), least: ofFree(grid.least),
        most: ofFree(grid.most)),
      best: place("the best in the box", model.bestPoint().features),
      clip: model.clipRange.map { [$0.lowerBound, $0.upperBound] }, operating: operating,
      summary: FusionSummary(operating, features: free.map { names[$0] }), datasets: datasets, failures: failures)
  }
}
