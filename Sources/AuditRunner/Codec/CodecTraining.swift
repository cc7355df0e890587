import CodecLab
import Foundation
import LearnedCodec
import Reporting
import RunStorage

/// Base training from photographs to a checkpoint, resumable after a kill.
public enum CodecTraining {
  /// Steps between log lines, and between saved states.
  static let logInterval = 50
  static let saveInterval = 50

  /// Trains; `progress` is told each log line.
  /// - Parameters:
  ///   - datasets: photographs.
  ///   - output: the folder for state, log and checkpoint.
  ///   - start: a checkpoint whose parameters the training goes on from, a bundled name or a path; nil to begin anew.
  ///   - stopAfter: steps after which this call ends, although the schedule goes on; nil for all.
  ///   - jobs: 1, or more for as many threads as the machine likes.
  /// - Returns: the path of the finished checkpoint, or nil when more steps remain.
  public static func run(
    on datasets: [String], into output: String, from start: String?, options: BaseTrainingOptions, stopAfter: Int?,
    jobs: Int, progress: (String) -> Void
  ) throws -> String? {
    let before = try start.map { name throws(AuditError) in try CodecPhotographs.checkpoint(name) }
    let configuration = before?.configuration ?? CodecConfiguration()
    let folder = try CodecTrainingFolder(output)
    let photographs = try CodecPhotographs.trainingSet(datasets, crop: options.crop)
    var trainer = BaseTrainer(configuration: configuration, options: options)
    if let before {
      trainer = BaseTrainer(
        configuration: configuration, options: options, resuming: TrainingState(parameters: before.parameters))
    }
    let state = try folder.state(parameters: trainer.model.layout.count)
    try folder.settle(
      [
        "base training", "begins from: \(before.map { "\($0.checksum)" } ?? "nothing")", "seed: \(options.seed)",
        "batch: \(options.batch)", "crop: \(options.crop)", "rate: \(options.peakRate)", "warm-up: \(options.warmUp)",
      ], resuming: state != nil)
    if let state {
      trainer = BaseTrainer(configuration: configuration, options: options, resuming: state)
      progress("resuming after step \(state.step)")
    }
    try folder.beginLog(header: Self.header(rates: configuration.rates), step: trainer.state.step)
    let last = min(options.steps, stopAfter ?? options.steps)
    var pending: [BaseTrainer.Report] = []
    while trainer.state.step < last {
      let report = trainer.step(on: photographs, jobs: jobs)
      guard report.gradientNorm.isFinite else {
        throw AuditError.fault("the gradient is not finite at step \(report.step)")
      }
      pending.append(report)
      if report.step % Self.logInterval == 0 || report.step == last {
        let line = Self.line(pending)
        try folder.append(line)
        progress(line)
        pending = []
      }
      if report.step % Self.saveInterval == 0 || report.step == last { try folder.save(trainer.state) }
    }
    guard trainer.state.step >= options.steps else { return nil }
    let checkpoint = Checkpoint(
      training: trainer.state, configuration: configuration,
      provenance: Self.provenance(before.map { $0.provenance + "; then" } ?? "base:", options), on: photographs)
    try folder.save(checkpoint: checkpoint.data())
    return folder.checkpointPath
  }

  static func provenance(_ beginning: String, _ options: BaseTrainingOptions) -> String {
    beginning + " rate and squared error, \(options.steps) steps of \(options.batch) crops of "
      + "\(options.crop)×\(options.crop), seed \(options.seed)"
  }

  static func header(rates: Int) -> String {
    (["step", "loss"] + (0..<rates).map { "bpp\($0)" } + (0..<rates).map { "luma_mse\($0)" }
      + ["gradient_norm", "learning_rate"]).joined(separator: ",")
  }

  /// A line of the log: means over the steps since the last.
  static func line(_ reports: [BaseTrainer.Report]) -> String {
    guard let last = reports.last else { return "" }
    func mean(_ value: (BaseTrainer.Report) -> Double) -> Double {
      reports.reduce(0) { $0 + value($1) } / Double(reports.count)
    }
    let rates = last.bitsPerPixel.indices
    var fields = ["\(last.step)", NumberText.fixed(mean(\.loss), 5)]
    fields += rates.map { rate in NumberText.fixed(mean { $0.bitsPerPixel[rate] }, 4) }
    fields += rates.map { rate in NumberText.fixed(mean { $0.lumaError[rate] }, 2) }
    fields += [NumberText.fixed(mean { Double($0.gradientNorm) }, 3), NumberText.fixed(Double(last.learningRate), 6)]
    return fields.joined(separator: ",")
  }
}
