import ImageFiles
import QualityMetrics
import Raster
import RunStorage
import Scoring

/// `audit gate`: every picture of both sides measured against its reference.
public struct GateExperiment: Experiment {
  let header: RunHeader
  let plan: StudyPlan
  private let options: GateOptions
  private let inputs: GateInputs
  private let saved: GateRecord?

  /// Finds and matches the pictures.
  /// - Throws: `AuditError`
  public init(_ options: GateOptions, work: WorkRequest) throws(AuditError) {
    if case .savedRun(let folder) = options.candidate {
      throw AuditError.usage(folder, "a saved run can be the baseline, not the candidate")
    }
    self.options = options
    inputs = try GateInputs.find(options, output: work.output)
    let panel = options.suite.members(besides: options.metric)
    var header = RunHeader(
      .gate, metric: options.metric, panel: panel, suite: "gate", ladders: options.ladders,
      dataset: Dataset(items: inputs.references, skippedFiles: 0, names: [options.references]), work: work)
    header.known = options.known
    header.gate = options.request
    header.gate?.complaints = inputs.complaints
    self.header = header
    plan = StudyPlan(
      metric: options.metric, panel: panel, ladders: options.ladders,
      pictures: work.output.map { PictureFolder(root: $0) }, takesStreams: true,
      smallestSide: max(smallestJudgedSide, options.metric.descriptor.smallestSide), noise: "a change")
    if case .savedRun(let folder) = options.baseline {
      if let output = work.output, let own = FileIdentity(output), own == FileIdentity(folder) {
        throw AuditError.usage(output, "is the saved run itself, whose baseline would be lost; give another --output")
      }
      saved = try GateExperiment.conclude(RunFolder(reading: folder))
    } else {
      saved = nil
    }
    if let saved { try SavedBaseline.check(saved, against: header) }
  }

  /// The references.
  var items: [Dataset.Item] { inputs.references }

  /// A saved baseline was measured on its own ladders.
  func knownLadders(of image: String) -> [LadderRecord] { saved?.ladders.filter { $0.image == image } ?? [] }

  func refusal(of still: Still, image: String) -> String? {
    guard let known = saved?.header.references[image], known != still.fingerprint else { return nil }
    return "is not the picture that the saved run was measured on"
  }

  /// The reference's file and those of its pictures.
  func input(of item: Dataset.Item) -> String? {
    let reference = InputFingerprint.of(item, takesStreams: true)
    return inputs.fingerprint(of: item.name, reference: reference)
  }

  /// The same of a reference that was studied: its pictures' files are read for it once.
  func prepare(_ study: ImageStudy, for jobs: [Void]) -> String? {
    inputs.fingerprint(of: study.name, reference: study.input)
  }

  func input(of study: ImageStudy, _ prepared: String?) -> String? { prepared }

  // MARK: - One reference

  func line(for job: Void, on study: ImageStudy, _ prepared: String?) async throws -> GateLine {
    var line = GateLine(
      image: study.name, input: prepared, fingerprint: study.reference.fingerprint, reference: study.referencePath,
      pictures: [])
    if !study.notes.isEmpty { line.notes = study.notes }
    var streams = GateStreams()
    for side in GateSide.allCases {
      for picture in inputs.pictures[side]?[study.name] ?? [] {
        line.pictures.append(try await measured(picture, side: side, of: study, streams: &streams))
      }
    }
    for picture in saved?.pictures ?? [] where picture.side == .baseline && picture.image == study.name {
      line.pictures.append(try SavedBaseline.adopt(picture, from: options.baseline, into: plan.pictures))
    }
    return line
  }

  private func measured(
    _ picture: GateInputs.Picture, side: GateSide, of study: ImageStudy, streams: inout GateStreams
  ) async throws -> GatePicture {
    var result = GatePicture(side: side, image: study.name, rate: picture.rate, bytes: picture.bytes)
    let what = "\(side.rawValue): \(picture.rate.folder)\(study.name)"
    do {
      let decoded: Still
      var notes = [picture.note].compactMap { $0 }
      if let path = picture.path {
        decoded = try Still(path: path)
        notes += decoded.notes
      } else {
        let made = try await made(side: side, quality: picture.rate.rawValue, of: study.reference, streams: &streams)
        decoded = made.still
        result.bytes = made.bytes
        notes += made.notes
      }
      if !notes.isEmpty { result.notes = notes }
      if let violation = GateProtocol.violation(reference: study.reference, decoded: decoded.image) {
        result.failure = "\(what): \(violation)"
        return result
      }
      result.scored = try study.witnesses.measure(decoded.picture)
      if decoded.hasOwnPlanes { result.ownPlanes = true }
      if let pictures = plan.pictures {
        let path = PicturePath.path(image: study.name, "\(side.rawValue) \(picture.rate)")
        try pictures.store(decoded.image, at: path)
        result.path = path
      }
    } catch let error as AuditError {
      throw error
    } catch let error as ImageFileError {
      result.failure = "\(what): \(error.reason)"
    } catch {
      result.failure = "\(what): \(error)"
    }
    return result
  }

  private func made(
    side: GateSide, quality: String, of reference: RGBImage, streams: inout GateStreams
  ) async throws -> (still: Still, bytes: Int, notes: [String]) {
    switch side == .baseline ? options.baseline : options.candidate {
    case .codec(let codec):
      return try await ScratchFolder.with { folder in
        try await codec.roundTrip(reference, quality: quality, in: folder)
      }
    case .checkpoint(let codec):
      guard let rate = Int(quality) else { throw AuditError.fault("rate \(quality) of a checkpoint is no number") }
      let made = try streams.roundTrip(reference, with: codec, rate: rate)
      return (Still(made.image), made.bytes, [])
    case .folder, .savedRun: throw AuditError.fault("\(side.rawValue) has no codec")
    }
  }

  func lines(for failure: StudyFailure, of image: String, jobs: [Void]) -> [GateLine] {
    let picture = GatePicture(
      side: .baseline, image: image, rate: "", failure: "reference: \(image): \(failure.reason)")
    let input = inputs.fingerprint(of: image, reference: failure.input)
    return [GateLine(image: image, input: input, pictures: [picture])]
  }

  // MARK: - The record

  /// What the pictures amount to: a function of the record alone.
  /// - Throws: `AuditError.input` for a record of another kind.
  static func conclude(_ run: RunFolder<GateLine>) throws(AuditError) -> GateRecord {
    guard var request = run.header.gate else { throw AuditError.input("the record is that of no gate") }
    // A shard answers for its own images; what belongs to none of them, the first one names.
    let (own, all) = (Set(run.header.ownImages), Set(run.header.images))
    let isFirst = run.header.shard.flatMap(Shard.init).map { $0.index == 1 } ?? true
    request.complaints.removeAll { all.contains($0.image) ? !own.contains($0.image) : !isFirst }
    var random = SeededRandom(seed: run.header.seed, label: "gate")
    var record = GateRecord(
      request, header: run.header, ladders: run.ladders, lines: run.inOrder, random: &random)
    record.conclude(unfinished: run.unfinished)
    return record
  }

  static func conclusion(of run: RunFolder<GateLine>) throws(AuditError) -> Conclusion { .gate(try conclude(run)) }
}
