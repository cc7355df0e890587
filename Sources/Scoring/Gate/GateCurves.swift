import AuditRecord
import Glibc

/// Both sides' means over size: of the metric, and of what each group of the panel implies.
///
/// A group implies the median of its voting members' implied scores, each the median of the ladders that can read all of an
/// image's pictures. An image counts where it is read at every rate of
/// both sides, so that all points of a curve are means over the same images; a group for which no image does has no curve.
func gateCurves(_ pictures: [GatePicture], header: GateHeader) -> [GateCurve] {
  let usable = pictures.filter { $0.scored != nil && ($0.bytes ?? 0) > 0 }
  let ladders = telling(usable)
  let groups: [PanelGroup?] = [nil] + PanelGroup.allCases
  let cells = Set(usable.map { Cell(side: $0.side, rate: $0.rate) })
  return groups.flatMap { group -> [GateCurve] in
    var values: [String: [Cell: (bytes: Double, value: Double)]] = [:]
    for picture in usable {
      guard let value = value(of: picture, group: group, ladders: ladders, header: header), let bytes = picture.bytes
      else { continue }
      values[picture.image, default: [:]][Cell(side: picture.side, rate: picture.rate)] = (Double(bytes), value)
    }
    let whole = values.filter { $0.value.count == cells.count }.sorted { $0.key < $1.key }.map(\.value)
    guard !whole.isEmpty else { return [] }
    return GateSide.allCases.map { side in
      let points = cells.filter { $0.side == side }.map { cell -> GateCurve.Point in
        let found = whole.compactMap { $0[cell] }
        let count = Double(found.count)
        return GateCurve.Point(
          rate: cell.rate, bytes: exp(found.reduce(0) { $0 + log($1.bytes) } / count),
          value: found.reduce(0) { $0 + $1.value } / count)
      }
      return GateCurve(
        side: side, group: group, images: whole.count,
        points: points.sorted { ($0.bytes, $0.rate) < ($1.bytes, $1.rate) })
    }
  }
}

private struct Cell: Hashable {
  let side: GateSide
  let rate: RateName
}

/// A member of an image's panel.
private struct Witness: Hashable {
  let image: String
  let member: String
}

/// The ladders on which a member can read every picture of an image; what nobody sees stands at the visible.
private func telling(_ pictures: [GatePicture]) -> [Witness: Set<String>] {
  var result: [Witness: Set<String>] = [:]
  for picture in pictures {
    for reading in picture.readings {
      let read = Set(reading.impliedByLadder.filter { $0.value.bound != .below && $0.value.value.isFinite }.keys)
      result[Witness(image: picture.image, member: reading.id), default: read].formIntersection(read)
    }
  }
  return result
}

/// A picture's score, or what a group implies of it where its members can tell.
private func value(
  of picture: GatePicture, group: PanelGroup?, ladders: [Witness: Set<String>], header: GateHeader
) -> Double? {
  guard let group else { return picture.scored?.score }
  let votes = Set(header.run.votes[group] ?? [])
  return median(
    picture.readings.compactMap { reading in
      guard votes.contains(reading.id) else { return nil }
      let own = ladders[Witness(image: picture.image, member: reading.id)] ?? []
      return median(own.compactMap { reading.impliedByLadder[$0]?.value })
    })
}
