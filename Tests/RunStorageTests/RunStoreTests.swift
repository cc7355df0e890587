import AuditRecord
import Foundation
import RunStorage
import Testing

@testable import Scoring

@Suite("A run's record on disk") struct RunStoreTests {
  private let scratch: Scratch
  private var folder: String { "\(scratch.path)/run" }

  init() throws { scratch = try Scratch() }

  @discardableResult
  private func store(
    _ header: RunHeader = Sample.header(), resume: Bool = false, fresh: Bool = false,
    inputs: (String) -> String? = { _ in nil }
  ) throws(AuditError) -> RunStore<CaseRecord> {
    try RunStore(folder: folder, header: header, resume: resume, fresh: fresh, inputs: inputs)
  }

  // MARK: - What was written

  @Test func comesBackToTheBit() throws {
    do {
      let store = try store()
      try store.append(Sample.line("a.png"))
      try store.append(Sample.ladder("a.png"))
    }
    let back = try store(resume: true)
    #expect(back.contents.lines == [Sample.line("a.png")] && back.contents.ladders == [Sample.ladder("a.png")])
    #expect(back.has(Sample.line("a.png").key) && !back.has(Sample.line("a.png", "unsharp").key) && back.count == 1)
    #expect(back.lines(of: "a.png").count == 1 && back.lines(of: "b.png").isEmpty)
    #expect(back.ladders(of: "a.png").count == 1 && back.ladders(of: "b.png").isEmpty)
  }

  @Test func ofTwoLinesTheLaterCountsAndOfTwoLaddersTheEarlier() throws {
    do {
      let store = try store()
      for score in [1.0, 2] { try store.append(Sample.line("a.png", score: score)) }
      var other = Sample.ladder("a.png")
      try store.append(other)
      other.rungs[0].score = 9
      try store.append(other)
      #expect(store.contents.lines == [Sample.line("a.png", score: 2)])
    }
    let back = try store(resume: true).contents
    #expect(back.lines == [Sample.line("a.png", score: 2)] && back.ladders == [Sample.ladder("a.png")])
  }

