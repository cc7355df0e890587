import AuditRecord
import RunStorage

/// What a command can have carried out: an experiment of any kind.
public protocol Performable: Sendable {
  /// Measures every image and concludes; the reports are not written yet.
  /// - Parameters:
  ///   - work: how to work; the same as the experiment was made for.
  ///   - report: is told what happens, in the order in which it is recorded.
  /// - Throws: `AuditError`
  func perform(_ work: WorkRequest, report: @escaping (StudyEvent) -> Void) async throws(AuditError) -> Conclusion
}

/// What a command does with studies: which pieces of work an image has, and what each comes to. How images are read, how
/// work is scheduled and how lines are kept is the same for all.
protocol Experiment: Performable {
  /// A line of its record.
  associatedtype Line: RecordLine
  /// A piece of work on an image.
  associatedtype Job: Sendable
  /// What its pieces of work share beside the study.
  associatedtype Prepared: Sendable

  /// What was asked.
  var header: RunHeader { get }
  /// What it wants of every image.
  var plan: StudyPlan { get }
  /// The images; a shard takes its own part of them.
  var items: [Dataset.Item] { get }

  /// The pieces of work on an image.
  func jobs(of image: String) -> [Job]
  /// The line that a piece of work comes to.
  func key(of job: Job, image: String) -> Line.Key
  /// What pieces of work begin from.
  func starts(of jobs: [Job]) -> Set<StartSpec>
  /// Which piece of work a line is of, for progress; empty for the image as a whole.
  func part(of line: Line) -> String
  /// What went wrong in a line, for progress; nil where nothing did.
  func problem(of line: Line) -> String?
  /// What tells whether an item's inputs are still those that were measured.
  func input(of item: Dataset.Item) -> String?
  /// The same of what was studied, as its ladders and lines say it.
  func input(of study: ImageStudy, _ prepared: Prepared) -> String?
  /// Ladders of an image that are known from elsewhere.
  func knownLadders(of image: String) -> [LadderRecord]
  /// Why a picture that could be read is refused; nil for one that is not.
  func refusal(of still: Still, image: String) -> String?
  /// Computes what the pieces of work share.
  func prepare(_ study: ImageStudy, for jobs: [Job]) throws -> Prepared
  /// Does a piece of work. What only this piece cannot do is in its line.
  /// - Throws: `AuditError` when the run itself cannot go on.
  func line(for job: Job, on study: ImageStudy, _ prepared: Prepared) async throws -> Line
  /// The lines of an image that could not be studied.
  func lines(for failure: StudyFailure, of image: String, jobs: [Job]) -> [Line]
  /// The line that is made when all others of an image are there; nil when it has none.
  func closingKey(of image: String) -> Line.Key?
  /// Makes that line.
  func closingLine(on study: ImageStudy, _ prepared: Prepared, lines: [Line]) throws -> Line?
  /// What the lines amount to: a function of the record alone.
  /// - Throws: `AuditError.input` for a record of another kind.
  static func conclusion(of run: RunFolder<Line>) throws(AuditError) -> Conclusion
}

extension Experiment {
  /// Measures every image and concludes.
  public func perform(
    _ work: WorkRequest, report: @escaping (StudyEvent) -> Void
  ) async throws(AuditError) -> Conclusion {
    try Self.conclusion(of: try await StudyScheduler.perform(self, work, report: report))
  }

  func problem(of line: Line) -> String? { nil }
  func starts(of jobs: [Job]) -> Set<StartSpec> { [] }
  func input(of item: Dataset.Item) -> String? { InputFingerprint.of(item, takesStreams: plan.takesStreams) }
  func input(of study: ImageStudy, _ prepared: Prepared) -> String? { study.input }
  func knownLadders(of image: String) -> [LadderRecord] { [] }
  func refusal(of still: Still, image: String) -> String? { nil }
  func closingKey(of image: String) -> Line.Key? { nil }
  func closingLine(on study: ImageStudy, _ prepared: Prepared, lines: [Line]) throws -> Line? { nil }
}

extension Experiment where Prepared == Void {
  func prepare(_ study: ImageStudy, for jobs: [Job]) {}
}

/// One piece of work an image.
extension Experiment where Job == Void, Line.Key == LineKey {
  func jobs(of image: String) -> [Void] { [()] }
  func key(of job: Void, image: String) -> LineKey { Line.failureKey(of: image) }
}

extension Experiment where Line.Key == LineKey {
  func part(of line: Line) -> String { line.key.part ?? "" }
}

/// How a command works, whatever it does.
public struct WorkRequest: Sendable {
  /// The folder that receives the record, the pictures and the reports; nil to keep nothing.
  public var output: String?
  /// How many pieces of work may be in work at a time.
  public var jobs: Int
  /// Bytes of memory that may be filled; nil for two thirds of what there is.
  public var memory: Int?
  /// Where all random numbers come from.
  public var seed: UInt64
  /// Whether to go on with the run that is in `output`.
  public var resume: Bool
  /// Whether an unfinished run that is in `output` may be replaced.
  public var fresh = false
  /// Which part of the images to take; nil for all.
  public var shard: Shard?
  /// When the run begins: ISO 8601, UTC.
  public var startedAt: String

  /// States a request.
  public init(
    output: String?, jobs: Int, memory: Int? = nil, seed: UInt64, resume: Bool = false, shard: Shard? = nil,
    startedAt: String
  ) {
    self.output = output
    self.jobs = max(jobs, 1)
    self.memory = memory
    self.seed = seed
    self.resume = resume
    self.shard = shard
    self.startedAt = startedAt
  }
}

extension StudyFailure {
  /// The reason as a sentence that names the image.
  func naming(_ image: String) -> String { description.contains(image) ? description : "\(image): \(description)" }
}

extension RunFolder {
  /// The lines in the order of the header's images, then by key.
  var inOrder: [Line] {
    let byImage = Dictionary(grouping: lines, by: \.image)
    return header.images.flatMap { byImage[$0] ?? [] }
  }
}

extension RunFolder where Line.Key == LineKey {
  /// The lines in the order of the header's images, then of `parts`; after these what is none of them, by key.
  func inOrder(ofParts parts: [String]) -> [Line] {
    let order = Dictionary(parts.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    func place(_ line: Line) -> Int { line.key.part.flatMap { order[$0] } ?? parts.count }
    return inOrder.enumerated().sorted { a, b in
      a.element.image == b.element.image ? place(a.element) < place(b.element) : a.offset < b.offset
    }.map(\.element)
  }
}
