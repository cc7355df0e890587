import Foundation
import Scoring

/// `index.html`: the report for people, one file that asks nobody for anything.
public enum HTMLReport {
  /// How many cases are shown with pictures at most.
  static let mostWorstCases = 12

  /// The whole page.
  /// - Parameter sizeBudget: the largest page, in characters. Reports of 100 MB do not open.
  public static func render(
    _ record: RunRecord, pictures: any PictureSource, sizeBudget: Int = 15_000_000
  ) throws -> String {
    let context = ReportContext(record)
    let table = CasesSection(context: context)
    let before: [(any ReportSection)?] = [
      InputsSection(context: context), ReadingSection(context: context), AttacksSection(context: context),
    ]
    let fusion = record.fusion.map { FusionSection(record: $0) }
    let after: [any ReportSection] = [table] + [fusion].compactMap { $0 } + [MethodSection(context: context)]
    let top = before.compactMap { $0 }.map(WrittenSection.init)
    let bottom = after.map(WrittenSection.init)
    let data = try pageData(context, cases: table.shown)

    // Pictures take what the rest leaves.
    let text = (top + bottom).reduce(data.count + Self.frame) { $0 + $1.html.utf8.count }
    let worst = WorstCasesSection(
      context: context, pictures: pictures,
      budget: sizeBudget - text, most: mostWorstCases)

    return ReportPage(
      title: "\(record.standing.words) · Audit of \(context.metric.title): \(record.header.suite)",
      head: VerdictHead(context: context).markup,
      sections: top + [worst].compactMap { $0 }.map { WrittenSection($0) } + bottom,
      foot: ReportPage.foot(
        madeBy: "\(context.header.toolVersion) from the run's record", numbersIn: ReportPage.runFiles),
      unfinished: record.unfinished, data: data
    ).html
  }

  /// Style sheets, scripts, head and foot, in characters.
  private static let frame = 60_000

  private static func pageData(_ context: ReportContext, cases: [CaseRecord]) throws -> Data {
    let header = context.header
    let details = cases.map { ($0.measurement.key.anchor, CaseDetails($0, header: header)) }
    return try PageData.encoder.encode(
      PageData(
        decimals: context.metric.decimals,
        members: Dictionary(
          header.panel.map { ($0.id, PageData.Member(title: $0.title, group: $0.group?.title, votes: $0.votes)) },
          uniquingKeysWith: { first, _ in first }),
        attacks: Dictionary(
          header.attacks.map { ($0.name, context.title(ofAttack: $0.name)) }, uniquingKeysWith: { first, _ in first }),
        cases: Dictionary(details, uniquingKeysWith: { first, _ in first })))
  }
}
