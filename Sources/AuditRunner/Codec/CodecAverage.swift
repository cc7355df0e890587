import Foundation
import ImageFiles
import LearnedCodec
import RunStorage

/// The mean of several fine-tunings of one half: the same loss, other crops.
public enum CodecAverage {
  /// Reads tuned halves and writes their mean as another.
  /// - Parameters:
  ///   - paths: at least two, bundled names or files.
  ///   - base: what they were tuned from, a bundled name or a path.
  ///   - output: the file, which appears whole or not at all.
  /// - Returns: which half it is.
  /// - Throws: `AuditError.input` naming the file that cannot be read, is no tuned half of `base`, or is the other half.
  public static func write(_ paths: [String], base: String, to output: String) throws(AuditError)
    -> CodecPart
  {
    try FileIdentity.require(output, isNoneOf: paths + [base])
    let start = try CodecPhotographs.checkpoint(base)
    var models: [Checkpoint] = []
    var parts: [CodecPart] = []
    for path in paths {
      let model = try CodecPhotographs.checkpoint(path, over: start)
      guard let part = model.tunedPart(of: start) else { throw .input("\(path) is no tuned half of \(base)") }
      guard part == parts.first ?? part else {
        throw .input("\(path) is a tuned \(part.rawValue), but \(paths[0]) is not")
      }
      models.append(model)
      parts.append(part)
    }
    let provenance = "mean of \(models.count): " + models.map(\.provenance).joined(separator: "; ")
    guard let part = parts.first, let mean = Checkpoint.mean(of: models, provenance: provenance) else {
      throw .input("there is nothing to average")
    }
    let range = CodecModel(mean.configuration).parameters(of: part)
    let data: Data
    do { data = try mean.data(of: range, over: start) } catch { throw .fault("the mean cannot be encoded: \(error)") }
    do throws(ImageFileError) { try AtomicFile.write([UInt8](data), to: output) } catch {
      throw AuditError(writing: error)
    }
    return part
  }
}
