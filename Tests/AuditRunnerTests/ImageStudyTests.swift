import AuditRecord
import Foundation
import HonestCodecs
import ImageFiles
import QualityMetrics
import Raster
import RunStorage
import Scenes
import Synchronization
import TestSupport
import Testing

@testable import AuditRunner

@Suite("An image's study") struct ImageStudyTests {
  private let folder: StudyFolder

  init() throws { folder = try StudyFolder() }

  private func study(
    _ item: Dataset.Item, metric: LumaMetric = LumaMetric(), panel: [any QualityMetric] = [], rungs: Int = 4,
    starts: Set<StartSpec> = [], smallestSide: Int = 16, reducesDepth: Bool = false, keeps: Bool = true
  ) async throws -> Result<ImageStudy, StudyFailure> {
    let dataset = Dataset(items: [item], skippedFiles: 0, names: [])
    let ladders = rungs > 0 ? [Suite.Ladder(codec: .jpeg, rungs: rungs)] : []
    let plan = StudyPlan(
      metric: metric, panel: panel, ladders: ladders, pictures: keeps ? PictureFolder(root: folder.path) : nil,
      reducesDepth: reducesDepth, smallestSide: smallestSide)
    let header = RunHeader(
      .audit, metric: metric, panel: panel, suite: "", ladders: ladders, dataset: dataset,
      work: WorkRequest(output: nil, jobs: 1, seed: 1, startedAt: ""))
    let preparation = StudyPreparation(plan: plan, header: header, refusal: { _, _ in nil })
    return try await preparation.study(item, known: [], starts: starts, width: 1, inTurn: false)
  }

  private func fingerprint(_ path: String) throws -> String { InputFingerprint.of(try ImageReader.bytes(path: path)) }

  // MARK: - What is read

  @Test func theFingerprintIsOfTheBytesThatWereDecoded() throws {
    let item = try folder.images("a.png").items[0]
    let source = ImageSource.read(item, takesStreams: false)
    #expect(source.input == (try fingerprint("\(folder.path)/a.png")))
    #expect(try source.still.get().image == ImageReader.read(path: "\(folder.path)/a.png").image)
    // Bytes that are no picture have one, too.
    try Data("no picture".utf8).write(to: URL(fileURLWithPath: "\(folder.path)/a.png"))
    let broken = ImageSource.read(item, takesStreams: false)
    #expect(broken.input == (try fingerprint("\(folder.path)/a.png")))
    #expect(throws: StudyFailure.self) { try broken.still.get() }
  }

  private final class Flag: Sendable {
    private let state = Mutex(false)
    var isUp: Bool { state.withLock { $0 } }
    func raise() { state.withLock { $0 = true } }
  }

  /// A file that changes while it is read is one or the other, pixels and fingerprint alike.
  @Test func fingerprintAndPixelsAreOfOneReading() async throws {
    let items = try folder.images("one.png", "other.png", side: 24).items
    var known: [String: String] = [:]
    for item in items {
      let source = ImageSource.read(item, takesStreams: false)
      known[try source.still.get().fingerprint] = source.input
    }
    #expect(known.count == 2)
    let path = folder.path
    try AtomicFile.write(try ImageReader.bytes(path: "\(path)/one.png"), to: "\(path)/changing.png")
    let isOver = Flag()
    let changes = Task.detached {
      var count = 0
      while !isOver.isUp {
        let next = ["one.png", "other.png"][count % 2]
        try AtomicFile.write(try ImageReader.bytes(path: "\(path)/\(next)"), to: "\(path)/changing.png")
        count += 1
      }
    }
    let changing = Dataset.Item(name: "changing.png", source: .file(path: "\(path)/changing.png"))
    var seen: Set<String> = []
    let end = ContinuousClock.now + .seconds(60)
    var attempt = 0
    while attempt < 1000 || seen.count < 2 && ContinuousClock.now < end {
      attempt += 1
      await Task.yield()
      let source = ImageSource.read(changing, takesStreams: false)
      guard case .success(let picture) = source.still else { continue }
      seen.insert(picture.fingerprint)
      #expect(source.input == known[picture.fingerprint])
    }
    isOver.raise()
    try await changes.value
    #expect(seen.count == 2, "the file has changed under the reader")
  }

  @Test func scenesHaveNoFingerprintAndStreamsThatOfTheirPixels() throws {
    let scene = ImageSource.read(Dataset.Item(name: "s", source: .scene(.harbour)), takesStreams: true)
    #expect(scene.input == nil && (try? scene.still.get()) != nil)
    let image = TestScene.image(width: 32, height: 32, seed: 1)
    let path = "\(folder.path)/a.y4m"
    try AtomicFile.write(try Y4MWriter.encode([BT709.picture(image)]), to: path)
    let item = Dataset.Item(name: "a.y4m", source: .file(path: path))
    let stream = ImageSource.read(item, takesStreams: true)
    let still = try stream.still.get()
    #expect(stream.input == "pixels-\(still.fingerprint)" && still.hasOwnPlanes)
    #expect(InputFingerprint.of(item, takesStreams: true) == stream.input)
    #expect(throws: StudyFailure.self) { try ImageSource.read(item, takesStreams: false).still.get() }
  }

