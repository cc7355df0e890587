import Foundation
import ImageFiles
import QualityMetrics
import Raster
import TestSupport
import Testing

@testable import AuditRunner

@Suite("Memory") struct MemoryBudgetTests {
  /// A budget of a thousand bytes a pixel and image, and half as many a job.
  func budget(bytes: Int, jobs: Int = 2) -> MemoryBudget {
    MemoryBudget(installed: (bytes + MemoryBudget.program) / 2 * 3, perImage: 1000, perJob: 500, jobs: jobs)
  }

  @Test func theFirstImageIsTakenAndOthersAsLongAsThereIsRoom() {
    // 3000 pixels at 1000, and two jobs on the largest image at 500.
    let budget = budget(bytes: 3_000_000 + 2 * 1_000_000)
    #expect(budget.admits(pixels: 1_000_000, beside: []))
    #expect(budget.admits(pixels: 1000, beside: [2000]))
    #expect(!budget.admits(pixels: 1010, beside: [2000]))
    #expect(!budget.admits(pixels: 1000, beside: [2000, 10]))
  }

  @Test func anImageThatNeedsMoreThanThereIsIsRefusedByName() throws {
    let budget = MemoryBudget(installed: 16_000_000_000, perImage: 300, perJob: 150, jobs: 2)
    #expect(budget.objection(to: 12_000_000, name: "a.png") == nil)
    let heavy = try #require(budget.objection(to: 20_000_000, name: "b.png"))
    #expect(!heavy.isRefused)
    #expect(
      heavy.text == "b.png: 20.0 megapixels need about 12.0 GB with this panel and 2 jobs, and there are 16.0 GB")
    let refused = try #require(budget.objection(to: 30_000_000, name: "c.png"))
    #expect(refused.isRefused)
    #expect(refused.text.hasPrefix("c.png: 30.0 megapixels need about 18.0 GB"))
    #expect(refused.text.contains("--jobs"))
  }

  @Test func aSmallerPanelNeedsLess() {
    let whole = MemoryBudget(installed: 0, panel: MetricRegistry.panel, jobs: 1)
    let small = MemoryBudget(installed: 0, panel: [PSNR(), Butteraugli(.threeNorm), Butteraugli(.maximum)], jobs: 1)
    #expect(small.perImage == MemoryBudget.withoutPanel + PreparedMetrics.bytesPerPixel([Butteraugli(.maximum), PSNR()]))
    #expect(whole.perImage > 2 * small.perImage)
  }

  @Test func anImageLeavesWithItsLastCase() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "audit-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let items = try ["a", "b"].map { name in
      let file = folder.appending(path: "\(name).png").path
      try PNGWriter.write(TestScene.image(width: 40, height: 25, seed: 1), to: file)
      return Dataset.Item(name: name, source: .file(path: file))
    }
    var images = ImagesInMemory(budget: budget(bytes: 1500 * 1000 + 2 * 1000 * 500))
    func admits(_ index: Int) -> Bool { images.admit(items[index], cases: 2) }
    #expect(admits(0))
    #expect(!admits(1))
    images.release(("a", 1))
    #expect(!admits(1))
    images.release(("a", 1))
    #expect(admits(1))
    // An image that could not be read takes all of its cases along.
    images.release(("b", .max))
    #expect(admits(0))
  }

  @Test func aMachineHasSome() {
    let installed = MemoryBudget.ofThisMachine
    #expect(installed > 150_000_000)
    #expect(installed <= Int(clamping: ProcessInfo.processInfo.physicalMemory))
  }

  @Test func aFileSaysHowManyPixelsItHasBeforeItIsRead() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "audit-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let file = folder.appending(path: "a.png").path
    try PNGWriter.write(TestScene.image(width: 33, height: 20, seed: 1), to: file)
    #expect(ImageReader.declaredPixels(path: file) == 660)
    try Data("no picture".utf8).write(to: URL(filePath: file))
    #expect(ImageReader.declaredPixels(path: file) == nil)
    #expect(ImageReader.declaredPixels(path: file + "x") == nil)
  }
}
