import AuditRecord
import HonestCodecs
import ImageFiles
import QualityMetrics
import Raster
import Scoring

/// A gate: every picture of both sides measured against its reference, changes at equal bits, the judgement.
public struct GateRun: Sendable {
  /// What a gate tells while it works.
  public enum Event: Sendable {
    /// So many references are to be measured.
    case began(references: Int)
    /// A reference and all its pictures are measured; so many pictures could not be used.
    case measured(reference: String, unusable: Int)
  }

  /// What a gate's random numbers are drawn under.
  static let randomLabel = "gate"

  private let options: GateOptions
  private let inputs: GateInputs
  private let saved: GateRecord?
  private let preparation: ImagePreparation

  /// Carries out a gate and returns its record; the reports are not written yet.
  /// - Throws: `RunError`.
  public static func perform(
    _ options: GateOptions, report: @escaping @Sendable (Event) -> Void
  ) async throws(RunError) -> GateRecord {
    let run = try GateRun(options)
    let store = try RunStore(folder: options.output, header: run.header, resume: false)
    do {
      return try await run.record(in: store, report: report)
    } catch let error as RunError {
      throw error
    } catch {
      throw RunError.fault("\(error)")
    }
  }

  private init(_ options: GateOptions) throws(RunError) {
    self.options = options
    if case .savedRun(let folder) = options.candidate {
      throw RunError.usage("\(folder): a saved run can be the baseline, not the candidate")
    }
    var inputs = try GateInputs.find(options)
    if let shard = options.shard { inputs = inputs.part(shard) }
    self.inputs = inputs
    preparation = ImagePreparation(
      metric: options.metric, panel: options.suite.members(besides: options.metric), ladders: options.ladders,
      pictures: PictureFolder(root: options.output), width: 1)
    if case .savedRun(let folder) = options.baseline {
      saved = try GateReportFiles.load(folder)
    } else {
      saved = nil
    }
    if let saved { try SavedBaseline.check(saved, against: header) }
  }

  /// The run's header: a gate has no attacks.
  private var header: RunHeader {
    let descriptor = options.metric.descriptor
    return RunHeader(
      toolVersion: Tool.version, startedAt: options.startedAt, metric: MetricInfo(descriptor, votesOn: nil),
      panel: preparation.panel.map { MetricInfo($0.descriptor, votesOn: descriptor) }, suite: RunKind.gate.rawValue,
      attacks: [],
      ladders: Dictionary(
        options.ladders.map { ($0.codec.rawValue, $0.rungs) }, uniquingKeysWith: { first, _ in first }),
      datasets: [options.references], seed: options.seed, shard: options.shard?.description,
      limit: descriptor.defaultInflationLimit, limitWasAsked: false, colour: RunHeader.colourStatement,
      images: inputs.references.map(\.name), skippedFiles: 0)
  }

  private func record(in store: RunStore, report: @escaping @Sendable (Event) -> Void) async throws -> GateRecord {
    report(.began(references: inputs.references.count))
    let measured = try await concurrentMap(inputs.references, limit: options.jobs) { item in
      let result = try await measure(item)
      report(.measured(reference: item.name, unusable: result.pictures.count { $0.failure != nil }))
      return result
    }
    for ladder in measured.flatMap(\.ladders) { try store.append(ladder) }
    var pictures = inputs.complaints + measured.flatMap(\.pictures)
    let names = Set(inputs.references.map(\.name))
    let comparable = names.subtracting(
      measured.flatMap(\.pictures).filter { $0.rate.isEmpty && $0.failure != nil }.map(\.image))
    for picture in saved?.pictures ?? [] where picture.side == .baseline && comparable.contains(picture.image) {
      pictures.append(try SavedBaseline.adopt(picture, from: options.baseline, into: options.output))
    }
    let rates = Set(pictures.filter { $0.scored != nil }.map(\.rate)).sorted(by: GateInputs.inOrder)
    let usable = pictures.filter { $0.scored != nil }
    let gateHeader = GateHeader(
      run: header, baseline: describe(options.baseline), candidate: describe(options.candidate), rates: rates,
      bitsKnown: !usable.isEmpty && usable.allSatisfy { $0.bytes != nil }, bands: options.bands,
      strict: options.strict, maxRegression: options.maxRegression, failInconclusive: options.failInconclusive,
      references: Dictionary(
        zip(inputs.references, measured).compactMap { item, own in own.fingerprint.map { (item.name, $0) } },
        uniquingKeysWith: { first, _ in first }))
    var random = SeededRandom(seed: options.seed, label: Self.randomLabel)
    return scoreGate(pictures, ladders: store.ladders, header: gateHeader, random: &random)
  }

  private func describe(_ source: GateOptions.Source) -> String {
    switch source {
    case .folder(let path): return path
    case .codec(let codec): return codec.encoder.joined(separator: " ")
    case .checkpoint(let codec): return "built-in codec, checkpoint \(codec.name)"
    case .savedRun(let path): return "the baseline of \(path)"
    }
  }

