import CodecTestSupport
import Raster
import TestSupport
import Testing

@testable import LearnedCodec

/// Joint check of a layer: the vector under test is the input followed by the parameters.
private func check(
  _ input: FeatureMap, parameters count: Int, seed: UInt64, parameterRange: ClosedRange<Float> = -1...1,
  forward: (FeatureMap, UnsafePointer<Float>) -> FeatureMap,
  backward: (FeatureMap, FeatureMap, UnsafePointer<Float>, UnsafeMutablePointer<Float>) -> FeatureMap,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let inputs = input.values.count
  let shape = forward(input, [Float](repeating: 0.5, count: count))
  let probe = FeatureMap.random(
    channels: shape.channels, height: shape.height, width: shape.width, seed: seed &+ 7)
  let parameters = [Float].random(count, seed: seed &+ 9, in: parameterRange)
  var byParameters = [Float](repeating: 0, count: count)
  let byInput = backward(probe, input, parameters, &byParameters)
  let error = DerivativeCheck.relativeError(
    at: input.values + parameters, gradient: byInput.values + byParameters, along: .random, seed: seed,
    steps: [DerivativeCheck.layerStep], tolerance: DerivativeCheck.layerTolerance
  ) { DerivativeCheck.dot(forward(input.with($0[..<inputs]), Array($0[inputs...])).values, probe.values) }
  #expect(error < DerivativeCheck.layerTolerance, sourceLocation: sourceLocation)
}

@Suite struct LayerTests {
  @Test(arguments: [(5, 2, 16, 12), (3, 1, 5, 7), (5, 2, 9, 11), (3, 1, 1, 1)])
  func convolution(kernel: Int, stride: Int, height: Int, width: Int) {
    var layout = ParameterLayout()
    let layer = Convolution("c", from: 3, to: 4, kernel: kernel, stride: stride, in: &layout)
    check(
      .random(channels: 3, height: height, width: width, seed: 5), parameters: layout.count, seed: 11,
      forward: { layer.forward($0, $1).output },
      backward: { layer.backward($0, layer.forward($1, $2).tape, $2, gradient: $3)! })
  }

  @Test(arguments: [(5, 2, 8, 6), (3, 1, 5, 7)])
  func transposedConvolution(kernel: Int, stride: Int, height: Int, width: Int) {
    var layout = ParameterLayout()
    let layer = Convolution("c", from: 3, to: 4, kernel: kernel, stride: stride, transposed: true, in: &layout)
    check(
      .random(channels: 3, height: height, width: width, seed: 5), parameters: layout.count, seed: 12,
      forward: { layer.forward($0, $1).output },
      backward: { layer.backward($0, layer.forward($1, $2).tape, $2, gradient: $3)! })
  }

  /// The transposed convolution is the adjoint of the convolution with the same weights: ⟨Ax, y⟩ = ⟨x, Aᵀy⟩.
  @Test func transposedConvolutionIsAdjoint() {
    var layout = ParameterLayout()
    let direct = Convolution("a", from: 2, to: 3, kernel: 5, stride: 2, in: &layout)
    var other = ParameterLayout()
    let adjoint = Convolution("a", from: 3, to: 2, kernel: 5, stride: 2, transposed: true, in: &other)
    var parameters = [Float].random(layout.count, seed: 3)
    for index in direct.bias { parameters[index] = 0 }
    let x = FeatureMap.random(channels: 2, height: 12, width: 8, seed: 4)
    let y = FeatureMap.random(channels: 3, height: 6, width: 4, seed: 5)
    let error = DerivativeCheck.adjointError(x.values, y.values) {
      direct.forward(x.with($0), parameters).output.values
    } adjoint: {
      adjoint.forward(y.with($0), Array(parameters[direct.weights]) + [0, 0]).output.values
    }
    #expect(error < DerivativeCheck.adjointTolerance)
  }

  /// The fast convolution against the definition, summed in Double.
  @Test(arguments: [(5, 2), (3, 1)]) func convolutionEqualsDefinition(kernel: Int, stride: Int) {
    var layout = ParameterLayout()
    let layer = Convolution("c", from: 2, to: 3, kernel: kernel, stride: stride, in: &layout)
    let parameters = [Float].random(layout.count, seed: 21)
    let x = FeatureMap.random(channels: 2, height: 10, width: 7, seed: 22)
    let y = layer.forward(x, parameters).output
    #expect(y.height == (10 + stride - 1) / stride && y.width == (7 + stride - 1) / stride)
    for output in 0..<3 {
      for row in 0..<y.height {
        for column in 0..<y.width {
          var sum = Double(parameters[layer.bias.lowerBound + output])
          for input in 0..<2 {
            for ky in 0..<kernel {
              for kx in 0..<kernel {
                let sy = row * stride + ky - kernel / 2
                let sx = column * stride + kx - kernel / 2
                guard sy >= 0 && sx >= 0 && sy < x.height && sx < x.width else { continue }
                let weight = parameters[layer.weights.lowerBound + ((output * 2 + input) * kernel + ky) * kernel + kx]
                sum += Double(weight) * Double(x.values[(input * x.height + sy) * x.width + sx])
              }
            }
          }
          #expect(abs(Double(y.values[(output * y.height + row) * y.width + column]) - sum) < 1e-5)
        }
      }
    }
  }

