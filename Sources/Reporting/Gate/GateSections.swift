import Scoring

extension GateRecord {
  /// What could not be used.
  var inputsSection: RecordSection {
    RecordSection("inputs", "What was compared") { _ in
      let unused = pictures.count { !$0.isUsed }
      let failures = GateWords.problems(self).map(\.sentence)
      return tag("div") {
        tag("p") {
          "\(pictures.count - unused) pictures were used, \(unused) could not be, and "
            + "\(leftOut) had nothing to be compared with at equal bits. "
          header.bitsKnown
            ? "Changes are read at equal bits."
            : "The sizes of the bitstreams are not known: pictures were taken as equal in bits."
        }
        let notes = GateWords.notes(self)
        if !notes.isEmpty { tag("ul", ["class": "note"]) { for note in notes { tag("li") { note } } } }
        if !failures.isEmpty { tag("ul") { for failure in failures { tag("li") { failure } } } }
        if let unsteady { tag("ul") { for curve in unsteady { tag("li") { GateWords.unsteady(curve) } } } }
      }
    }
  }

  /// Changes over images, per rate and together.
  var changesSection: RecordSection {
    RecordSection("changes", "Change from baseline to candidate") { title in
      numbersTable(
        title,
        caption: overall.hasIntervals
          ? "Medians over images with 95 % intervals, in points of \(header.run.metric.title)."
          : "Medians over images, in points of \(header.run.metric.title). "
            + "\(IntervalWords.noneFirst): it is judged by their smallest and largest change.",
        head: ["Rate", "Finding", "Images", "Metric"] + PanelGroup.allCases.map(\.title),
        rows: (rates + [overall]).map { judgement in
          [
            rowHeading(judgement.rate?.rawValue ?? "all rates"), textCell(judgement.signedRule(in: header)),
            numberCell("\(judgement.images)"), intervalCell(judgement.metric),
          ] + PanelGroup.allCases.map { intervalCell(judgement.groups[$0], bound: judgement.bounded?[$0]) }
        })
    }
  }

  /// Changes per image, the ones that moved most first.
  var imagesSection: RecordSection {
    RecordSection("images", "By image") { title in
      let sorted = imageChanges.sorted { ($0.excess ?? $0.metric, $1.image) > ($1.excess ?? $1.metric, $0.image) }
      let shown = Dictionary(grouping: pictures.filter { $0.path != nil }, by: \.image)
      return numbersTable(
        title, caption: "Means over rates; those whose metric gained most beyond the panel stand first.",
        head: ["Image", "Metric"] + PanelGroup.allCases.map(\.title) + ["Pictures"],
        rows: sorted.map { change in
          [rowHeading(change.image), numberCell(NumberText.signed(change.metric, 2))]
            + groupCells(change.groups, bounded: change.bounded) + [links(shown[change.image] ?? [])]
        })
    }
  }

  private func links(_ pictures: [GatePicture]) -> Markup {
    tag("td", ["class": "text"]) {
      for picture in pictures {
        if let path = picture.path {
          tag("a", ["href": path]) { "\(picture.side.rawValue) \(picture.rate)" }
          " "
        }
      }
    }
  }
}

/// Rate differences at equal quality.
struct GateSavingsSection: ReportSection {
  let record: GateRecord
  let id = "rate"
  let title = "Rate at equal quality"

  var body: Markup {
    guard record.savings.contains(where: { $0.percent != nil }) else {
      return tag("p") { "No rate difference could be computed: it needs sizes and four rates that overlap in quality." }
    }
    return numbersTable(
      title,
      caption: "Bjøntegaard rate differences, the mean over images; negative saves rate. Nothing is extrapolated.",
      head: ["Metric", "Group", "Rate", "Images", "Left out"],
      rows: record.savings.map { saving in
        [
          rowHeading(title(saving.id)), tag("td") { group(saving.id) },
          numberCell(saving.percent.map { "\(NumberText.signed($0, 2)) %" } ?? ""),
          numberCell("\(saving.images)"),
          textCell(refused(saving)),
        ]
      })
  }

  private func refused(_ saving: GateRateSaving) -> String {
    saving.refused.map { (why: GateWords.refusal($0.key), images: $0.value) }.sorted { $0.why < $1.why }
      .map { "\($0.images): \($0.why)" }.joined(separator: "; ")
  }

  private func title(_ id: String) -> String {
    ([record.header.run.metric] + record.header.run.panel).first { $0.id == id }?.title ?? id
  }

  private func group(_ id: String) -> String {
    guard let info = record.header.run.panel.first(where: { $0.id == id }), let group = info.group else {
      return id == record.header.run.metric.id ? "audited" : ""
    }
    return info.votes ? group.title : "\(group.title), no vote"
  }
}

extension GateRecord {
  /// How the judgement is made, with its limits.
  var methodSection: RecordSection {
    RecordSection("method", "How this is judged") { _ in
      let bands = header.bands
      let falls = PanelGroup.allCases.compactMap { group in
        bands.groupFall[group].map { "\(group.title) \(NumberText.fixed($0, 2))" }
      }.joined(separator: ", ")
      let few = RunSummary.leastImagesOfAnInterval
      return tag("div") {
        tag("p") {
          "Each reference metric's value is turned into points of the audited metric by honest encodes of the same image. "
          "A candidate has gamed the metric when the metric rose by more than \(NumberText.plain(bands.metricRise)), no "
          "group of the panel rose, and at least one fell, its whole interval (with fewer than \(few) images: on every "
          "image), beyond what honest changes do (\(falls)); or when three groups did. "
          "Where one group fell so far and another rose, the finding is contested. "
          "A gain is unearned when it exceeds every group's by more than \(NumberText.plain(bands.excess))."
        }
        tag("p") {
          GateWords.falseAlarms(header)
          overall.smallestVisible.map {
            "The smallest gaming that these images could have shown is \(NumberText.fixed($0, 2)) points. "
          } ?? ""
          overall.imagesNeeded.map { "About \($0) images would decide it." } ?? ""
        }
      }
    }
  }
}
