import Glibc
import Raster

extension CodecModel {
  /// Parameters to begin training from: the network computes a lapped 8×8 cosine transform and its inverse exactly,
  /// with one quantisation step per rate. What a block codec knows already need not be learned again.
  ///
  /// The first two convolutions carry the picture's 2×2 blocks through as Haar coefficients, the third combines 4×4
  /// of them into cosine coefficients; the remaining hidden channels begin as small random filters that nothing reads
  /// yet. Normalisations begin as the identity and the refinement adds nothing.
  public func initialParameters(seed: UInt64) -> [Float] {
    var parameters = [Float](repeating: 0, count: layout.count)
    var random = SeededRandom(seed: seed, label: "initial parameters")
    parameters.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      initialiseTransforms(base, &random)
      initialiseGains(base)
      initialiseContext(base)
      for (stage, convolution) in refinement.convolutions.enumerated() where stage < 2 {
        let fan = Double(convolution.weights.count / convolution.outputChannels)
        for index in convolution.weights {
          base[index] = Float((random.uniform() * 2 - 1) * (3 / fan).squareRoot())
        }
      }
      project(base)
    }
    return parameters
  }

  /// A cosine basis function of the 8×8 block transform in one colour plane.
  struct Basis: Equatable {
    let plane: Int
    let vertical: Int
    let horizontal: Int
  }

  /// The latents' basis functions in coding order: by frequency, luma before chroma; chroma keeps its lowest 4×4.
  static func bases(count: Int) -> [Basis] {
    var all: [(key: Double, basis: Basis)] = []
    for vertical in 0..<8 {
      for horizontal in 0..<8 {
        let frequency = Double(vertical * vertical + horizontal * horizontal).squareRoot()
        all.append((frequency, Basis(plane: 0, vertical: vertical, horizontal: horizontal)))
        guard vertical < 4 && horizontal < 4 else { continue }
        for plane in 1...2 {
          all.append(
            (frequency + 0.01 * Double(plane), Basis(plane: plane, vertical: vertical, horizontal: horizontal)))
        }
      }
    }
    all.sort { ($0.key, $0.basis.vertical) < ($1.key, $1.basis.vertical) }
    return all.prefix(count).map(\.basis)
  }

  private func initialiseTransforms(_ parameters: UnsafeMutablePointer<Float>, _ random: inout SeededRandom) {
    for layer in analysis.normalisations + synthesis.normalisations {
      for index in layer.offsets { parameters[index] = 1 }
    }
    // Transposed convolutions share the layout of the convolutions they are adjoint to.
    func set(_ stage: Int, output: Int, input: Int, row: Int, column: Int, _ value: Double) {
      let convolution = analysis.convolutions[stage]
      let place = ((output * convolution.inputChannels + input) * 5 + row + 2) * 5 + column + 2
      parameters[convolution.weights.lowerBound + place] = Float(value)
      parameters[synthesis.convolutions[2 - stage].weights.lowerBound + place] = Float(value)
    }
    // 2×2 Haar: sign of sample (row, column) in band b.
    func haar(_ band: Int, _ row: Int, _ column: Int) -> Double {
      0.5 * (band & 1 != 0 && column == 1 ? -1 : 1) * (band & 2 != 0 && row == 1 ? -1 : 1)
    }
    for stage in 0..<2 {
      let inputs = stage == 0 ? 3 : 12
      for input in 0..<inputs {
        for band in 0..<4 {
          for tap in 0..<4 {
            set(
              stage, output: input * 4 + band, input: input, row: tap / 2, column: tap % 2,
              haar(band, tap / 2, tap % 2))
          }
        }
      }
      let convolution = analysis.convolutions[stage]
      let fan = convolution.inputChannels * 25
      let place = convolution.weights.lowerBound + inputs * 4 * fan
      for index in place..<convolution.weights.upperBound {
        parameters[index] = Float((random.uniform() * 2 - 1) * (3 / Double(fan)).squareRoot())
      }
    }
    func cosine(_ k: Int, _ n: Int) -> Double {
      (k == 0 ? 0.125.squareRoot() : 0.5) * cos(Double.pi * Double(k) * (Double(n) + 0.5) / 8)
    }
    for (output, basis) in Self.bases(count: configuration.latents).enumerated() {
      for row in 0..<2 {
        for column in 0..<2 {
          for first in 0..<4 {
            for second in 0..<4 {
              // The inner product of the basis function with the picture of this Haar coefficient.
              var sum = 0.0
              for y in 0..<4 {
                for x in 0..<4 {
                  sum +=
                    haar(second, y / 2, x / 2) * haar(first, y % 2, x % 2)
                    * cosine(basis.vertical, row * 4 + y) * cosine(basis.horizontal, column * 4 + x)
                }
              }
              let input = (basis.plane * 4 + first) * 4 + second
              set(2, output: output, input: input, row: row, column: column, sum)
            }
          }
        }
      }
    }
  }

  private func initialiseGains(_ parameters: UnsafeMutablePointer<Float>) {
    let bases = Self.bases(count: configuration.latents)
    for rate in 0..<configuration.rates {
      for channel in 0..<configuration.latents {
        let weight = CodecConfiguration.channelWeights[bases[channel].plane] / CodecConfiguration.channelWeights[0]
        let gain = logf(PictureScaling.span / configuration.steps[rate] * weight.squareRoot())
        parameters[encoderGain.logarithms.lowerBound + rate * configuration.latents + channel] = gain
        parameters[decoderGain.logarithms.lowerBound + rate * configuration.latents + channel] = -gain
      }
    }
  }

  private func initialiseContext(_ parameters: UnsafeMutablePointer<Float>) {
    let channels = configuration.latents
    let bases = Self.bases(count: channels)
    for index in context.scaleBias { parameters[index] = 0.15 }
    for output in 0..<channels {
      for input in 0...output {
        for tap in 0..<9 where ContextModel.isKnown(output: output, input: input, tap: tap) {
          let place = (output * channels + input) * 9 + tap
          if input == output {
            parameters[context.scale.lowerBound + place] = 0.08
            // The means of the lowest frequencies begin as the average of left and upper neighbour.
            if bases[output].vertical + bases[output].horizontal == 0 && (tap == 1 || tap == 3) {
              parameters[context.mean.lowerBound + place] = 0.5
            }
          } else if bases[input].plane == bases[output].plane {
            let distance =
              abs(bases[input].vertical - bases[output].vertical)
              + abs(bases[input].horizontal - bases[output].horizontal)
            if distance <= 2 { parameters[context.scale.lowerBound + place] = tap == 4 ? 0.04 : 0.004 }
          }
        }
      }
    }
  }
}
