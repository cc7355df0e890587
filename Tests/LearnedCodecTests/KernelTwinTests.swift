import CodecTestSupport
import Raster
import TestSupport
import Testing

@testable import LearnedCodec

/// The fast kernels against their plain twins, to the last bit: the same sums in the same order.
@Suite struct KernelTwinTests {
  static let shapes: [(kernel: Int, stride: Int, height: Int, width: Int)] = [
    (5, 2, 16, 12), (5, 2, 9, 11), (5, 2, 40, 66), (5, 2, 1, 1), (5, 2, 2, 35), (3, 2, 16, 34), (3, 2, 7, 33),
    (3, 1, 5, 7),
    (3, 1, 24, 17), (3, 1, 1, 1), (1, 2, 8, 6), (1, 1, 3, 40), (7, 2, 20, 37),
  ]

  /// Calls `body` with every entry of a patch matrix and the sample that it stands for, in the matrix's order; nil is a
  /// place in the padding.
  private func visit(_ geometry: PatchGeometry, _ body: (_ entry: Int, _ sample: Int?) -> Void) {
    var entry = 0
    for channel in 0..<geometry.channels {
      for ky in 0..<geometry.kernel {
        for kx in 0..<geometry.kernel {
          for row in 0..<geometry.outputHeight {
            for column in 0..<geometry.outputWidth {
              let y = row * geometry.stride + ky - geometry.kernel / 2
              let x = column * geometry.stride + kx - geometry.kernel / 2
              let isInside = y >= 0 && y < geometry.inputHeight && x >= 0 && x < geometry.inputWidth
              body(entry, isInside ? (channel * geometry.inputHeight + y) * geometry.inputWidth + x : nil)
              entry += 1
            }
          }
        }
      }
    }
  }

  @Test(arguments: shapes) func patches(kernel: Int, stride: Int, height: Int, width: Int) {
    let geometry = PatchGeometry(
      channels: 2, inputHeight: height, inputWidth: width, kernel: kernel, stride: stride)
    let input = FeatureMap.random(channels: 2, height: height, width: width, seed: 91)
    let patches = Convolution.patches(of: input, geometry)
    var plain = [Float](repeating: .nan, count: patches.count)
    visit(geometry) { entry, sample in plain[entry] = sample.map { input.values[$0] } ?? 0 }
    #expect(patches == plain)

    let values = [Float].random(patches.count, seed: 92)
    let sums = FeatureMap(like: input) { geometry.scatter(values, into: $0) }
    var plainSums = [Float](repeating: 0, count: input.values.count)
    visit(geometry) { entry, sample in
      if let sample { plainSums[sample] += values[entry] }
    }
    #expect(sums.values == plainSums)
  }

  @Test(arguments: [false, true]) func lappedFilter(transposed: Bool) {
    let filter = LappedFilter()
    let input = FeatureMap.random(channels: 2, height: 32, width: 24, seed: 93)
    var plain = input
    // Each line of eight samples across a boundary is replaced by the matrix's product with it.
    func apply(_ start: Int, pitch: Int, fused: Bool) {
      let before = (0..<8).map { plain.values[start + $0 * pitch] }
      for row in 0..<8 {
        var sum: Float = 0
        for k in 0..<8 {
          let weight = filter.matrix[transposed ? k * 8 + row : row * 8 + k]
          if fused { sum.addProduct(weight, before[k]) } else { sum += weight * before[k] }
        }
        plain.values[start + row * pitch] = sum
      }
    }
    func horizontally() {
      for row in 0..<(2 * 32) {
        for x in stride(from: 4, to: 20, by: 8) { apply(row * 24 + x, pitch: 1, fused: true) }
      }
    }
    func vertically() {
      for channel in 0..<2 {
        for y in stride(from: 4, to: 28, by: 8) {
          for x in 0..<24 { apply((channel * 32 + y) * 24 + x, pitch: 24, fused: false) }
        }
      }
    }
    if transposed {
      vertically()
      horizontally()
      #expect(filter.inverse(input) == plain)
    } else {
      horizontally()
      vertically()
      #expect(filter.forward(input) == plain)
    }
  }

  @Test(arguments: [false, true]) func divisiveNormalisation(inverse: Bool) {
    var layout = ParameterLayout()
    let layer = DivisiveNormalisation("g", channels: 5, inverse: inverse, in: &layout)
    let parameters = [Float].random(layout.count, seed: 94, in: 0.3...1)
    var input = FeatureMap.random(channels: 5, height: 7, width: 9, seed: 95)
    input.values[3] = 0
    let delta = FeatureMap.random(channels: 5, height: 7, width: 9, seed: 96)
    let (output, tape) = layer.forward(input, parameters)
    var gradient = [Float](repeating: 0, count: layout.count)
    let byInput = layer.backward(delta, tape, parameters, gradient: &gradient)

    let slope = input.values.indices.map { index -> Float in
      let n = tape.norm[index]
      return inverse ? delta.values[index] * input.values[index] : -delta.values[index] * input.values[index] / (n * n)
    }
    var byMagnitude = [Float](repeating: 0, count: slope.count)
    let gains = Array(parameters[layer.gains])
    MatrixProduct.multiply(
      rows: 5, columns: 63, inner: 5, gains, transposingFirst: true, slope, into: &byMagnitude)
    for index in input.values.indices {
      let x = input.values[index]
      let n = tape.norm[index]
      #expect(output.values[index] == (inverse ? x * n : x / n))
      let throughNorm = x < 0 ? -byMagnitude[index] : (x > 0 ? byMagnitude[index] : 0)
      #expect(byInput.values[index] == delta.values[index] * (inverse ? n : 1 / n) + throughNorm)
    }
  }

  @Test func photographs() {
    let image = RGBImage.texture(width: 26, height: 20)
    let full = PictureScaling.map(image)
    for index in 0..<(26 * 20) {
      let code = BT709.yCbCr(
        red: Double(image.red.samples[index]), green: Double(image.green.samples[index]),
        blue: Double(image.blue.samples[index]))
      for (channel, value) in [code.y, code.cb, code.cr].enumerated() {
        #expect(full.values[channel * 26 * 20 + index] == (Float(value) - 128) / 64)
      }
    }
  }
}
