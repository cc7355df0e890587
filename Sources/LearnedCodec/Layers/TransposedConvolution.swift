/// The adjoint of a strided convolution, plus a bias: an output has `stride` times the rows and columns of the input.
///
/// Weights are laid out as those of the convolution it is the adjoint of:
/// `inputChannels × (outputChannels · kernel²)`.
struct TransposedConvolution: Sendable, Equatable {
  let inputChannels: Int
  let outputChannels: Int
  let kernel: Int
  let stride: Int
  let weights: Range<Int>
  let bias: Range<Int>

  init(
    _ name: String, from inputChannels: Int, to outputChannels: Int, kernel: Int, stride: Int,
    in layout: inout ParameterLayout
  ) {
    self.inputChannels = inputChannels
    self.outputChannels = outputChannels
    self.kernel = kernel
    self.stride = stride
    weights = layout.reserve(name + ".weights", inputChannels * outputChannels * kernel * kernel)
    bias = layout.reserve(name + ".bias", outputChannels)
  }

  private func geometry(for input: FeatureMap) -> PatchGeometry {
    PatchGeometry(
      channels: outputChannels, inputHeight: input.height * stride, inputWidth: input.width * stride,
      kernel: kernel, stride: stride)
  }

  /// - Complexity: O(inputs · outputChannels · kernel²)
  func forward(_ input: FeatureMap, _ parameters: UnsafePointer<Float>) -> FeatureMap {
    precondition(input.channels == inputChannels)
    let geometry = geometry(for: input)
    let area = geometry.inputHeight * geometry.inputWidth
    return FeatureMap(
      channels: outputChannels, height: geometry.inputHeight, width: geometry.inputWidth
    ) { values in
      input.values.withUnsafeBufferPointer { buffer in
        guard let source = buffer.baseAddress else { return }
        Convolution.scatterProduct(
          weights: parameters + weights.lowerBound, channels: inputChannels, source, geometry, into: values)
      }
      for channel in 0..<outputChannels {
        let offset = parameters[bias.lowerBound + channel]
        let plane = values + channel * area
        for index in 0..<area { plane[index] += offset }
      }
    }
  }

  /// Adds the parameters' gradient, where it is wanted, to `gradient` and returns the input's.
  /// - Complexity: O(inputs · outputChannels · kernel²)
  func backward(
    _ outputGradient: FeatureMap, input: FeatureMap, _ parameters: UnsafePointer<Float>,
    gradient: UnsafeMutablePointer<Float>?
  ) -> FeatureMap {
    let geometry = geometry(for: input)
    let patches = Convolution.patches(of: outputGradient, geometry)
    if let gradient {
      addRowSums(
        of: outputGradient.values, rows: outputChannels, columns: outputGradient.area, to: gradient + bias.lowerBound)
      MatrixProduct.multiply(
        rows: inputChannels, columns: geometry.rows, inner: geometry.columns,
        input.values, patches, transposingSecond: true, into: gradient + weights.lowerBound, adding: true)
    }
    return FeatureMap(like: input) { values in
      MatrixProduct.multiply(
        rows: inputChannels, columns: geometry.columns, inner: geometry.rows,
        parameters + weights.lowerBound, patches, into: values)
    }
  }
}
