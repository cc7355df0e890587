import Scoring

/// One case in full: its sentence, its pictures, what each witness says, and where the score came from.
struct CaseArticle {
  let context: ReportContext
  let record: CaseRecord
  let pictures: [PictureRole: PictureShelf.Placement]

  private var key: CaseKey { record.measurement.key }

  var markup: Markup {
    tag("article", ["class": "case", "data-case": key.anchor, "aria-labelledby": "w\(key.anchor)"]) {
      tag("h3", ["id": "w\(key.anchor)"]) {
        context.standing(record).chip
        " \(key.image) "
        tag("span", ["class": "how"]) { "\(context.title(ofAttack: key.attack)) from \(key.start ?? "")" }
      }
      if let reason = CaseWords.reason(record, header: context.header) {
        tag("p", ["class": "reason"]) { sentence(reason) }
      }
      tag("div", ["class": pictures.isEmpty ? "trio bare" : "trio"]) {
        for role in PictureRole.allCases { figure(role) }
      }
      tag("div", ["class": "accounts"]) {
        if record.readings.contains(where: { $0.implied != nil }) {
          tag("figure", ["class": "account"]) {
            WitnessFigure(context: context, record: record).markup
            tag("figcaption") {
              "What the panel says it is worth. Dots: the score each member implies; the line to the score is its "
                + "inflation. Hollow, dotted and in (brackets): shown without a vote. "
              for (index, group) in groups.enumerated() {
                tag("span", ["class": "key of-\(group.rawValue)"]) { "\(group.title)" }
                index + 1 < groups.count ? ", " : "."
              }
              if let spread = record.honestSpread {
                " The honest ladders differ by \(context.amount(spread)) here."
              }
            }
          }
        }
        if !record.measurement.attribution.isEmpty {
          tag("figure", ["class": "account"]) {
            AttributionFigure(attribution: record.measurement.attribution).markup
            tag("figcaption") { attributionCaption }
          }
        }
      }
      ladders
      if let tone = CaseWords.tone(record, metric: context.header.metric) {
        tag("p", ["class": "note"]) { tone }
      }
      if let missing = CaseWords.missing(record, panel: context.header.panel) {
        tag("p", ["class": "note"]) { missing }
      }
      tag("p", ["class": "links note"]) {
        tag("a", ["href": "#\(key.anchor)"]) { "In the table" }
        for (name, value) in record.measurement.chosen.sorted(by: { $0.key < $1.key }) {
          " · \(ChosenNames.title(name)) \(NumberText.significant(value, 4).replacing("-", with: "−"))"
        }
        for note in record.measurement.notes { " · \(note)" }
      }
    }
  }

  /// A reason as a sentence of its own.
  private func sentence(_ reason: String) -> String {
    let first = reason.prefix(1).uppercased() + reason.dropFirst()
    return first.hasSuffix(".") ? first : first + "."
  }

  /// The groups that have a reading, in the order of the panel.
  private var groups: [PanelGroup] {
    let present = Set(record.readings.filter { $0.implied != nil }.compactMap { context.member($0.id)?.group })
    return PanelGroup.allCases.filter(present.contains)
  }

  private var attributionCaption: String {
    guard let start = record.measurement.start?.score, let attacked = record.measurement.attacked?.score else {
      return
        "Where the change of score came from, by feature of the metric\(context.unit.isEmpty ? "" : ", in\(context.unit)")."
    }
    return
      "Where the change of \(context.change(attacked - start))\(context.unit) from the start came from, by feature of the metric."
      + (record.measurement.attribution[.clipping] == nil ? "" : " Clipping: what the score's range cut off.")
  }

  private var ladders: Markup {
    let plots = PanelGroup.allCases.flatMap { group in context.header.panel.filter { $0.group == group } }
      .compactMap { LadderFigure(context: context, record: record, member: $0).markup }
    guard !plots.isEmpty else { return .empty }
    let codecs = context.ladders(of: key.image).map(\.codec)
    return tag("details", ["class": "ladders"]) {
      tag("summary") { "The honest ladders of this image, for each panel metric" }
      tag("p", ["class": "note"]) {
        "Score against the member's value: "
        for (index, codec) in codecs.enumerated() {
          tag("span", ["class": "key ladder-\(index)"]) {
            "\(index == 0 ? "solid" : index == 1 ? "dashed" : "dotted") \(codec)"
          }
          index + 1 < codecs.count ? ", " : ". "
        }
        "The case stands above its ladder by its inflation."
      }
      tag("div", ["class": "plots"]) { plots }
    }
  }

  private func figure(_ role: PictureRole) -> Markup {
    tag("figure", ["data-role": role.rawValue]) {
      switch pictures[role] {
      case .here(let picture, let id):
        Markup.embedded(
          [
            "id": id, "class": "picture", "alt": alternative(role), "width": "\(picture.width)",
            "height": "\(picture.height)", "decoding": "async",
          ], mediaType: picture.mediaType, bytes: picture.bytes)
      case .above(_, let id):
        tag("a", ["class": "same", "href": "#\(id)", "data-same": id, "data-alt": alternative(role)]) {
          "The same picture stands above."
        }
      case .leftOut, nil: Markup.empty
      }
      tag("figcaption") { caption(role) }
    }
  }

  private func alternative(_ role: PictureRole) -> String {
    switch role {
    case .reference: "Reference: \(key.image)"
    case .start: "Start: \(key.image) as \(key.start ?? "")"
    case .attacked: "Attacked: \(key.image) after \(context.title(ofAttack: key.attack))"
    }
  }

  @MarkupBuilder private func caption(_ role: PictureRole) -> [Markup] {
    switch role {
    case .reference: tag("strong") { "Reference" }
    case .start:
      tag("strong") { "Start" }
      if let score = record.measurement.start?.score { " scores \(context.score(score))" }
      if let inflation = record.startInflation { ", inflation \(context.change(inflation))" }
    case .attacked:
      tag("strong") { "Attacked" }
      if let score = record.measurement.attacked?.score { " scores \(context.score(score))" }
      if let implied = record.implied { ", looks like \(record.atLeast ? "at most " : "")\(context.score(implied))" }
    }
    if let picture = placed(role), let origin = picture.cropOrigin {
      " — part of \(picture.width)×\(picture.height) at (\(origin.x), \(origin.y))"
    }
    if let path = record.measurement.pictures[role] {
      " "
      tag("a", ["href": path, "class": "file"]) { "file" }
    }
  }

  private func placed(_ role: PictureRole) -> EmbeddedPicture? {
    switch pictures[role] {
    case .here(let picture, _), .above(let picture, _): picture
    case .leftOut, nil: nil
    }
  }
}
