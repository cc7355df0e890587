import AuditRecord

extension GateRecord {
  /// What the pictures of a gate amount to: a function of the record alone.
  /// - Parameter lines: in the order of the images.
  public init(
    _ request: GateRequest, header: RunHeader, ladders: [LadderRecord], lines: [GateLine],
    random: inout some RandomNumberGenerator
  ) {
    let pictures = request.complaints + lines.flatMap(\.pictures)
    let usable = pictures.filter { $0.scored != nil }
    var run = header
    run.gate = nil
    let fingerprints = lines.compactMap { line in line.fingerprint.map { (line.image, $0) } }
    let notes = lines.compactMap { line in line.notes.map { (line.image, $0) } }
    let header = GateHeader(
      run: run, baseline: request.baseline, candidate: request.candidate,
      rates: Set(usable.map(\.rate)).sorted(by: RateName.inOrder),
      bitsKnown: !usable.isEmpty && usable.allSatisfy { $0.bytes != nil }, bands: request.bands,
      strict: request.strict, maxRegression: request.maxRegression, failInconclusive: request.failInconclusive,
      references: Dictionary(fingerprints, uniquingKeysWith: { first, _ in first }),
      referenceNotes: notes.isEmpty ? nil : Dictionary(notes, uniquingKeysWith: { first, _ in first }))
    self = scoreGate(pictures, ladders: ladders, header: header, random: &random)
  }
}

/// A whole gate from its measured pictures: what each panel member implies, changes at equal bits, judgements, rate
/// differences. Pure and total.
/// - Parameter random: The generator of the bootstrap.
func scoreGate(
  _ pictures: [GatePicture], ladders: [LadderRecord], header: GateHeader, random: inout some RandomNumberGenerator
) -> GateRecord {
  var read = gateReadings(pictures, ladders: ladders, run: header.run).sorted {
    ($0.image, $0.rate, $0.side.rawValue) < ($1.image, $1.rate, $1.side.rawValue)
  }
  let others = otherPictures(read, ladders: ladders, run: header.run)
  if others == nil { read = markingOthers(read, ladders: ladders, run: header.run) }
  let used = read.filter(\.isUsed)
  // Where a side's pictures are of something else, nothing is compared.
  let comparison = gateChanges(others == nil ? used : [], header: header)
  let moves = GateMovesByRate(
    images: comparison.imageChanges, changes: comparison.changes, rates: header.rates.count > 1 ? header.rates : [],
    random: &random)
  let overall = judgement(
    of: moves, header: header,
    obstacle: others ?? (comparison.changes.isEmpty ? gateObstacle(used, header: header) : nil),
    widestGap: comparison.widestGap)
  let rates = moves.rates.map { judgement(at: $0, header: header) }
  var record = GateRecord(
    header: header, ladders: ladders.sorted { ($0.image, $0.codec) < ($1.image, $1.codec) }, pictures: read,
    changes: comparison.changes, imageChanges: comparison.imageChanges, leftOut: comparison.leftOut,
    unsteady: comparison.unsteady.isEmpty ? nil : comparison.unsteady,
    overall: overall, rates: rates, savings: header.bitsKnown ? rateSavings(used, header: header) : [],
    curves: header.bitsKnown ? gateCurves(used, header: header) : [], passed: false,
    known: knownOutcome(overall, rates, header: header))
  record.conclude()
  return record
}

extension GateRecord {
  /// Sets what follows from the rest.
  public mutating func conclude(unfinished: Unfinished? = nil) {
    self.unfinished = unfinished
    passed = [.passed, .remarked].contains(standing)
  }
}

/// Pictures with what the panel's members imply of each, read on the ladders of its image.
public func gateReadings(_ pictures: [GatePicture], ladders: [LadderRecord], run: RunHeader) -> [GatePicture] {
  var scales: [String: PanelScale] = [:]
  return pictures.map { picture in
    guard let scored = picture.scored else { return picture }
    let scale = scales[picture.image] ?? PanelScale(image: picture.image, ladders: ladders, header: run)
    scales[picture.image] = scale
    var result = picture
    result.readings = scale.readings(of: scored)
    return result
  }
}

/// Bjøntegaard's rate difference of the audited metric and of every panel member, the mean over images.
func rateSavings(_ pictures: [GatePicture], header: GateHeader) -> [GateRateSaving] {
  let byImage = Dictionary(grouping: pictures, by: \.image).sorted { $0.key < $1.key }
  return ([header.run.metric] + header.run.panel).map { info in
    var found: [Double] = []
    var refused: [RateRefusal: Int] = [:]
    for (_, own) in byImage {
      func curve(_ side: GateSide) -> [RatePoint] {
        own.filter { $0.side == side }.compactMap { picture in
          guard let bytes = picture.bytes, let scored = picture.scored else { return nil }
          let value = info.id == header.run.metric.id ? scored.score : scored.panel[info.id]
          return value.map { RatePoint(rate: Double(bytes), quality: info.orientation * $0) }
        }
      }
      do throws(RateRefusal) {
        found.append(try bjontegaardRate(baseline: curve(.baseline), candidate: curve(.candidate)))
      } catch {
        refused[error, default: 0] += 1
      }
    }
    let mean = found.isEmpty ? nil : found.reduce(0, +) / Double(found.count)
    return GateRateSaving(id: info.id, percent: mean, images: found.count, refused: refused)
  }
}
