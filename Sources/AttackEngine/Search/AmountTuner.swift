/// Finds the amount that scores best: a coarse grid, then halved steps around its best point.
struct AmountTuner: Sendable {
  /// Amounts tried first, ascending.
  let coarse: [Double]
  /// The step at which the search ends; amounts between grid points are multiples of it.
  let finest: Double

  /// The best amount and its score; the earlier of equals.
  func maximise(
    _ score: (Double) throws(AttackError) -> Double
  ) throws(AttackError) -> (amount: Double, score: Double) {
    precondition(!coarse.isEmpty && finest > 0)
    var known: [Double: Double] = [:]
    func value(_ amount: Double) throws(AttackError) -> Double {
      if let value = known[amount] { return value }
      let value = try score(amount)
      known[amount] = value
      return value
    }
    var best = (amount: coarse[0], score: try value(coarse[0]))
    for amount in coarse.dropFirst() {
      let score = try value(amount)
      if score > best.score { best = (amount, score) }
    }
    let position = coarse.firstIndex(of: best.amount) ?? 0
    let below = position > 0 ? coarse[position] - coarse[position - 1] : 0
    let above = position + 1 < coarse.count ? coarse[position + 1] - coarse[position] : 0
    var step = max(below, above) / 2
    while step > finest / 2 {
      for side in [-1.0, 1.0] {
        let amount = ((best.amount + side * step) / finest).rounded() * finest
        guard amount >= coarse[0], amount <= coarse[coarse.count - 1] else { continue }
        let score = try value(amount)
        if score > best.score { best = (amount, score) }
      }
      step /= 2
    }
    return best
  }
}