  @Test func aTornLineIsCutOff() throws {
    do { try store().append(Sample.line("a.png")) }
    let whole = try #require(scratch.text("run/cases.jsonl"))
    try scratch.write(whole + #"{"measurement":{"key":"#, "run/cases.jsonl")
    do {
      let store = try store(resume: true)
      #expect(store.count == 1)
      #expect(scratch.text("run/cases.jsonl") == whole)
      try store.append(Sample.line("b.png"))
    }
    #expect(try RunFolder<CaseRecord>(reading: folder).lines.map(\.image) == ["a.png", "b.png"])
  }

  @Test func withoutAFolderItIsKeptInMemory() throws {
    let store = try RunStore<CaseRecord>(folder: nil, header: Sample.header(), resume: false)
    try store.append(Sample.line("a.png"))
    #expect(store.contents.lines == [Sample.line("a.png")] && store.folder == nil)
    #expect(try scratch.entries().isEmpty)
  }

  // MARK: - Going on

  @Test func anotherRequestIsNotResumed() throws {
    do { try store() }
    var other = Sample.header()
    other.seed = 99
    other.suite = "t"
    let error = #expect(throws: AuditError.self) { try store(other, resume: true) }
    #expect(error?.kind == .usage)
    #expect(error?.reason.contains("differs in seed, suite;") == true, "\(String(describing: error))")
    var later = Sample.header()
    later.startedAt = "2030-01-01T00:00:00Z"
    #expect(try store(later, resume: true).header == Sample.header(), "the earlier part's header stays")
  }

  /// What a sudden end has left half-written goes; what only looks like it stays.
  @Test func halfWrittenFilesGo() throws {
    do { try store().append(Sample.line("a.png")) }
    let left = ["run/.cases.csv.12.345.0.part", "run/images/a.png/.reference.png.12.345.0.part"]
    for path in left + ["run/.mine.part"] { try scratch.write("x", path) }
    _ = try store(resume: true)
    for path in left { #expect(scratch.text(path) == nil, "\(path)") }
    #expect(scratch.text("run/.mine.part") == "x")
    // A folder in which nothing but such a file came to be is an empty one.
    let other = "\(scratch.path)/other"
    try scratch.write("x", "other/.run.json.12.345.0.part")
    _ = try RunStore<CaseRecord>(folder: other, header: Sample.header(), resume: false)
    #expect(scratch.text("other/.run.json.12.345.0.part") == nil)
  }

  @Test func nothingToResume() throws {
    #expect(throws: AuditError.self) { try store(resume: true) }
    #expect(!FileManager.default.fileExists(atPath: folder), "nothing was made")
    try scratch.write("x", "run/notes.txt")
    let error = #expect(throws: AuditError.self) { try store(resume: true) }
    #expect(error?.kind == .usage && error?.reason.contains("run.json: is missing") == true)
    #expect(scratch.text("run/notes.txt") == "x")
  }

  /// A run of another kind is none to go on with, however alike the requests are.
  @Test func anotherKindIsNotResumed() throws {
    do { try store() }
    var header = Sample.header()
    header.kind = .fusion
    let error = #expect(throws: AuditError.self) {
      try RunStore<FusionLine>(folder: folder, header: header, resume: true)
    }
    #expect(error?.reason.contains("is that of an audit, not of a look at a fusion") == true)
  }

  @Test func changedInputsAreNamed() throws {
    do {
      let store = try store()
      try store.append(Sample.ladder("a.png", input: "1"))
      try store.append(Sample.line("b.png", input: "2"))
      try store.append(Sample.line("scene"))
    }
    #expect(try store(resume: true) { ["a.png": "1", "b.png": "2"][$0] }.count == 2)
    for (inputs, named) in [
      (["a.png": "1", "b.png": "3"], ["b.png"]), (["a.png": "9", "b.png": "2"], ["a.png"]),
      (["b.png": "2"], ["a.png"]), ([:], ["a.png", "b.png"]),
    ] as [([String: String], [String])] {
      let error = #expect(throws: AuditError.self) { try store(resume: true) { inputs[$0] } }
      #expect(error?.kind == .usage)
      #expect(error?.reason.contains("the contents of \(named.joined(separator: ", ")) have changed") == true)
    }
  }

  /// Reports are of the record as it was: they go when it grows.
  @Test func reportsGoWhenARunGoesOn() throws {
    do { try store() }
    for file in RunFile.reports { try scratch.write("x", "run/\(file.rawValue)") }
    try store(resume: true)
    #expect(try scratch.entries() == ["run", "run/cases.jsonl", "run/ladders.jsonl", "run/run.json"])
  }

  // MARK: - What is not finished

  /// What was measured is not thrown away for a word that was forgotten; a finished run is replaced.
  @Test func anUnfinishedRunIsNotWiped() throws {
    do {
      let store = try store()
      try store.append(Sample.line("a.png"))
      try store.append(Sample.failure("b.png"))
    }
    let before = scratch.text("run/cases.jsonl")
    let error = #expect(throws: AuditError.self) { try store() }
    #expect(error?.kind == .usage)
    #expect(
      error?.reason.contains(
        "is not finished: 3 of 4 pieces of work, 1 of 2 images; it lacks unsharp from jpeg:30 on a.png; go on with it by "
          + "--resume, replace it by --fresh") == true, "\(String(describing: error))")
    #expect(scratch.text("run/cases.jsonl") == before)
    // Nor one that was reported as it is, or one of another kind.
    try scratch.write(
      #"{"unfinished":{"done":3,"of":4,"images":1,"ofImages":2,"lacks":"x"}}"#, "run/audit.json")
    #expect(throws: AuditError.self) { try store() }
    #expect(throws: AuditError.self) {
      try RunStore<FusionLine>(folder: folder, header: Sample.header(), resume: false)
    }
    do { try store(resume: true).append(Sample.line("a.png", "unsharp")) }
    #expect(try store().count == 0, "a finished run is replaced")
    do { try store().append(Sample.line("a.png")) }
    #expect(try store(fresh: true).count == 0)
    // Ladders are work, too.
    do { try store().append(Sample.ladder("a.png")) }
    #expect(throws: AuditError.self) { try store() }
    // A finished record of any kind says so by its document.
    try scratch.write("{}", "run/losses.json")
    #expect(try store().count == 0)
  }

  // MARK: - What is not ours

  @Test func aForeignFolderIsLeftAlone() throws {
    try scratch.write("precious", "run/thesis.txt")
    let error = #expect(throws: AuditError.self) { try store() }
    #expect(error?.kind == .usage && error?.reason.contains("left alone") == true)
    // A run.json that is not ours changes nothing.
    for text in ["{}", "", #"{"images":["a.png"],"schema":5}"#] {
      try scratch.write(text, "run/run.json")
      #expect(throws: AuditError.self, "\(text)") { try store() }
      #expect(scratch.text("run/run.json") == text)
    }
    #expect(scratch.text("run/thesis.txt") == "precious")
    #expect(try scratch.entries() == ["run", "run/run.json", "run/thesis.txt"])
  }

