import Foundation
import ImageFiles
import QualityMetrics
import Raster
import Scenes
import TestSupport
import Testing

@testable import AuditRunner

@Suite("Memory") struct MemoryBudgetTests {
  /// A budget of a thousand bytes a pixel and image (two hundred in turn), and half as many a job.
  static func budget(bytes: Int, installed: Int? = nil, jobs: Int = 2) -> MemoryBudget {
    let bytes = bytes + MemoryBudget.program
    return MemoryBudget(
      installed: installed.map { $0 + MemoryBudget.program } ?? bytes, bytes: bytes, perImage: 1000,
      perImageInTurn: 200, perJob: 500, jobs: jobs)
  }

  @Test func anotherImageIsTakenAsLongAsThereIsRoom() {
    // 3000 pixels at 1000, and two jobs on the largest image, of 2000 pixels, at 500.
    let budget = Self.budget(bytes: 3_000_000 + 2 * 1_000_000)
    #expect(budget.admits(pixels: 1000, beside: [2000]))
    #expect(!budget.admits(pixels: 1001, beside: [2000]))
    #expect(!budget.admits(pixels: 1000, beside: [2000, 10]))
    #expect(budget.admits(pixels: 990, beside: [2000, 10]))
  }

  /// Fewer jobs where memory takes no more, at least one.
  @Test func jobsAreAsManyAsFit() {
    let budget = Self.budget(bytes: 1000 * 1000 + 3 * 500 * 1000, jobs: 8)
    #expect(budget.jobs(beside: [1000]) == 3)
    #expect(budget.jobs(beside: [100]) == 8)
    #expect(budget.jobs(beside: [1000, 500]) == 2)
    #expect(budget.jobs(beside: [4000]) == 1)
    #expect(budget.jobs(beside: []) == 8)
  }

  /// An image whose whole panel does not fit beside one job takes turns; the next fits.
  @Test func membersTakeTurnsWhereTheWholePanelDoesNotFit() {
    let budget = Self.budget(bytes: 1500 * 1000)
    #expect(!budget.mustTakeTurns(pixels: 1000) && budget.mustTakeTurns(pixels: 1001))
    #expect(budget.objection(to: 1001) == nil)
  }

  @Test func anImageThatNeedsMoreThanThereIsIsRefused() throws {
    let budget = Self.budget(bytes: 8_000_000_000, installed: 12_000_000_000)
    // 700 bytes a pixel in turn.
    #expect(budget.objection(to: 11_000_000) == nil)
    let heavy = try #require(budget.objection(to: 14_000_000))
    #expect(!heavy.isRefused)
    #expect(heavy.text == "14.0 megapixels need about 9.8 GB with this panel, and there are 12.0 GB")
    let refused = try #require(budget.objection(to: 18_000_000))
    #expect(refused.isRefused && refused.text.hasPrefix("18.0 megapixels need about 12.6 GB"))
    #expect(refused.text.contains("smaller panel"))
  }

  private func plan(_ panel: [any QualityMetric]) -> StudyPlan {
    StudyPlan(metric: PSNR(), panel: panel, ladders: [], smallestSide: 1)
  }

  @Test func aSmallerPanelNeedsLess() {
    let whole = MemoryBudget(of: plan(MetricRegistry.panel), memory: 1_000_000_000, jobs: 1)
    let both = MemoryBudget(
      of: plan([PSNR(), Butteraugli(.threeNorm), Butteraugli(.maximum)]), memory: 1_000_000_000, jobs: 1)
    let one = PreparedMetrics.bytesPerPixel([Butteraugli(.maximum)])
    #expect(one > 0)
    #expect(
      both.perImage == MemoryBudget.withoutPanel + PreparedMetrics.bytesPerPixel([Butteraugli(.maximum), PSNR()]))
    #expect(whole.perImage > 2 * both.perImage)
    // In turn, the largest computation is what counts.
    #expect(both.perImageInTurn == MemoryBudget.withoutPanel + one)
    #expect(whole.perImageInTurn >= both.perImageInTurn && whole.perImageInTurn < whole.perImage / 2)
    #expect(whole.bytes == 1_000_000_000 && whole.installed == 1_000_000_000)
    let machine = MemoryBudget(of: plan([]), memory: nil, jobs: 0)
    #expect(machine.installed == MemoryBudget.ofThisMachine && machine.bytes == machine.installed / 3 * 2)
    #expect(machine.jobs == 1)
  }

  @Test func aMachineHasSome() {
    let installed = MemoryBudget.ofThisMachine
    #expect(installed > 150_000_000)
    #expect(installed <= Int(clamping: ProcessInfo.processInfo.physicalMemory))
  }
}

@Suite("Images in memory") struct ImagesInMemoryTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "audit-test-\(UUID().uuidString)")

  /// Images of 1000 pixels as files.
  private func items(_ names: String...) throws -> [Dataset.Item] {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return try names.map { name in
      let file = folder.appending(path: "\(name).png").path
      try PNGWriter.write(TestScene.image(width: 40, height: 25, seed: 1), to: file)
      return Dataset.Item(name: name, source: .file(path: file))
    }
  }

  @Test func anImageLeavesWithItsLastPiece() throws {
    let items = try items("a", "b")
    var images = ImagesInMemory(budget: MemoryBudgetTests.budget(bytes: 1500 * 1000 + 2 * 1000 * 500))
    func admit(_ index: Int) -> ImagesInMemory.Room? { images.admit(items[index], pieces: 2) }
    let first = try #require(admit(0))
    #expect(first.jobs == 2 && !first.inTurn && first.objection == nil)
    #expect(admit(1) == nil)
    #expect(!images.isLast("a"))
    images.release("a")
    #expect(images.isLast("a"))
    #expect(admit(1) == nil)
    images.remove("a")
    #expect(admit(1) != nil)
  }

  /// Beside an image that takes turns no other is prepared, and one piece of work is done at a time.
  @Test func anImageInTurnIsAlone() throws {
    let items = try items("a", "b") + [Dataset.Item(name: "scene", source: .scene(.harbour))]
    var images = ImagesInMemory(budget: MemoryBudgetTests.budget(bytes: 1400 * 1000, jobs: 4))
    func admit(_ index: Int) -> ImagesInMemory.Room? { images.admit(items[index], pieces: 3) }
    let room = try #require(admit(0))
    #expect(room.inTurn && room.jobs == 1 && room.objection == nil && images.jobs == 1)
    #expect(admit(2) == nil, "not even a small one")
    images.remove("a")
    #expect(images.jobs == 4)
    #expect(admit(2)?.jobs == 4)
  }

  @Test func theFirstIsAlwaysTakenAndJudged() throws {
    let items = try items("a")
    var images = ImagesInMemory(budget: MemoryBudgetTests.budget(bytes: 600 * 1000, jobs: 4))
    let room = images.admit(items[0], pieces: 1)
    #expect(room?.objection?.isRefused == true)
  }

  @Test func aFileSaysHowManyPixelsItHasBeforeItIsRead() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appending(path: "a.png").path
    try PNGWriter.write(TestScene.image(width: 33, height: 20, seed: 1), to: file)
    #expect(ImageReader.declaredPixels(path: file) == 660)
    try Data("no picture".utf8).write(to: URL(filePath: file))
    #expect(ImageReader.declaredPixels(path: file) == nil)
    #expect(ImageReader.declaredPixels(path: file + "x") == nil)
  }
}
