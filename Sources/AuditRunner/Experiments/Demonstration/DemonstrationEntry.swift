import AuditRecord
import LearnedCodec

/// A fine-tuned checkpoint of a demonstration.
public struct DemonstrationEntry: Sendable {
  /// Its name, kind of arm and part.
  public var info: CodecDemoCheckpoint
  /// The model.
  public var checkpoint: Checkpoint

  /// States a checkpoint whose name is `PART-ARM` or `PART-ARM-sSEED`; an arm `guardWEIGHT` is of a sweep.
  /// - Returns: nil for a name that does not begin with a part.
  public init?(name: String, checkpoint: Checkpoint) {
    guard let part = CodecDemoPart.allCases.first(where: { name.hasPrefix($0.rawValue) }) else { return nil }
    let pieces = name.split(separator: "-")
    let isSeeded = pieces.count > 2 && pieces.last.map { $0.first == "s" && Int($0.dropFirst()) != nil } ?? false
    info = CodecDemoCheckpoint(
      name: name, arm: isSeeded ? pieces.dropLast().joined(separator: "-") : name, part: part,
      isSweep: name.hasPrefix("\(part.rawValue)-guard"), provenance: checkpoint.provenance,
      checksum: checkpoint.checksum)
    self.checkpoint = checkpoint
  }
}
