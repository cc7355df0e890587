import AuditRecord
import Foundation
import Reporting
import Testing

@testable import AuditRunner

@Suite("A run's record on disk") struct RunStoreTests {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("store-\(UUID().uuidString)").path

  private func header() throws -> RunHeader { RunHeader(try RunHeaderTests.options()) }

  private func record(_ image: String) -> CaseRecord {
    CaseRecord(
      measurement: CaseMeasurement(
        key: CaseKey(image: image, start: "jpeg:30", attack: "none"), attackID: "none",
        attacked: CaseMeasurement.Scored(score: 0.1 + 0.2, features: [:], panel: ["psnr": .infinity])),
      verdict: .passed, finding: .withinLimit)
  }

  private func write(_ text: String, _ file: String) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(file)"))
  }

  @Test func comesBackToTheBit() throws {
    do {
      let store = try RunStore(folder: folder, header: try header(), resume: false)
      try store.append(record("a"))
      try store.append(LadderRecord(image: "a", codec: "jpeg", rungs: []))
    }
    let store = try RunStore(folder: folder, header: try header(), resume: true)
    #expect(Array(store.cases.values) == [record("a")])
    #expect(store.ladders.count == 1)
  }

  @Test func aTornLineIsCutOff() throws {
    do {
      let store = try RunStore(folder: folder, header: try header(), resume: false)
      try store.append(record("a"))
    }
    let path = "\(folder)/cases.jsonl"
    var data = try #require(FileManager.default.contents(atPath: path))
    let whole = data.count
    data.append(Data(#"{"measurement":{"key":"#.utf8))
    try data.write(to: URL(fileURLWithPath: path))
    do {
      let store = try RunStore(folder: folder, header: try header(), resume: true)
      #expect(store.cases.count == 1)
      #expect(FileManager.default.contents(atPath: path)?.count == whole)
      try store.append(record("b"))
    }
    #expect(try RunFolder.load(URL(fileURLWithPath: folder)).cases.count == 2)
  }

  @Test func anotherRequestIsNotResumed() throws {
    do { _ = try RunStore(folder: folder, header: try header(), resume: false) }
    var other = try header()
    other.seed = 99
    let error = #expect(throws: RunError.self) { try RunStore(folder: folder, header: other, resume: true) }
    #expect(error?.description.contains("seed") == true)
    guard case .usage = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func nothingToResume() throws {
    #expect(throws: RunError.self) { try RunStore(folder: folder, header: try header(), resume: true) }
  }

  @Test func aForeignFolderIsLeftAlone() throws {
    try write("precious", "thesis.txt")
    let error = #expect(throws: RunError.self) { try RunStore(folder: folder, header: try header(), resume: false) }
    #expect(error?.description.contains("left alone") == true)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["thesis.txt"])
    // A run.json that is not ours changes nothing.
    try write("{}", "run.json")
    #expect(throws: RunError.self) { try RunStore(folder: folder, header: try header(), resume: false) }
  }

  @Test func anOlderRunIsReplacedAndTheRestStays() throws {
    do {
      let store = try RunStore(folder: folder, header: try header(), resume: false)
      try store.append(record("old"))
    }
    for file in ["index.html", "cases.csv", "notes.txt", "images/old.png"] {
      try FileManager.default.createDirectory(atPath: "\(folder)/images", withIntermediateDirectories: true)
      try write("x", file)
    }
    let store = try RunStore(folder: folder, header: try header(), resume: false)
    #expect(store.cases.isEmpty)
    let left = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    #expect(left == ["cases.jsonl", "ladders.jsonl", "notes.txt", "run.json"])
  }

  @Test func twoRunsDoNotShareAFolder() throws {
    let store = try RunStore(folder: folder, header: try header(), resume: false)
    let error = #expect(throws: RunError.self) { try RunStore(folder: folder, header: try header(), resume: false) }
    #expect(error?.description.contains("another run") == true)
    withExtendedLifetime(store) {}
  }

  @Test func aFileInTheWayIsTheDisksFault() throws {
    try write("", "file")
    let error = #expect(throws: RunError.self) {
      try RunStore(folder: "\(folder)/file/run", header: try header(), resume: false)
    }
    guard case .disk = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }
}
