/// Adam's direction: the mean gradient over the root of the mean squared gradient, both decaying, sample by sample.
///
/// Source: D. Kingma, J. Ba, "Adam: a method for stochastic optimization", ICLR 2015, algorithm 1, with its constants.
struct AdamStep: StepRule {
  private static let firstDecay: Float = 0.9
  private static let secondDecay: Float = 0.999
  private static let stabiliser: Float = 1e-8

  private var first: [Float] = []
  private var second: [Float] = []
  private var firstPower: Float = 1
  private var secondPower: Float = 1

  mutating func turn(_ gradient: inout [Float]) {
    if first.isEmpty {
      first = [Float](repeating: 0, count: gradient.count)
      second = first
    }
    // Scores' gradients per sample shrink with the picture; on a common scale the stabiliser means the same for all.
    let size = VectorKernels.rootMeanSquare(gradient)
    let scale: Float = size > 0 ? Float(1 / size) : 1
    firstPower *= Self.firstDecay
    secondPower *= Self.secondDecay
    let firstScale = 1 / (1 - firstPower)
    let secondScale = 1 / (1 - secondPower)
    gradient.withUnsafeMutableBufferPointer { gradient in
      first.withUnsafeMutableBufferPointer { first in
        second.withUnsafeMutableBufferPointer { second in
          for index in 0..<gradient.count {
            let value = gradient[index] * scale
            first[index] = Self.firstDecay * first[index] + (1 - Self.firstDecay) * value
            second[index] = Self.secondDecay * second[index] + (1 - Self.secondDecay) * value * value
            gradient[index] =
              first[index] * firstScale / ((second[index] * secondScale).squareRoot() + Self.stabiliser)
          }
        }
      }
    }
  }
}
