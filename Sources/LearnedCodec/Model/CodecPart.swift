/// A half of the codec that a fine-tuning moves.
public enum CodecPart: String, Sendable, Codable, CaseIterable {
  /// Everything after the bitstream: bitstreams stay the same.
  case decoder
  /// Analysis and rate gains: decoder and entropy model stay the same, so the base decodes every bitstream.
  case encoder
}
