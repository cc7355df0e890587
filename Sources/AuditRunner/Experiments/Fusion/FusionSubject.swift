import AuditRecord
import QualityMetrics
import RunStorage

/// A metric whose fusion is looked at, with the model behind it.
public struct FusionSubject: Sendable {
  /// The metric.
  public let metric: any QualityMetric
  /// Its fusion.
  public let model: VMAFModel

  /// The fusion of a metric; nil for a metric without one.
  init?(of metric: any QualityMetric) {
    guard let model = (metric as? any FusedMetric)?.fusion else { return nil }
    self.metric = metric
    self.model = model
  }

  /// The fusion of a metric.
  /// - Throws: `AuditError.usage` for a metric without one.
  public init(_ metric: any QualityMetric) throws(AuditError) {
    guard let subject = FusionSubject(of: metric) else {
      let fused = MetricRegistry.all.filter { ($0 as? any FusedMetric)?.fusion != nil }.map(\.descriptor.id)
      throw AuditError.usage(
        "\(metric.descriptor.id) is not a fusion of features, so there is nothing to look at "
          + "(metrics with a fusion: \(fused.joined(separator: ", ")); or give --model FILE)")
    }
    self = subject
  }

  /// The fusion of a model's file.
  /// - Throws: `AuditError.input`
  public init(file: String) throws(AuditError) {
    do throws(VMAFModelError) {
      model = try VMAFModel(path: file)
    } catch {
      throw AuditError(error)
    }
    metric = model.metric(id: file, title: model.name)
  }

  private var names: [String] { model.features.map(\.kind.name) }

  private func named(_ values: [Double]) -> [String: Double] {
    Dictionary(zip(names, values), uniquingKeysWith: { $1 })
  }

  /// Values of the features that a distorted picture can change, by name.
  private func ofFree(_ values: [Double]) -> [String: Double] {
    Dictionary(zip(model.freeFeatures.map { names[$0] }, values), uniquingKeysWith: { $1 })
  }

  private func place(_ name: String, _ values: [Double]) -> FusionModel.Place {
    let (score, gradient) = model.predictWithGradient(values)
    return FusionModel.Place(
      name: name, features: named(values), score: score, slopes: ofFree(model.freeFeatures.map { gradient[$0] }))
  }

  /// Where the fusion works at a ladder's encodes; the reference on top is no encode and does not count.
  /// - Complexity: a millisecond an encode
  func operating(on ladder: LadderRecord) -> [FusionModel.Operating] {
    ladder.rungs.compactMap { rung in
      let values = names.compactMap { rung.features[$0] }
      guard let quality = rung.quality, values.count == names.count else { return nil }
      let place = place("\(ladder.codec):\(Int(quality))", values)
      return FusionModel.Operating(
        image: ladder.image, codec: ladder.codec, quality: quality, place: place,
        gainByLosing: model.bestByLosing(from: values).score - place.score)
    }
  }

  /// How many values a curve has: steps of 0.025.
  private static let curveSamples = 41

  /// What the fusion does over its feature box.
  /// - Complexity: about a third of a second
  func described() -> FusionModel {
    let free = model.freeFeatures
    let table = FusionPlace.table.map { ($0.name, $0.values(of: model)) }
    let curves = free.flatMap { feature in
      table.map { name, values in
        let curve = model.curve(along: feature, through: values, samples: Self.curveSamples)
        return FusionModel.Curve(
          feature: names[feature], place: name, values: curve.values, scores: curve.scores, slopes: curve.slopes)
      }
    }
    let grid = model.slopeGrid()
    return FusionModel(
      metric: metric.descriptor.id, title: metric.descriptor.title, model: model.name,
      supportVectors: model.supportVectors.count / (names.count + 1), features: free.map { names[$0] },
      table: table.map(place), curves: curves,
      grid: FusionModel.Grid(
        levels: grid.levels, points: grid.points,
        negative: ofFree(grid.negative.map { Double($0) / Double(grid.points) }), least: ofFree(grid.least),
        most: ofFree(grid.most)),
      best: place("the best in the box", model.bestPoint().features),
      clip: model.clipRange.map { [$0.lowerBound, $0.upperBound] })
  }
}
