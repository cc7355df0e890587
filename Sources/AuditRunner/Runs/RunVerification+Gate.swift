import AuditRecord
import Raster
import Scoring

extension RunVerification {
  /// Verifies a gate: the pictures of both sides against the references beside them, and the judgement against the recorded
  /// values.
  ///
  /// A stream's own planes are not kept: its picture in the folder is the R, G, B that a viewer sees.
  static func verifyGate(_ folder: String, jobs: Int) async throws(RunError) -> RunVerification {
    let record = try GateReportFiles.load(folder)
    var notKept: [String] = []
    let measured = record.pictures.filter { $0.scored != nil }
    let images = Dictionary(grouping: measured, by: \.image).sorted { $0.key < $1.key }
    let pictures = images.map { image, own in
      let isStream = GateStill.isStream(image)
      var expected: [String: CaseMeasurement.Scored] = [:]
      for picture in own {
        let name = "\(picture.side.rawValue): \(picture.rate.isEmpty ? "" : picture.rate + "/")\(image)"
        if isStream {
          notKept.append("\(name): the reference was a stream, whose planes are not kept")
        } else if picture.ownPlanes == true {
          notKept.append("\(name): was a stream, whose planes are not kept")
        } else if let path = picture.path {
          expected[path] = picture.scored
        } else {
          notKept.append("\(name): the saved run that it is from did not hold it")
        }
      }
      return Pictures(
        reference: PictureFolder.path(image: image, "reference"), expected: expected,
        fingerprint: record.header.references[image])
    }
    var result = try await verify(pictures, of: record.header.run, in: folder, jobs: jobs)
    result.notKept = notKept
    var random = SeededRandom(seed: record.header.run.seed, label: GateRun.randomLabel)
    let again = scoreGate(record.pictures, ladders: record.ladders, header: record.header, random: &random)
    if again.overall.message != record.overall.message || again.passed != record.passed {
      result.contradictions.append(
        "the record says \"\(record.passed ? "passed" : "failed"): \(record.overall.message)\", its values give "
          + "\"\(again.passed ? "passed" : "failed"): \(again.overall.message)\"")
    }
    return result
  }
}