  // MARK: - What is measured

  @Test func imagesBelowTheSizeAreNotMeasured() async throws {
    for (width, height, smallest) in [(40, 30, 31), (30, 40, 31)] {
      let image = TestScene.image(width: width, height: height, seed: 1)
      try PNGWriter.write(image, to: "\(folder.path)/a.png")
      let item = Dataset.Item(name: "a.png", source: .file(path: "\(folder.path)/a.png"))
      let metric = LumaMetric()
      guard case .failure(let failure) = try await self.study(item, metric: metric, smallestSide: smallest) else {
        Issue.record("\(width)×\(height) is below \(smallest)")
        continue
      }
      #expect(failure.kind == .tooSmall && failure.reason == "\(width)×\(height) is smaller than 31×31")
      #expect(failure.size?.width == width && failure.size?.height == height)
      #expect(failure.input == (try fingerprint("\(folder.path)/a.png")))
      #expect(metric.log.preparations == 0)
      let fits = try await self.study(item, smallestSide: 30).get()
      #expect(fits.reference == image)
    }
  }

  /// The audited metric sees every encode once, however often the search comes back to it, and the panel the rungs alone.
  @Test func everyEncodeIsScoredOnce() async throws {
    let item = try folder.images("a.png").items[0]
    let (metric, member) = (LumaMetric(), LumaMetric(id: "half", scale: 0.5, bytesPerPixel: 1))
    let study = try await self.study(item, metric: metric, panel: [member], rungs: 6).get()
    let ladder = try #require(study.ladders.first)
    #expect(ladder.rungs.count == 7 && ladder.rungs.last?.quality == nil)
    let scored = metric.log.pictures
    #expect(scored.count == Set(scored).count, "no picture was scored twice")
    #expect(scored.count > 7 && scored.count < 40)
    // And the rungs again whose tone differs, with it matched.
    let matched = ladder.rungs.count { $0.tone != nil }
    #expect(member.log.pictures.count == 7 + matched && Set(member.log.pictures).intersection(scored).count == 7)
    #expect(metric.log.preparations == 1 && member.log.preparations == 1)
    // And what stands in the record is what the encodes give.
    for rung in ladder.rungs.dropLast() {
      let quality = Int(try #require(rung.quality))
      let encode = try HonestCodec.jpeg.encode(study.reference, quality: quality)
      let prepared = try LumaMetric().prepare(BT709.picture(study.reference))
      let evaluation = try prepared.evaluate(BT709.picture(try encode.image()))
      #expect(rung.score == evaluation.score && rung.features == evaluation.features)
      #expect(rung.bytes == encode.byteCount && rung.panel["half"] == rung.score / 2)
    }
  }

  // MARK: - Starts

  @Test func startsAreTheFilesThatWereWritten() async throws {
    let item = try folder.images("a.png").items[0]
    let jpeg = StartSpec.encode(.jpeg, quality: 20)
    let study = try await self.study(item, rungs: 0, starts: [.reference, jpeg]).get()
    let own = try #require(study.starts[.reference])
    #expect(own.path == study.referencePath && own.image == study.reference && own.scored.score == 0)
    let start = try #require(study.starts[jpeg])
    #expect(start.path == "images/a.png/jpeg~20.png" && start.scored.score < 0)
    for (path, image) in [(start.path, start.image), (study.referencePath, study.reference)] {
      #expect(try ImageReader.read(path: "\(folder.path)/\(try #require(path))").image == image)
    }
    #expect(study.starts.count == 2)
    let unkept = try await self.study(item, rungs: 0, starts: [jpeg], keeps: false).get()
    #expect(unkept.referencePath == nil && unkept.starts[jpeg]?.path == nil)
    #expect(unkept.starts[jpeg]?.image == start.image)
  }

  /// A reference of 16 bits is no start itself: what attacks begin from has 8, and stands beside it.
  @Test func aDeepReferenceIsKeptBesideItsStart() async throws {
    let item = try folder.images("a.png", bitDepth: 16).items[0]
    let study = try await self.study(item, rungs: 0, starts: [.reference]).get()
    let start = try #require(study.starts[.reference])
    #expect(study.reference.bitDepth == 16 && start.image.bitDepth == 8 && start.path != study.referencePath)
    #expect(try ImageReader.read(path: "\(folder.path)/\(try #require(study.referencePath))").image == study.reference)
    #expect(try ImageReader.read(path: "\(folder.path)/\(try #require(start.path))").image == start.image)
    let reduced = try await self.study(item, rungs: 0, reducesDepth: true).get()
    #expect(reduced.reference == study.reference.reducedTo8Bits)
  }
}
