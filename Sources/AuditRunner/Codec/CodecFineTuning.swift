import CodecLab
import Foundation
import LearnedCodec
import Losses
import QualityMetrics
import Reporting
import RunStorage

/// Fine-tuning of one half of a codec, from a checkpoint to a part, resumable after a kill.
public enum CodecFineTuning {
  static let logInterval = 10
  static let saveInterval = 50

  /// Trains; `progress` is told each log line.
  /// - Parameters:
  ///   - datasets: photographs.
  ///   - output: the folder for state, log and checkpoint.
  ///   - base: the checkpoint to begin from, a bundled name or a path.
  ///   - options: part, seed, steps, crops.
  ///   - wholeModel: whether the whole model is written, as a base of its own, instead of the tuned part.
  ///   - jobs: 1, or more for as many threads as the machine likes.
  /// - Returns: the path of the finished part.
  public static func run(
    on datasets: [String], into output: String, from base: String, loss: any Loss, options: FineTuningOptions,
    wholeModel: Bool, jobs: Int, progress: (String) -> Void
  ) throws -> String {
    let start = try CodecPhotographs.checkpoint(base)
    let folder = try CodecTrainingFolder(output)
    let photographs = try CodecPhotographs.trainingSet(datasets, crop: options.crop)
    let state = try folder.state(parameters: start.parameters.count)
    try folder.settle(
      [
        "part: \(options.part.rawValue)", "loss: \(loss)", "begins from: \(start.checksum)", "seed: \(options.seed)",
        "batch: \(options.batch)", "crop: \(options.crop)", "rate: \(options.peakRate)", "warm-up: \(options.warmUp)",
      ], resuming: state != nil)
    var tuner: FineTuner
    do throws(MetricError) {
      tuner = try FineTuner(base: start, loss: loss, options: options, on: photographs, resuming: state)
    } catch {
      throw AuditError.usage("crops of \(options.crop): \(error)")
    }
    if let state { progress("resuming after step \(state.step)") }
    try folder.beginLog(
      header: "step,objective,loss,bpp,gradient_norm,learning_rate", step: tuner.state.step)
    var pending: [FineTuner.Report] = []
    while tuner.state.step < options.steps {
      let report = try tuner.step(on: photographs, jobs: jobs)
      guard report.gradientNorm.isFinite else {
        throw AuditError.fault("the gradient is not finite at step \(report.step)")
      }
      pending.append(report)
      if report.step % Self.logInterval == 0 || report.step == options.steps {
        let line = Self.line(pending)
        try folder.append(line)
        progress(line)
        pending = []
      }
      if report.step % Self.saveInterval == 0 || report.step == options.steps { try folder.save(tuner.state) }
    }
    let tuned = tuner.checkpoint(
      provenance: (wholeModel ? start.provenance + "; then " : "")
        + "\(options.part.rawValue) tuned with \(loss.id), \(options.steps) steps, rate \(options.peakRate), "
        + "seed \(options.seed)")
    try folder.save(checkpoint: wholeModel ? tuned.data() : tuned.data(of: tuner.range, over: start))
    return folder.checkpointPath
  }

  private static func line(_ reports: [FineTuner.Report]) -> String {
    guard let last = reports.last else { return "" }
    func mean(_ value: (FineTuner.Report) -> Double) -> Double {
      reports.reduce(0) { $0 + value($1) } / Double(reports.count)
    }
    return [
      "\(last.step)", NumberText.fixed(mean(\.objective), 6), NumberText.fixed(mean(\.loss), 6),
      NumberText.fixed(mean(\.bitsPerPixel), 4), NumberText.fixed(mean { Double($0.gradientNorm) }, 4),
      NumberText.fixed(Double(last.learningRate), 7),
    ].joined(separator: ",")
  }
}
