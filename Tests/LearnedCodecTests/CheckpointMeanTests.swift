import Testing

@testable import LearnedCodec

@Suite struct CheckpointMeanTests {
  private let base: Checkpoint
  private let decoders: Range<Int>
  private let encoders: Range<Int>

  init() throws {
    base = try CheckpointLibrary.checkpoint("base")
    decoders = CodecModel(base.configuration).parameters(of: .decoder)
    encoders = CodecModel(base.configuration).parameters(of: .encoder)
  }

  /// The base with every parameter of a range moved by a half-precision step.
  private func moved(_ range: Range<Int>, by step: Float) -> Checkpoint {
    base.replacing(range, with: base.parameters[range].map { $0 + step }, provenance: "moved by \(step)")
  }

  @Test func meanIsTheMeanOfEachParameter() throws {
    let models = [moved(decoders, by: 0.25), moved(decoders, by: -0.125), moved(decoders, by: 0.5)]
    let mean = try #require(Checkpoint.mean(of: models, provenance: "three"))
    #expect(mean.provenance == "three")
    for index in base.parameters.indices {
      let exact = models.reduce(0.0) { $0 + Double($1.parameters[index]) } / 3
      #expect(mean.parameters[index] == Float(Float16(Float(exact))))
    }
  }

  @Test func meanOfOneIsItself() throws {
    let model = moved(encoders, by: 0.5)
    #expect(Checkpoint.mean(of: [model], provenance: model.provenance) == model)
    #expect(Checkpoint.mean(of: [], provenance: "none") == nil)
  }

  @Test func tunedPartIsTheHalfThatDiffers() {
    #expect(moved(decoders, by: 0.5).tunedPart(of: base) == .decoder)
    #expect(moved(encoders, by: 0.5).tunedPart(of: base) == .encoder)
    #expect(base.tunedPart(of: base) == nil)
    #expect(moved(0..<base.parameters.count, by: 0.5).tunedPart(of: base) == nil)
  }
}
