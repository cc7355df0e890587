import CodecLab
import Foundation
import LearnedCodec
import RunStorage

/// The folder of a training: `settings.txt` with what was asked for, `state.bin` to resume from, `log.csv` with the loss curve,
/// `model.checkpoint` at the end.
///
/// The state is written by rename after the log is flushed; on resuming, log lines beyond the state's step are dropped,
/// so that a killed training leaves the same log as one that ran through.
struct CodecTrainingFolder {
  let path: String

  init(_ path: String) throws(AuditError) {
    self.path = path
    do { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) } catch {
      throw AuditError.disk(path, "\(error.localizedDescription)")
    }
  }

  private var statePath: String { path + "/state.bin" }
  private var settingsPath: String { path + "/settings.txt" }
  private var logPath: String { path + "/log.csv" }
  /// Where the finished model goes.
  var checkpointPath: String { path + "/model." + CheckpointLibrary.fileExtension }

  /// The state to go on from, or nil.
  /// - Throws: `AuditError.input` when there is a file that is not one of this model's.
  func state(parameters count: Int) throws(AuditError) -> TrainingState? {
    guard let data = FileManager.default.contents(atPath: statePath) else { return nil }
    guard let state = TrainingState(data: data, count: count) else {
      throw AuditError.input("\(statePath) is not a training state of this model")
    }
    return state
  }

  /// Notes what a training was asked for; one that is resumed must be asked for the same, or its end is no training's.
  /// The number of steps is no part of it: a schedule may be shortened or prolonged.
  /// - Throws: `AuditError.input` when a training that was begun with other settings would be resumed.
  func settle(_ settings: [String], resuming: Bool) throws(AuditError) {
    let text = settings.joined(separator: "\n") + "\n"
    if resuming, let old = FileManager.default.contents(atPath: settingsPath) {
      let before = Set(String(decoding: old, as: UTF8.self).split(separator: "\n").map(String.init))
      let changed = settings.filter { !before.contains($0) }
      guard changed.isEmpty else {
        throw AuditError.input(
          "\(statePath) is of a training with other settings (\(settingsPath)); now it is: \(changed.joined(separator: ", "))"
        )
      }
      return
    }
    try write(Data(text.utf8), to: settingsPath)
  }

  /// Begins the log, or cuts it back to `step`.
  func beginLog(header: String, step: Int) throws(AuditError) {
    var lines = [header]
    if step > 0, let data = FileManager.default.contents(atPath: logPath) {
      let old = String(decoding: data, as: UTF8.self).split(separator: "\n").dropFirst()
      lines += old.filter { line in
        line.split(separator: ",").first.flatMap { Int($0) }.map { $0 <= step } ?? false
      }.map(String.init)
    }
    try write(Data((lines.joined(separator: "\n") + "\n").utf8), to: logPath)
  }

  /// Adds a line to the log.
  func append(_ line: String) throws(AuditError) {
    do {
      let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: logPath))
      try handle.seekToEnd()
      try handle.write(contentsOf: Data((line + "\n").utf8))
      try handle.close()
    } catch {
      throw AuditError.disk(logPath, "\(error.localizedDescription)")
    }
  }

  /// Writes the state.
  func save(_ state: TrainingState) throws(AuditError) { try write(state.data, to: statePath) }

  /// Writes the finished model.
  func save(checkpoint data: Data) throws(AuditError) { try write(data, to: checkpointPath) }

  private func write(_ data: Data, to path: String) throws(AuditError) {
    do { try data.write(to: URL(fileURLWithPath: path), options: .atomic) } catch {
      throw AuditError.disk(path, "\(error.localizedDescription)")
    }
  }
}
