import AuditRecord
import HonestCodecs
import ImageFiles
import QualityMetrics
import Raster
import RunStorage
import Scoring

/// An image with everything that is computed once for it.
struct ImageStudy: Sendable {
  /// One start of the image.
  struct Start: Sendable {
    /// The pixels, 8 bits, as its file holds them.
    let image: RGBImage
    /// Its measurement.
    let scored: CaseMeasurement.Scored
    /// Its picture's path in the run's folder; nil when pictures are not kept.
    let path: String?
  }

  /// How the reports name it.
  let name: String
  /// The original.
  let reference: RGBImage
  /// The original's picture in the run's folder; nil when pictures are not kept.
  let referencePath: String?
  /// What deserves to be said of the input.
  let notes: [String]
  /// Size and hash of the input file.
  let input: String?
  /// The audited metric and the panel.
  let witnesses: Witnesses
  /// What the metric's smooth form is prepared from: the original's planes; nil for a metric that cannot steer.
  let steeringReference: SteeringInput<Float>?
  /// The honest ladders.
  let ladders: [LadderRecord]
  /// What the ladders make of the panel's values.
  let scale: PanelScale
  /// The starts that were asked for, by SPEC.
  let starts: [StartSpec: Start]
}

/// Makes studies.
struct StudyPreparation: Sendable {
  let plan: StudyPlan
  let header: RunHeader
  /// Says why a picture that could be read is refused; nil for one that is not.
  let refusal: @Sendable (Still, String) -> String?

  /// Reads and measures an image.
  /// - Parameters:
  ///   - known: ladders of the image that were measured before.
  ///   - starts: what its work begins from.
  ///   - width: how many rungs may be measured at a time.
  ///   - inTurn: whether the panel's members are prepared one after the other, for the memory that takes.
  /// - Throws: `AuditError` when the run itself cannot go on.
  func study(
    _ item: Dataset.Item, known: [LadderRecord], starts: Set<StartSpec>, width: Int, inTurn: Bool
  ) async throws(AuditError) -> Result<ImageStudy, StudyFailure> {
    let source = ImageSource.read(item, takesStreams: plan.takesStreams)
    var still: Still
    switch source.still {
    case .success(let read): still = read
    case .failure(var failure):
      failure.input = source.input
      return .failure(failure)
    }
    if plan.reducesDepth, still.image.bitDepth != 8 { still = Still(still.image.reducedTo8Bits, notes: still.notes) }
    func failed(_ kind: StudyFailure.Kind, _ reason: String) -> Result<ImageStudy, StudyFailure> {
      .failure(StudyFailure(kind, item.name, reason, input: source.input, of: still.image, notes: still.notes))
    }
    if let reason = refusal(still, item.name) { return failed(.refused, reason) }
    guard min(still.image.width, still.image.height) >= plan.smallestSide else {
      return failed(.tooSmall, tooSmall(still.image))
    }
    do {
      return .success(
        try await study(
          still, of: item.name, input: source.input, known: known, starts: starts, width: width, inTurn: inTurn))
    } catch let error as AuditError {
      throw error
    } catch MetricError.disk(let reason) {
      throw AuditError.disk(reason)
    } catch let error as UntellingMetric {
      return failed(.untelling, "\(plan.metric.descriptor.id) \(error)")
    } catch MetricError.outside(let reason) {
      return failed(.outside, reason)
    } catch {
      return failed(.metric, "\(error)")
    }
  }

  private func tooSmall(_ image: RGBImage) -> String {
    "\(image.width)×\(image.height) is smaller than \(plan.smallestSide)×\(plan.smallestSide)"
      + (plan.noise.map { ", where \($0) is noise" } ?? "")
  }

  private func study(
    _ still: Still, of name: String, input: String?, known: [LadderRecord], starts: Set<StartSpec>, width: Int,
    inTurn: Bool
  ) async throws -> ImageStudy {
    let reference = still.image
    let kept = plan.keepsReference ? plan.pictures : nil
    let referencePath = kept.map { _ in PicturePath.path(image: name, "reference") }
    if let kept, let referencePath { try kept.store(reference, at: referencePath) }
    let witnesses = try Witnesses(metric: plan.metric, panel: plan.panel, reference: still.picture, inTurn: inTurn)
    let top = try witnesses.measure(still.picture)
    let metric = plan.metric.descriptor
    let steeringReference = metric.steers.isEmpty ? nil : try SteeringInput(still.picture, for: metric)
    let builder = LadderBuilder(
      image: name, reference: reference, witnesses: witnesses, fusion: plan.fusion, width: width)
    var ladders: [LadderRecord] = []
    for ladder in plan.ladders {
      if let measured = known.first(where: { $0.codec == ladder.codec.rawValue }) {
        ladders.append(measured)
      } else {
        ladders.append(try await builder.ladder(ladder, top: top))
      }
    }
    if plan.refusesUntelling,
      let untelling = UntellingMetric(on: ladders, higherIsBetter: plan.metric.descriptor.direction == .higherIsBetter)
    {
      throw untelling
    }
    var ready: [StartSpec: ImageStudy.Start] = [:]
    for spec in starts.sorted(by: { $0.description < $1.description }) {
      ready[spec] = try start(spec, of: reference, name, referencePath, top, witnesses)
    }
    return ImageStudy(
      name: name, reference: reference, referencePath: referencePath, notes: still.notes, input: input,
      witnesses: witnesses, steeringReference: steeringReference, ladders: ladders,
      scale: PanelScale(image: name, ladders: ladders, header: header), starts: ready)
  }

  private func start(
    _ spec: StartSpec, of reference: RGBImage, _ name: String, _ referencePath: String?, _ top: CaseMeasurement.Scored,
    _ witnesses: Witnesses
  ) throws -> ImageStudy.Start {
    // A reference of 8 bits is its own start.
    if spec == .reference, reference.bitDepth == 8 {
      return ImageStudy.Start(image: reference, scored: top, path: referencePath)
    }
    var image = try spec.image(of: reference)
    var path: String?
    if let pictures = plan.pictures {
      // A deep reference keeps its own file beside that of what attacks begin from.
      let place = PicturePath.path(image: name, spec == .reference ? "reference of 8 bits" : spec.description)
      image = try pictures.store(image, at: place)
      path = place
    }
    return ImageStudy.Start(image: image, scored: try witnesses.measure(BT709.picture(image)), path: path)
  }
}

extension StartSpec {
  /// The start of a reference, 8 bits a sample.
  /// - Throws: `ImageFileError`; also for a file of another size than the reference.
  func image(of reference: RGBImage) throws(ImageFileError) -> RGBImage {
    switch self {
    case .reference: return reference.reducedTo8Bits
    case .encode(let codec, let quality): return try codec.roundTrip(reference, quality: quality).image
    case .file(let path):
      let image = try ImageReader.read(path: path).image.reducedTo8Bits
      guard image.width == reference.width, image.height == reference.height else {
        throw ImageFileError(
          file: path,
          reason: "is \(image.width)×\(image.height), its reference \(reference.width)×\(reference.height)")
      }
      return image
    }
  }
}