  @Test(arguments: [false, true]) func divisiveNormalisation(inverse: Bool) {
    var layout = ParameterLayout()
    let layer = DivisiveNormalisation("g", channels: 5, inverse: inverse, in: &layout)
    check(
      FeatureMap.random(channels: 5, height: 4, width: 6, seed: 31).awayFromZero, parameters: layout.count, seed: 32,
      parameterRange: 0.3...1, forward: { layer.forward($0, $1).output },
      backward: { layer.backward($0, layer.forward($1, $2).tape, $2, gradient: $3) })
  }

  @Test func rateGain() {
    var layout = ParameterLayout()
    let layer = RateGain("g", channels: 3, rates: 2, in: &layout)
    check(
      .random(channels: 3, height: 4, width: 5, seed: 41), parameters: layout.count, seed: 42,
      forward: { layer.forward($0, rate: 1, $1) },
      backward: { layer.backward($0, output: layer.forward($1, rate: 1, $2), rate: 1, $2, gradient: $3) })
  }

  @Test func leakyRectifier() {
    // Away from the kink at 0: half of the samples on each side.
    let x = FeatureMap(
      channels: 1, height: 1, width: 4, values: [-0.8, -0.3, 0.3, 0.8])
    check(
      x, parameters: 1, seed: 51, forward: { map, _ in LeakyRectifier.forward(map) },
      backward: { delta, map, _, _ in LeakyRectifier.backward(delta, output: LeakyRectifier.forward(map)) })
    #expect(LeakyRectifier.forward(x).values == [-0.8 * Float(0.1), -0.3 * Float(0.1), 0.3, 0.8])
  }

  @Test func blockShuffleIsOrthogonal() {
    let x = FeatureMap.random(channels: 3, height: 8, width: 12, seed: 61)
    let deep = BlockShuffle.spaceToDepth(x, factor: 4)
    #expect(deep.channels == 48 && deep.height == 2 && deep.width == 3)
    #expect(BlockShuffle.depthToSpace(deep, factor: 4) == x)
    let y = FeatureMap.random(channels: 48, height: 2, width: 3, seed: 62)
    let error = DerivativeCheck.adjointError(x.values, y.values) {
      BlockShuffle.spaceToDepth(x.with($0), factor: 4).values
    } adjoint: {
      BlockShuffle.depthToSpace(y.with($0), factor: 4).values
    }
    // Samples only change places.
    #expect(error < 1e-12)
  }

  @Test func lappedFilterIsOrthogonal() {
    let filter = LappedFilter()
    let x = FeatureMap.random(channels: 2, height: 24, width: 16, seed: 71)
    let y = FeatureMap.random(channels: 2, height: 24, width: 16, seed: 72)
    let error = DerivativeCheck.adjointError(x.values, y.values) {
      filter.forward(x.with($0)).values
    } adjoint: {
      filter.inverse(y.with($0)).values
    }
    #expect(error < DerivativeCheck.adjointTolerance)
    let back = filter.inverse(filter.forward(x))
    #expect(zip(back.values, x.values).allSatisfy { abs($0 - $1) < 1e-5 })
    // A constant picture stays constant, so that flat areas need one coefficient.
    let flat = FeatureMap(channels: 1, height: 16, width: 16, values: [Float](repeating: 3, count: 256))
    #expect(filter.forward(flat).values.allSatisfy { abs($0 - 3) < 1e-5 })
  }

  @Test func refinementStage() {
    var layout = ParameterLayout()
    let stage = RefinementStage("r", channels: 6, rates: 2, in: &layout)
    check(
      .random(channels: 3, height: 8, width: 12, seed: 81), parameters: layout.count, seed: 82,
      parameterRange: -0.2...0.2, forward: { stage.forward($0, rate: 1, $1).output },
      backward: { stage.backward($0, stage.forward($1, rate: 1, $2).tape, rate: 1, $2, gradient: $3) })
  }
}
