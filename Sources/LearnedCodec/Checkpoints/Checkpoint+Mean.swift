extension Checkpoint {
  /// The model whose parameters are the means of several models' that were tuned from one base.
  ///
  /// Trainings from one base on different crops end close to each other, and what they differ in is the noise of their crops:
  /// the mean keeps what they share. M. Wortsman et al., "Model soups", ICML 2022; the mean of one training's last steps is
  /// P. Izmailov et al., "Averaging weights leads to wider optima and better generalization", UAI 2018.
  /// - Parameters:
  ///   - models: at least one.
  ///   - provenance: what the result says of its origin.
  /// - Returns: nil for models of different shapes or of different tables of the entropy coder.
  /// - Complexity: O(models · parameters)
  public static func mean(of models: [Checkpoint], provenance: String) -> Checkpoint? {
    guard let first = models.first else { return nil }
    for model in models {
      guard model.configuration == first.configuration, model.initialProbabilities == first.initialProbabilities else {
        return nil
      }
    }
    let count = Double(models.count)
    let parameters = first.parameters.indices.map { index in
      Float(models.reduce(0.0) { $0 + Double($1.parameters[index]) } / count)
    }
    return first.replacing(0..<parameters.count, with: parameters, provenance: provenance)
  }

  /// The half that a tuned model of `base` differs in; nil for `base` itself and for one that differs in both or in the entropy
  /// model.
  public func tunedPart(of base: Checkpoint) -> CodecPart? {
    guard configuration == base.configuration, initialProbabilities == base.initialProbabilities,
      parameters != base.parameters
    else { return nil }
    let model = CodecModel(configuration)
    return CodecPart.allCases.first { part in
      var own = parameters
      let range = model.parameters(of: part)
      own.replaceSubrange(range, with: base.parameters[range])
      return own == base.parameters
    }
  }
}
