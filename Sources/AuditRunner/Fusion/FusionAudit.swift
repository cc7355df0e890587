import AuditRecord
import HonestCodecs
import ImageFiles
import QualityMetrics
import Raster
import Scenes

/// Looks at a metric's fusion where it works in practice: at honest encodes of a dataset.
public struct FusionAudit: Sendable {
  /// The metric.
  public var subject: FusionSubject
  /// The images.
  public var dataset: Dataset
  /// Encodes of each codec's ladder.
  public var rungs: Int
  /// How many images may be in work at a time.
  public var jobs: Int

  /// States a request.
  public init(subject: FusionSubject, dataset: Dataset, rungs: Int, jobs: Int) {
    self.subject = subject
    self.dataset = dataset
    self.rungs = rungs
    self.jobs = jobs
  }

  /// Encodes, scores and asks the fusion; an image that cannot be used is among the record's failures.
  /// - Parameter report: is told of images that are done, in the order of the dataset's names.
  /// - Throws: `RunError.fault`
  public func perform(report: @escaping @Sendable (_ image: String) -> Void = { _ in }) async throws(RunError)
    -> FusionRecord
  {
    let results: [Swift.Result<[LadderRecord], FusionInputError>]
    do {
      results = try await concurrentMap(dataset.items, limit: jobs) { item in
        defer { report(item.name) }
        do {
          return .success(try await measured(item))
        } catch {
          return .failure(
            FusionInputError(reason: "\(error)".contains(item.name) ? "\(error)" : "\(item.name): \(error)"))
        }
      }
    } catch {
      throw RunError.fault("\(error)")
    }
    var ladders: [LadderRecord] = []
    var failures: [String] = []
    for result in results {
      switch result {
      case .success(let found): ladders += found
      case .failure(let error): failures.append(error.reason)
      }
    }
    return FusionRecord(subject, ladders: ladders, datasets: dataset.names, failures: failures)
  }

  private func measured(_ item: Dataset.Item) async throws -> [LadderRecord] {
    let image = try item.image()
    let picture = BT709.picture(image)
    let witnesses = try Witnesses(metric: subject.metric, panel: [], reference: picture)
    let top = try witnesses.measure(picture)
    let builder = LadderBuilder(image: item.name, reference: image, witnesses: witnesses, width: 1)
    var ladders: [LadderRecord] = []
    for codec in HonestCodec.withBitstream {
      ladders.append(try await builder.ladder(Suite.Ladder(codec: codec, rungs: rungs), top: top))
    }
    return ladders
  }
}

/// Why an image could not be used.
private struct FusionInputError: Error {
  let reason: String
}

extension Dataset.Item {
  /// The item's pixels.
  /// - Throws: `ImageFileError` naming file and reason.
  func image() throws(ImageFileError) -> RGBImage {
    switch source {
    case .file(let path): return try ImageReader.read(path: path).image
    case .scene(let scene): return scene.image()
    case .unreadable(let reason): throw ImageFileError(file: name, reason: reason)
    }
  }
}
