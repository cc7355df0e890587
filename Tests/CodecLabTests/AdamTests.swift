import TestSupport
import Testing

@testable import CodecLab

@Suite struct AdamTests {
  /// The norm of the gradient equals that of a plain loop to the last bit, and nothing beyond the range moves.
  @Test(arguments: [0..<0, 0..<40, 3..<5, 3..<40, 5..<37, 8..<16, 1..<8]) func gradientNorm(range: Range<Int>) {
    let gradient = [Float].random(40, seed: 97)
    var parameters = [Float](repeating: 0, count: 40)
    var optimiser = Adam(count: 40)
    let norm = optimiser.update(&parameters, gradient, in: range, rate: 0.1, clip: 1)
    var lanes = [Double](repeating: 0, count: 8)
    for index in range { lanes[index % 8] += Double(gradient[index]) * Double(gradient[index]) }
    // SIMD8's own order of summation.
    let sum = SIMD8<Double>(lanes).sum()
    #expect(norm == Float(sum.squareRoot()))
    #expect(parameters.indices.allSatisfy { range.contains($0) == (parameters[$0] != 0) })
  }
}
