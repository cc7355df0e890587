import LearnedCodec

/// Everything that a training changes: parameters and the optimiser's memory. Written to disk, it resumes to the bit.
public struct TrainingState: Sendable, Equatable {
  /// The model's flat vector of parameters.
  public var parameters: [Float]
  /// Moments and step count.
  var optimiser: Adam

  /// Begins with these parameters.
  public init(parameters: [Float]) {
    self.parameters = parameters
    optimiser = Adam(count: parameters.count)
  }

  /// Steps taken.
  public var step: Int { optimiser.step }

  mutating func update(
    _ gradient: [Float], in range: Range<Int>, rate: Float, clip: Float, model: CodecModel
  ) -> Float {
    parameters.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return 0 }
      let norm = gradient.withUnsafeBufferPointer { delta -> Float in
        guard let delta = delta.baseAddress else { return 0 }
        return optimiser.update(base, delta, in: range, rate: rate, clip: clip)
      }
      model.project(base)
      return norm
    }
  }
}