  // MARK: - One reference

  private struct Measured: Sendable {
    var ladders: [LadderRecord] = []
    var pictures: [GatePicture] = []
    /// The reference's, where it could be read.
    var fingerprint: String?
  }

  private func measure(_ item: Dataset.Item) async throws -> Measured {
    let original: GateStill
    let witnesses: Witnesses
    var result = Measured()
    do {
      original = try load(item)
      let smallest = max(smallestJudgedSide, options.metric.descriptor.smallestSide)
      let reference = original.image
      if let saved = saved?.header.references[item.name], saved != original.fingerprint {
        return unusable(item, "is not the picture that the saved run was measured on")
      }
      guard min(reference.width, reference.height) >= smallest else {
        return unusable(
          item,
          "\(reference.width)×\(reference.height) is smaller than \(smallest)×\(smallest), where a change is noise")
      }
      witnesses = try Witnesses(metric: options.metric, panel: preparation.panel, reference: original.picture)
    } catch let error as ImageFileError {
      return unusable(item, error.reason)
    } catch let error as MetricError {
      return unusable(item, error.description)
    }
    result.fingerprint = original.fingerprint
    _ = try preparation.pictures.store(original.image, at: PictureFolder.path(image: item.name, "reference"))

    if let saved {
      result.ladders = saved.ladders.filter { $0.image == item.name }
    } else {
      let top = try witnesses.measure(original.picture)
      let builder = LadderBuilder(image: item.name, reference: original.image, witnesses: witnesses, width: 1)
      for plan in options.ladders { result.ladders.append(try await builder.ladder(plan, top: top)) }
    }
    var streams = GateStreams()
    for side in GateSide.allCases {
      for picture in inputs.pictures[side]?[item.name] ?? [] {
        let (measured, used) = try await measure(
          picture, side: side, item: item, reference: original.image, witnesses: witnesses, streams: streams)
        result.pictures.append(measured)
        streams = used
      }
    }
    return result
  }

  private func load(_ item: Dataset.Item) throws(ImageFileError) -> GateStill {
    guard case .file(let path) = item.source else {
      return GateStill(try preparation.load(item.source, name: item.name).image)
    }
    return try GateStill(path: path)
  }

  private func measure(
    _ picture: GateInputs.Picture, side: GateSide, item: Dataset.Item, reference: RGBImage, witnesses: Witnesses,
    streams: GateStreams
  ) async throws -> (GatePicture, GateStreams) {
    var streams = streams
    var result = GatePicture(side: side, image: item.name, rate: picture.rate, bytes: picture.bytes, scored: nil)
    let what = "\(side.rawValue): \(picture.rate.isEmpty ? "" : picture.rate + "/")\(item.name)"
    do {
      let decoded: GateStill
      if let path = picture.path {
        decoded = try GateStill(path: path)
      } else {
        let made = try await make(side: side, quality: picture.rate, reference: reference, streams: &streams)
        decoded = GateStill(made.image)
        result.bytes = made.bytes
      }
      if let violation = GateProtocol.violation(reference: reference, decoded: decoded.image) {
        result.failure = "\(what): \(violation)"
        return (result, streams)
      }
      result.scored = try witnesses.measure(decoded.picture)
      if decoded.hasOwnPlanes { result.ownPlanes = true }
      let path = PictureFolder.path(image: item.name, "\(side.rawValue) \(picture.rate)")
      _ = try preparation.pictures.store(decoded.image, at: path)
      result.path = path
    } catch let error as RunError {
      throw error
    } catch let error as ImageFileError {
      result.failure = "\(what): \(error.reason)"
    } catch {
      result.failure = "\(what): \(error)"
    }
    return (result, streams)
  }

  private func make(
    side: GateSide, quality: String, reference: RGBImage, streams: inout GateStreams
  ) async throws -> (image: RGBImage, bytes: Int) {
    switch side == .baseline ? options.baseline : options.candidate {
    case .codec(let codec):
      return try await ScratchFolder.with { folder in
        try await codec.roundTrip(reference, quality: quality, in: folder)
      }
    case .checkpoint(let codec):
      guard let rate = Int(quality) else { throw RunError.fault("rate \(quality) of a checkpoint is no number") }
      return try streams.roundTrip(reference, with: codec, rate: rate)
    case .folder, .savedRun: throw RunError.fault("\(side.rawValue) has no codec")
    }
  }

  private func unusable(_ item: Dataset.Item, _ reason: String) -> Measured {
    Measured(
      pictures: [
        GatePicture(
          side: .baseline, image: item.name, rate: "", bytes: nil, scored: nil,
          failure: "reference: \(item.name): \(reason)")
      ])
  }
}

extension GateInputs {
  /// The references of one shard.
  func part(_ shard: Shard) -> GateInputs {
    GateInputs(
      references: references.enumerated().filter { shard.contains($0.offset) }.map(\.element), pictures: pictures,
      rates: rates, complaints: complaints)
  }
}
