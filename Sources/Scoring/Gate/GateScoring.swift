import AuditRecord

/// A whole gate from its measured pictures: what each panel member implies, changes at equal bits, judgements, rate
/// differences. Pure and total.
/// - Parameter random: The generator of the bootstrap.
public func scoreGate(
  _ pictures: [GatePicture], ladders: [LadderRecord], header: GateHeader, random: inout some RandomNumberGenerator
) -> GateRecord {
  var scales: [String: PanelScale] = [:]
  let read = pictures.map { picture -> GatePicture in
    guard let scored = picture.scored else { return picture }
    let scale = scales[picture.image] ?? PanelScale(image: picture.image, ladders: ladders, header: header.run)
    scales[picture.image] = scale
    var result = picture
    result.readings = scale.readings(of: scored)
    return result
  }.sorted { ($0.image, $0.rate, $0.side.rawValue) < ($1.image, $1.rate, $1.side.rawValue) }

  let comparison = gateChanges(read, header: header)
  let moves = GateMoves(comparison.imageChanges, random: &random)
  var overall = judgement(
    of: moves, images: comparison.imageChanges.count, rate: nil, header: header,
    obstacle: comparison.changes.isEmpty ? gateObstacle(read, header: header) : nil)
  var rates: [GateJudgement] = []
  if header.rates.count > 1 {
    for rate in header.rates {
      let own = comparison.changes.filter { $0.rate == rate }
      rates.append(judgeGate(own, rate: rate, header: header, random: &random))
    }
  }
  let judged = rates.filter { $0.images > 0 }
  if overall.rule != .gamed, moves.isGamed(atRates: judged.map(\.rule), header.bands) {
    overall = gamedByRate(overall, judged, header: header)
  }
  return GateRecord(
    header: header, ladders: ladders.sorted { ($0.image, $0.codec) < ($1.image, $1.codec) }, pictures: read,
    changes: comparison.changes, imageChanges: comparison.imageChanges, leftOut: comparison.leftOut,
    overall: overall, rates: rates, savings: header.bitsKnown ? rateSavings(read, header: header) : [],
    curves: header.bitsKnown ? gateCurves(read, header: header) : [],
    passed: gatePasses(overall.rule, moves, header: header))
}

/// The judgement over all rates where it is gaming rate by rate.
private func gamedByRate(
  _ overall: GateJudgement, _ rates: [GateJudgement], header: GateHeader
) -> GateJudgement {
  let gamed = rates.filter { $0.rule == .gamed }.compactMap(\.rate)
  let names = gamed.map(\.rawValue).joined(separator: ", ")
  var result = overall
  result.rule = .gamed
  result.restsOnRates = gamed
  result.imagesNeeded = nil
  result.message =
    "gamed at \(gamed.count) of \(rates.count) rates (\(names)), where \(header.run.metric.title) rose and no group of the "
    + "panel did; over all rates \(overall.message)"
  return result
}

/// Bjøntegaard's rate difference of the audited metric and of every panel member, the mean over images.
func rateSavings(_ pictures: [GatePicture], header: GateHeader) -> [GateRateSaving] {
  let byImage = Dictionary(grouping: pictures, by: \.image).sorted { $0.key < $1.key }
  return ([header.run.metric] + header.run.panel).map { info in
    var found: [Double] = []
    var refused: [String: Int] = [:]
    for (_, own) in byImage {
      func curve(_ side: GateSide) -> [RatePoint] {
        own.filter { $0.side == side }.compactMap { picture in
          guard let bytes = picture.bytes, let scored = picture.scored else { return nil }
          let value = info.id == header.run.metric.id ? scored.score : scored.panel[info.id]
          return value.map { RatePoint(rate: Double(bytes), quality: info.orientation * $0) }
        }
      }
      do throws(BjontegaardError) {
        found.append(try bjontegaardRate(baseline: curve(.baseline), candidate: curve(.candidate)))
      } catch {
        refused[error.description, default: 0] += 1
      }
    }
    let mean = found.isEmpty ? nil : found.reduce(0, +) / Double(found.count)
    return GateRateSaving(id: info.id, percent: mean, images: found.count, refused: refused)
  }
}
