import Scoring

/// Where a gate's page gets pictures from: reference, baseline (as the start) and candidate (as the attacked picture) of
/// an image at a rate, all of the same part; empty when one is missing.
public typealias GatePictureSource = (_ image: String, _ rate: RateName) -> [PictureRole: EmbeddedPicture]

/// The images that moved most, side by side.
struct GatePicturesSection: ReportSection {
  let record: GateRecord
  let id = "pictures"
  let title = "The images that moved most"
  private let shown: [Shown]
  private let leftOut: Int

  private struct Shown {
    let change: GateChange
    let whole: GateChange
    let pictures: [PictureRole: EmbeddedPicture]
  }

  /// - Parameters:
  ///   - most: How many images to show.
  ///   - budget: How many characters of the page pictures may take.
  /// - Returns: nil when there is nothing to show.
  init?(record: GateRecord, pictures: GatePictureSource, most: Int, budget: Int) {
    var shown: [Shown] = []
    var budget = budget
    var leftOut = 0
    for whole in record.imageChanges.sorted(by: { ($0.moved, $1.image) > ($1.moved, $0.image) }).prefix(most) {
      // The rate at which this image moved most.
      let own = record.changes.filter { $0.image == whole.image }.sorted {
        ($0.moved, $1.rate ?? "") > ($1.moved, $0.rate ?? "")
      }
      for change in own {
        let found = pictures(change.image, change.rate ?? "")
        guard found.count == PictureRole.allCases.count else { continue }
        let cost = found.values.reduce(0) { $0 + ($1.bytes.count + 2) / 3 * 4 }
        if cost <= budget {
          budget -= cost
          shown.append(Shown(change: change, whole: whole, pictures: found))
        } else {
          leftOut += 1
        }
        break
      }
    }
    guard !shown.isEmpty else { return nil }
    self.record = record
    self.shown = shown
    self.leftOut = leftOut
  }

  var body: Markup {
    tag("div", ["class": "gallery"]) {
      tag("p", ["class": "intro"]) {
        "The part of each image in which candidate and baseline differ most, at the rate at which the metric gained most "
          + "beyond the panel. Sizes differ where the builds' do; the changes are read at equal bits."
      }
      if leftOut > 0 {
        tag("p", ["class": "warning", "role": "note"]) {
          "The pictures of \(counted(leftOut, "image")) were left out to keep this page small enough to open."
        }
      }
      for (index, item) in shown.enumerated() { article(item, "g\(index + 1)") }
    }
  }

  private func article(_ item: Shown, _ anchor: String) -> Markup {
    let change = item.change
    let groups = PanelGroup.allCases.compactMap { group in
      change.groups[group].map { "\(group.title) \(NumberText.signed($0, 2))" }
    }
    return tag("article", ["class": "case gate", "data-case": anchor, "aria-labelledby": "w\(anchor)"]) {
      tag("h3", ["id": "w\(anchor)"]) {
        change.image
        if let rate = change.rate?.name { tag("span", ["class": "how"]) { " at rate \(rate)" } }
      }
      tag("p", ["class": "reason"]) {
        "\(record.header.run.metric.title) \(NumberText.signed(change.metric, 2)); panel: "
          + (groups.isEmpty ? "cannot tell" : groups.joined(separator: ", ")) + "."
      }
      tag("div", ["class": "trio"]) {
        for role in PictureRole.allCases { figure(role, item) }
      }
    }
  }

  private func figure(_ role: PictureRole, _ item: Shown) -> Markup {
    let name =
      switch role {
      case .reference: "Reference"
      case .start: "Baseline"
      case .attacked: "Candidate"
      }
    return tag("figure", ["data-role": role.rawValue, "data-name": name]) {
      if let picture = item.pictures[role] {
        Markup.embedded(
          [
            "class": "picture", "alt": "\(name): \(item.change.image)", "width": "\(picture.width)",
            "height": "\(picture.height)", "decoding": "async",
          ], mediaType: picture.mediaType, bytes: picture.bytes)
        tag("figcaption") {
          tag("strong") { name }
          measured(role, item)
          if let origin = picture.cropOrigin {
            " — part of \(picture.width)×\(picture.height) at (\(origin.x), \(origin.y))"
          }
        }
      }
    }
  }

  private func measured(_ role: PictureRole, _ item: Shown) -> String {
    let side: GateSide? = role == .start ? .baseline : role == .attacked ? .candidate : nil
    guard let side,
      let picture = record.pictures.first(where: {
        $0.side == side && $0.image == item.change.image && $0.rate == item.change.rate ?? ""
      }), let scored = picture.scored
    else { return "" }
    return " scores \(NumberText.score(scored.score))" + (picture.bytes.map { " in \($0) bytes" } ?? "")
  }
}

extension GateChange {
  /// How far the metric moved beyond the panel, either way.
  var moved: Double {
    guard let best = groups.values.max(), let worst = groups.values.min() else { return abs(metric) }
    return max(metric - best, worst - metric, 0)
  }
}
