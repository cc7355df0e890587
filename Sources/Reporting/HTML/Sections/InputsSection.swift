import Scoring

/// Inputs that could not be read, each with its reason.
struct InputsSection: ReportSection {
  let context: ReportContext
  let id = "inputs"
  let title = "Inputs that could not be read"

  /// Cases of inputs that never became an image.
  private var unread: [CaseRecord] { context.record.cases.filter { $0.measurement.key.isInput } }

  /// Nil when every input could be read.
  init?(context: ReportContext) {
    self.context = context
    if unread.isEmpty { return nil }
  }

  var body: Markup {
    tag("ul", ["class": "inputs"]) {
      for record in unread {
        tag("li", ["id": record.measurement.key.anchor]) {
          context.standing(record).chip
          " "
          tag("strong") { record.measurement.key.image }
          " — \(CaseWords.reason(record, header: context.header) ?? "no reason given")"
        }
      }
    }
  }
}
