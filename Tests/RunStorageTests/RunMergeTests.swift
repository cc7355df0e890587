import AuditRecord
import Foundation
import RunStorage
import Testing

@testable import Scoring

@Suite("Merging shards") struct RunMergeTests {
  private let scratch: Scratch
  private let images = ["a.png", "b.png", "c.png"]

  init() throws { scratch = try Scratch() }

  /// Writes a part of a run, whole unless it is changed, and says where.
  private func part(
    _ name: String, _ shard: String?, change: (inout RunHeader) -> Void = { _ in },
    lines: ([CaseRecord]) -> [CaseRecord] = { $0 }
  ) throws -> String {
    let folder = "\(scratch.path)/\(name)"
    var header = Sample.header(images, shard: shard)
    change(&header)
    let store = try RunStore<CaseRecord>(folder: folder, header: header, resume: false)
    let own = header.ownImages.flatMap { image in
      ["none", "unsharp"].map { attack in
        Sample.line(image, attack, picture: PicturePath.path(image: image, "\(attack) from jpeg:30"))
      }
    }
    let pictures = PictureFolder(root: folder)
    for line in lines(own).reversed() {
      for path in line.picturePaths { try pictures.store(Sample.image(seed: UInt64(path.utf8.count)), at: path) }
      try store.append(line)
    }
    for image in header.ownImages.reversed() { try store.append(Sample.ladder(image)) }
    return folder
  }

  private func merge(_ parts: [String], _ output: String = "merged") throws(AuditError) -> RunFolder<CaseRecord> {
    try RunMerge.merge(parts, into: "\(scratch.path)/\(output)", of: CaseRecord.self)
  }

  @Test(arguments: [[1, 2], [2, 1]]) func twoShardsAreOneRun(order: [Int]) throws {
    let whole = try RunFolder<CaseRecord>(reading: part("whole", nil))
    let parts = try order.map { try part("part\($0)", "\($0)/2") }
    let merged = try merge(parts)
    #expect(merged.header == whole.header && merged.lines == whole.lines && merged.ladders == whole.ladders)
    #expect(merged.missing == nil && merged.lines.count == 6 && merged.ladders.count == 3)
    let read = try RunFolder<CaseRecord>(reading: "\(scratch.path)/merged")
    #expect(read.header == merged.header && read.lines == merged.lines && read.ladders == merged.ladders)
    func pictures(_ folder: String) throws -> [String: String] {
      let names = try scratch.entries().filter { $0.hasPrefix("\(folder)/images/") && scratch.text($0) != nil }
      return Dictionary(uniqueKeysWithValues: names.map { ("\($0.dropFirst(folder.count))", scratch.text($0) ?? "") })
    }
    #expect(try pictures("merged") == pictures("whole") && pictures("merged").count == 6)
  }

  @Test func theEarliestBeginningCounts() throws {
    let one = try part("one", "1/2", change: { $0.startedAt = "2026-03-01T00:00:00Z" })
    let two = try part("two", "2/2", change: { $0.startedAt = "2026-02-01T00:00:00Z" })
    #expect(try merge([one, two]).header.startedAt == "2026-02-01T00:00:00Z")
  }

  private func expectRefusal(
    _ parts: [String], as kind: AuditError.Kind = .input, about subject: String? = nil, _ words: String...,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let error = #expect(throws: AuditError.self, sourceLocation: sourceLocation) { try merge(parts) }
    #expect(error?.kind == kind, sourceLocation: sourceLocation)
    for word in words {
      #expect(error?.reason.contains(word) == true, "\(String(describing: error))", sourceLocation: sourceLocation)
    }
    if let subject { #expect(error?.subject == subject, sourceLocation: sourceLocation) }
    #expect(!FileManager.default.fileExists(atPath: "\(scratch.path)/merged"), "nothing was begun")
  }

  @Test func whatIsNoWholeSetIsRefused() throws {
    let (one, two) = (try part("one", "1/2"), try part("two", "2/2"))
    expectRefusal([one], "shards are missing: 2/2")
    expectRefusal([one, one], about: one, "is shard 1/2, as \(one) is")
    expectRefusal([one, try part("whole", nil)], "is a whole run, not a shard")
    expectRefusal([one, try part("third", "2/3")], "is shard 2/3, \(one) is one of 2")
    expectRefusal([one, try part("seed", "2/2", change: { $0.seed = 9 })], "differs from \(one) in seed")
    expectRefusal(
      [one, try part("open", "2/2", lines: { Array($0.dropLast()) })],
      "is not finished: 1 of 2 pieces of work, 0 of 1 images; it lacks unsharp from jpeg:30 on b.png; go on with it by --resume"
    )
    expectRefusal([], as: .usage, "nothing to merge")
    let error = #expect(throws: AuditError.self) { try merge([one, two], "one") }
    #expect(error?.kind == .usage && error?.reason.contains("is one of the shards") == true)
    #expect(try RunFolder<CaseRecord>(reading: one).lines.count == 4, "the shard is whole")
    try FileManager.default.createSymbolicLink(atPath: "\(scratch.path)/link", withDestinationPath: two)
    #expect(throws: AuditError.self) { try merge([one, two], "link") }
    #expect(try RunFolder<CaseRecord>(reading: two).lines.count == 2, "the shard is whole")
  }

  @Test func linesOfImagesThatAreNotTheShardsOwnAreRefused() throws {
    let one = try part("one", "1/2")
    for foreign in ["a.png", "unheard-of.png"] {
      let two = try part("two", "2/2", lines: { $0 + [Sample.line(foreign)] })
      expectRefusal([one, two], about: two, "holds \(foreign), which does not belong to shard 2/2")
    }
  }

  /// A header from elsewhere may claim any number of shards.
  @Test(.timeLimit(.minutes(1))) func missingShardsAreNamedWithoutAListOfAll() throws {
    let one = try part("one", "1/\(Int.max)")
    expectRefusal([one], "shards are missing: 2/\(Int.max), 3/\(Int.max)", "…")
    expectRefusal([try part("some", "1/4")], "shards are missing: 2/4, 3/4, 4/4")
  }
}
