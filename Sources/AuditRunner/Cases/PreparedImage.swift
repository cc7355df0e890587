import AttackEngine
import AuditRecord
import HonestCodecs
import ImageFiles
import QualityMetrics
import Raster
import Scenes

/// Everything that the cases of one image share: pixels, prepared metrics, ladders and starts.
struct PreparedImage: Sendable {
  /// One start of the image.
  struct Start: Sendable {
    /// The pixels, 8 bits, as its file holds them.
    let image: RGBImage
    /// Its measurement.
    let scored: CaseMeasurement.Scored
    /// Its picture's path in the run's folder.
    let path: String
  }

  /// How the reports name it.
  let name: String
  /// The original.
  let reference: RGBImage
  /// The original's picture in the run's folder.
  let referencePath: String
  /// What deserves to be said of the input.
  let notes: [String]
  /// Size and hash of the input file.
  let input: String?
  /// The audited metric and the panel.
  let witnesses: Witnesses
  /// The original's luma, 8-bit scale: what a metric's smooth form is prepared from.
  let luma: Plane<Float>
  /// The honest ladders.
  let ladders: [LadderRecord]
  /// The starts that its cases begin from, by SPEC.
  let starts: [StartSpec: Start]
}

/// Reads and prepares images.
struct ImagePreparation: Sendable {
  let metric: any QualityMetric
  let panel: [any QualityMetric]
  let ladders: [Suite.Ladder]
  let pictures: PictureFolder
  /// How many rungs of one image may be measured at a time.
  let width: Int

  /// Reads an image.
  /// - Throws: `ImageFileError` naming file and reason.
  func load(_ source: Dataset.Source, name: String) throws(ImageFileError) -> DecodedImage {
    switch source {
    case .file(let path): return try ImageReader.read(path: path)
    case .scene(let scene): return DecodedImage(image: scene.image(), notes: [])
    case .unreadable(let reason): throw ImageFileError(file: name, reason: reason)
    }
  }

  /// Prepares an image for its cases.
  /// - Parameters:
  ///   - input: size and hash of the input file.
  ///   - known: ladders of the image that an earlier part of the run has measured.
  ///   - starts: the starts that its cases begin from.
  /// - Throws: `RunError` for the disk, `MetricError` when the audited metric cannot take the image.
  func prepare(
    _ decoded: DecodedImage, name: String, input: String?, starts: Set<StartSpec>, known: [LadderRecord]
  ) async throws -> PreparedImage {
    let referencePath = PictureFolder.path(image: name, "reference")
    _ = try pictures.store(decoded.image, at: referencePath)
    let (witnesses, top, luma) = try measuredReference(BT709.picture(decoded.image))

    var measured: [LadderRecord] = []
    let builder = LadderBuilder(image: name, reference: decoded.image, witnesses: witnesses, width: width)
    for plan in ladders {
      if let ladder = known.first(where: { $0.codec == plan.codec.rawValue }) {
        measured.append(ladder)
      } else {
        var ladder = try await builder.ladder(plan, top: top)
        ladder.input = input
        measured.append(ladder)
      }
    }
    var ready: [StartSpec: PreparedImage.Start] = [:]
    for spec in starts.sorted(by: { $0.description < $1.description }) {
      let image = try start(spec, of: decoded.image)
      // A reference of 8 bits is its own start.
      let isReference = spec == .reference && decoded.image.bitDepth == 8
      let path = isReference ? referencePath : PictureFolder.path(image: name, spec.description)
      let stored = isReference ? image : try pictures.store(image, at: path)
      let scored = isReference ? top : try witnesses.measure(BT709.picture(stored))
      ready[spec] = PreparedImage.Start(image: stored, scored: scored, path: path)
    }
    return PreparedImage(
      name: name, reference: decoded.image, referencePath: referencePath, notes: decoded.notes, input: input,
      witnesses: witnesses, luma: luma, ladders: measured, starts: ready)
  }

  /// The prepared metrics, what they say of the reference itself, and its luma; of its other planes only those that a
  /// metric keeps stay in memory.
  private func measuredReference(
    _ picture: Picture
  ) throws(MetricError) -> (Witnesses, CaseMeasurement.Scored, Plane<Float>) {
    let witnesses = try Witnesses(metric: metric, panel: panel, reference: picture)
    return (witnesses, try witnesses.measure(picture), picture.luma8)
  }

  private func start(_ spec: StartSpec, of reference: RGBImage) throws -> RGBImage {
    switch spec {
    case .reference: return reference.reducedTo8Bits
    case .encode(let codec, let quality): return try codec.roundTrip(reference, quality: quality).image
    case .file(let path): return try ImageReader.read(path: path).image.reducedTo8Bits
    }
  }
}
