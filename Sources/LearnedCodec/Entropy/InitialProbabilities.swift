/// Where the adaptive bits begin: how often each was 1 over the training photographs.
package enum InitialProbabilities {
  /// Nothing known: every bit as likely 0 as 1.
  package static let even = [UInt16](repeating: 0x8000, count: LatentModel.count)

  /// Probabilities from counts, with half an observation of each value added (Krichevsky and Trofimov, "The
  /// performance of universal encoding", IEEE Trans. Information Theory 27(2), 1981).
  static func estimate(_ counts: [(zeros: Int, ones: Int)]) -> [UInt16] {
    counts.map { count in
      let share = (Double(count.ones) + 0.5) / (Double(count.zeros + count.ones) + 1)
      return UInt16(max(64, min(65472, (share * 65536).rounded())))
    }
  }

  /// Counts over several pictures' latents.
  package static func train(_ context: IntegerContextModel, on pictures: [(latents: Latents, rate: Int)]) -> [UInt16] {
    let coder = LatentCoder(context: context, initial: even)
    var total = [(zeros: Int, ones: Int)](repeating: (0, 0), count: LatentModel.count)
    for picture in pictures {
      for (index, count) in coder.counts(picture.latents, rate: picture.rate).enumerated() {
        total[index].zeros += count.zeros
        total[index].ones += count.ones
      }
    }
    return estimate(total)
  }
}
