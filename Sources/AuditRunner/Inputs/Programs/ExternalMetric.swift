import Foundation
import ImageFiles
import QualityMetrics
import Raster
import RunStorage

/// A metric that another program computes: only its scores are known, so only attacks that ask for no gradient apply.
///
/// Its title holds the command, so that a record says what was run and only the same command is resumed. The program is run
/// without a shell, once a picture, with both pictures as 8-bit PNG files; its value is the one
/// decimal number that it prints (`PrintedNumber`). A template is split into words as a codec's is; `{reference}` and
/// `{distorted}` stand for the files.
public struct ExternalMetric: QualityMetric {
  /// What the metric is, as far as the command line says.
  public let descriptor: MetricDescriptor
  private let words: [String]
  private let limit: TimeLimit
  /// Far above any scale, and its differences and their shares are numbers still.
  private static let largestScore = 1e15

  /// States a metric.
  /// - Parameters:
  ///   - id: how records name it; an id of the registry is refused.
  ///   - template: the command.
  ///   - higherIsBetter: its direction.
  ///   - limit: how long one call may take.
  /// - Throws: `AuditError.usage`
  public init(id: String, template: String, higherIsBetter: Bool, limit: TimeLimit = .usual) throws(AuditError) {
    guard MetricRegistry.metric(id) == nil else {
      throw AuditError.usage("\(id) is a metric of this program; give the one of --metric-command a name of its own")
    }
    guard id.isPlainName else { throw AuditError.usage(id.plainNameFault) }
    words = try CommandTemplate.words(template, with: ["{reference}", "{distorted}"])
    self.limit = limit
    descriptor = MetricDescriptor(
      id: id, title: "\(id) (\(template))", unit: "", direction: higherIsBetter ? .higherIsBetter : .lowerIsBetter,
      range: -Double.infinity...Double.infinity, panel: nil, reads: .rgb, isSymmetric: false, smallestSide: 1,
      limit: nil, family: "external \(id)", citation: template)
  }

  /// Writes the reference to a folder of its own, which lives as long as the prepared metric.
  public func prepare(_ reference: Picture) throws(MetricError) -> any PreparedMetric {
    let folder = try PairFolder(metric: descriptor.id)
    try folder.write(reference, name: "reference.png")
    return Prepared(metric: self, folder: folder, width: reference.width, height: reference.height)
  }

  private struct Prepared: PreparedMetric {
    let metric: ExternalMetric
    let folder: PairFolder
    let width: Int
    let height: Int

    func evaluate(_ distorted: Picture) throws(MetricError) -> Evaluation {
      guard distorted.width == width, distorted.height == height else {
        throw MetricError.mismatch("\(distorted.width)×\(distorted.height) against \(width)×\(height)")
      }
      let name = folder.nextName()
      defer { folder.remove(name) }
      try folder.write(distorted, name: name)
      let filled = CommandTemplate.filled(
        metric.words, ["{reference}": folder.path("reference.png"), "{distorted}": folder.path(name)])
      return Evaluation(score: try metric.value(of: filled))
    }
  }

  private func value(of words: [String]) throws(MetricError) -> Double {
    do throws(ProgramError) {
      let output = try ProgramRun(words: words, limit: limit).output()
      let said = output.lastLine.map { ": \($0)" } ?? ""
      let reason: String
      switch PrintedNumber(output.text) {
      case .number(let value) where abs(value) <= Self.largestScore: return value
      case .number(let value): reason = "printed \(value), which is too large for a score\(said)"
      case .nothing: reason = "printed no number\(said)"
      case .several(let candidates, let line):
        reason = "printed more than one number (\(candidates.joined(separator: " "))): \(line)"
      case .unclear(let word, let line):
        reason = "printed \(word), which is no decimal number with a point and no unit: \(line)"
      }
      throw ProgramError(program: words[0], reason: reason)
    } catch {
      throw MetricError.outside("\(descriptor.id): \(error)")
    }
  }
}
