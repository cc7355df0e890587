import RunStorage
import Scoring

/// The readings of a null corpus as a file: JSON, as `Scripts/null-readings` writes it.
public enum NullReadingsFile {
  /// Reads a corpus, to be judged by given limits.
  /// - Throws: `AuditError.input` naming file and reason.
  public static func read(_ path: String) throws(AuditError) -> NullCorpus {
    let data = try RecordFile.contents(of: path)
    let readings: NullReadings
    do {
      readings = try RecordJSON.decode(NullReadings.self, from: data)
    } catch {
      throw AuditError.input(path, "holds no readings of a null corpus")
    }
    do throws(NullReadings.Fault) {
      return try readings.corpus()
    } catch {
      switch error {
      case .rows(let name): throw AuditError.input(path, "\(name): a row has not the size, the metric and every member")
      case .baseline(let name): throw AuditError.input(path, "\(name): is held against no honest build of its codec")
      case .noHonestBuild: throw AuditError.input(path, "holds no honest build")
      }
    }
  }
}