  @Test func anOlderRunIsReplacedAndTheRestStays() throws {
    do { try store().append(Sample.line("a.png")) }
    for file in [
      "index.html", "cases.csv", "notes.txt", "images/a.png/reference.png", "images/a.png/x.part",
      "images/b.png/reference.png", "images/b.png/mine.txt", "images/other/photograph.png",
    ] {
      try scratch.write("x", "run/\(file)")
    }
    #expect(try store(fresh: true).count == 0)
    let left = try scratch.entries().filter { !$0.hasSuffix("images") && !$0.hasSuffix("b.png") && $0 != "run" }
    #expect(
      left == [
        "run/cases.jsonl", "run/images/b.png/mine.txt", "run/images/other", "run/images/other/photograph.png",
        "run/ladders.jsonl", "run/notes.txt", "run/run.json",
      ])
  }

  @Test func aNewerProgramsRunIsRefused() throws {
    var header = Sample.header()
    header.schema += 1
    header.toolVersion = "9.1"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try RecordFile.write(header, to: "\(folder)/run.json")
    let before = try scratch.entries()
    for resume in [false, true] {
      let error = #expect(throws: AuditError.self) { try store(resume: resume) }
      #expect(error?.kind == .usage && error?.description.contains("audit 9.1") == true)
    }
    #expect(try scratch.entries() == before)
  }

  /// Neither a new run nor one that goes on writes through a link, or removes what it leads to.
  @Test(arguments: ["cases.jsonl", "ladders.jsonl"], [true, false])
  func linksAreNotWrittenThrough(file: String, resume: Bool) throws {
    for target in ["victim.txt", "nowhere.txt"] {
      let other = try Scratch()
      try other.write("no line feed", "victim.txt")
      let run = "\(other.path)/run"
      do { _ = try RunStore<CaseRecord>(folder: run, header: Sample.header(), resume: false) }
      try FileManager.default.removeItem(atPath: "\(run)/\(file)")
      try other.link("run/\(file)", to: "../\(target)")
      if resume {
        let error = #expect(throws: AuditError.self) {
          try RunStore<CaseRecord>(folder: run, header: Sample.header(), resume: true)
        }
        #expect(error?.kind == .disk && error?.reason.contains("link") == true)
      } else {
        do {
          try RunStore<CaseRecord>(folder: run, header: Sample.header(), resume: false).append(Sample.line("a.png"))
        }
        let kind = try FileManager.default.attributesOfItem(atPath: "\(run)/\(file)")[.type] as? FileAttributeType
        #expect(kind == .typeRegular)
      }
      #expect(other.text("victim.txt") == "no line feed" && other.text("nowhere.txt") == nil)
    }
  }

  /// A new run clears neither pictures behind a link nor the link's target.
  @Test func picturesBehindALinkStay() throws {
    do { try store() }
    try scratch.write("x", "photographs/reference.png")
    try scratch.write("x", "run/images/keep.txt")
    try scratch.link("run/images/a.png", to: "../../photographs")
    try store()
    #expect(scratch.text("photographs/reference.png") == "x")
  }

  /// Nor do pictures go that stand behind a link in the place of all pictures, or of the rest of a long name.
  @Test func picturesBehindALinkToFoldersStay() throws {
    let long = String(repeating: "x", count: 200)
    let header = Sample.header(["a.png", long])
    for place in ["images", "images/" + String(repeating: "x", count: 180) + "="] {
      let other = try Scratch()
      let run = "\(other.path)/run"
      do { _ = try RunStore<CaseRecord>(folder: run, header: header, resume: false) }
      let files = [
        "photographs/a.png/reference.png", "photographs/" + String(repeating: "x", count: 20) + "/reference.png",
      ]
      for file in files { try other.write("x", file) }
      if place != "images" { try other.write("x", "run/images/keep.txt") }
      try other.link("run/\(place)", to: "\(other.path)/photographs")
      do { _ = try RunStore<CaseRecord>(folder: run, header: header, resume: false) }
      for file in files { #expect(other.text(file) == "x", "\(place): \(file)") }
    }
  }

  @Test func picturesOfLongNamesGoWithTheirRun() throws {
    let long = String(repeating: "ä", count: 150)
    let header = Sample.header(["a.png", long])
    do { try store(header) }
    let pictures = PictureFolder(root: folder)
    for image in ["a.png", long] {
      for name in ["reference", long] {
        try pictures.store(Sample.image(), at: PicturePath.path(image: image, name))
      }
    }
    #expect(try scratch.entries().count { $0.hasSuffix(".png") } == 5)
    try store(header)
    #expect(try scratch.entries() == ["run", "run/cases.jsonl", "run/ladders.jsonl", "run/run.json"])
  }

  @Test func aFolderInTheWayIsSaid() throws {
    do { try store() }
    try scratch.write("x", "run/index.html/x")
    let error = #expect(throws: AuditError.self) { try store() }
    #expect(error?.kind == .disk && error?.description.contains("index.html: is a folder where a file") == true)
  }

  @Test func twoRunsDoNotShareAFolder() throws {
    let first = try store()
    for resume in [false, true] {
      let error = #expect(throws: AuditError.self) { try store(resume: resume) }
      #expect(error?.kind == .disk && error?.reason.contains("another run") == true)
    }
    try first.append(Sample.line("a.png"))
    #expect(scratch.text("run/cases.jsonl")?.isEmpty == false, "the first run is whole")
    withExtendedLifetime(first) {}
  }

  @Test func aFileInTheWayIsTheDisksFault() throws {
    try scratch.write("", "file")
    for path in ["file", "file/run"] {
      let error = #expect(throws: AuditError.self) {
        try RunStore<CaseRecord>(folder: "\(scratch.path)/\(path)", header: Sample.header(), resume: false)
      }
      #expect(error == .disk("\(scratch.path)/file", "is a file, not a folder"))
    }
  }
}
