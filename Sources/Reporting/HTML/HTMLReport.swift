import AuditRecord
import Foundation

/// `index.html`: the report for people, one file that asks nobody for anything.
public enum HTMLReport {
  /// What a page may hold.
  public struct Options: Sendable {
    /// The largest page, in characters. Reports of 100 MB do not open.
    public var sizeBudget: Int
    /// How many cases are shown with pictures at most.
    public var mostWorstCases: Int

    /// States options.
    public init(sizeBudget: Int = 15_000_000, mostWorstCases: Int = 12) {
      self.sizeBudget = sizeBudget
      self.mostWorstCases = mostWorstCases
    }
  }

  /// The whole page.
  public static func render(
    _ record: RunRecord, pictures: any PictureSource, options: Options = Options()
  ) throws -> String {
    let context = ReportContext(record)
    let table = CasesSection(context: context)
    let before: [(any ReportSection)?] = [
      InputsSection(context: context), ReadingSection(context: context), AttacksSection(context: context),
    ]
    let fusion = record.fusion.map { FusionSection(record: $0) }
    let after: [any ReportSection] = [table] + [fusion].compactMap { $0 } + [MethodSection(context: context)]
    let top = before.compactMap { $0 }.map { (section: $0, html: $0.markup.html) }
    let bottom = after.map { (section: $0, html: $0.markup.html) }
    let data = try pageData(context, cases: table.shown)

    // Pictures take what the rest leaves.
    let text = (top + bottom).reduce(data.count + Self.frame) { $0 + $1.html.utf8.count }
    let worst = WorstCasesSection(
      context: context, pictures: pictures,
      budget: options.sizeBudget - text, most: options.mostWorstCases)
    let middle = [worst].compactMap { $0 }.map { (section: $0 as any ReportSection, html: $0.markup.html) }

    let sections = top + middle + bottom
    return ReportPage(
      title: "Audit of \(context.metric.title): \(record.header.suite)", head: VerdictHead(context: context).markup,
      contents: sections.map { ($0.section.id, $0.section.title) }, sections: sections.map(\.html),
      foot: ReportPage.foot(
        madeBy: "\(context.header.toolVersion) from the run's record", numbersIn: ReportPage.runFiles), data: data
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
