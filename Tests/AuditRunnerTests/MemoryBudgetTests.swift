import Foundation
import ImageFiles
import TestSupport
import Testing

@testable import AuditRunner

@Suite("Memory") struct MemoryBudgetTests {
  @Test func theFirstImageAlwaysFitsAndOthersAsLongAsThereIsRoom() {
    let budget = MemoryBudget(bytes: 3 * 1000 * MemoryBudget.bytesPerPixel)
    #expect(budget.admits(pixels: 1_000_000, beside: 0))
    #expect(budget.admits(pixels: 1000, beside: 2000))
    #expect(!budget.admits(pixels: 1001, beside: 2000))
  }

  @Test func anImageLeavesWithItsLastCase() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "audit-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let items = try ["a", "b"].map { name in
      let file = folder.appending(path: "\(name).png").path
      try PNGWriter.write(TestScene.image(width: 40, height: 25, seed: 1), to: file)
      return Dataset.Item(name: name, source: .file(path: file))
    }
    var images = ImagesInMemory(budget: MemoryBudget(bytes: 1500 * MemoryBudget.bytesPerPixel))
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
    let bytes = MemoryBudget.ofThisMachine.bytes
    #expect(bytes > 100_000_000)
    #expect(bytes < Int(clamping: ProcessInfo.processInfo.physicalMemory))
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
