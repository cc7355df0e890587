/// A strided convolution with zero padding and a centred odd kernel, `y = W ⋆ x + b` (cross-correlation, as usual), or the
/// adjoint of one plus a bias.
///
/// Weights are `outputChannels × (inputChannels · kernel²)`, row-major, and an output has ⌈size/stride⌉ rows and columns. A
/// transposed one has the weights of the convolution that it is the adjoint of, `inputChannels × (outputChannels ·
/// kernel²)`, and an output of `stride` times the rows and columns.
struct Convolution: Sendable, Equatable {
  let inputChannels: Int
  let outputChannels: Int
  let kernel: Int
  let stride: Int
  let isTransposed: Bool
  let weights: Range<Int>
  let bias: Range<Int>

  init(
    _ name: String, from inputChannels: Int, to outputChannels: Int, kernel: Int, stride: Int,
    transposed: Bool = false, in layout: inout ParameterLayout
  ) {
    self.inputChannels = inputChannels
    self.outputChannels = outputChannels
    self.kernel = kernel
    self.stride = stride
    isTransposed = transposed
    weights = layout.reserve(name + ".weights", outputChannels * inputChannels * kernel * kernel)
    bias = layout.reserve(name + ".bias", outputChannels)
  }

  /// What the backward pass needs of the forward pass.
  struct Tape {
    let geometry: PatchGeometry
    /// The patch matrix of the input; of a transposed convolution the input itself.
    let matrix: [Float]
  }

  /// - Complexity: O(outputs · inputChannels · kernel²)
  func forward(_ input: FeatureMap, _ parameters: UnsafePointer<Float>) -> (output: FeatureMap, tape: Tape) {
    precondition(input.channels == inputChannels)
    if isTransposed { return transposedForward(input, parameters) }
    let geometry = PatchGeometry(
      channels: inputChannels, inputHeight: input.height, inputWidth: input.width, kernel: kernel, stride: stride)
    let patches = Convolution.patches(of: input, geometry)
    let columns = geometry.columns
    let output = FeatureMap(
      channels: outputChannels, height: geometry.outputHeight, width: geometry.outputWidth
    ) { values in
      for channel in 0..<outputChannels {
        (values + channel * columns).update(repeating: parameters[bias.lowerBound + channel], count: columns)
      }
      MatrixProduct.multiply(
        rows: outputChannels, columns: columns, inner: geometry.rows,
        parameters + weights.lowerBound, patches, into: values, adding: true)
    }
    return (output, Tape(geometry: geometry, matrix: patches))
  }

  /// Adds the parameters' gradient to `gradient` and returns the input's; either is left out where it is not wanted (the
  /// input's of a transposed convolution never is).
  /// - Complexity: O(outputs · inputChannels · kernel²)
  func backward(
    _ outputGradient: FeatureMap, _ tape: Tape, _ parameters: UnsafePointer<Float>,
    gradient: UnsafeMutablePointer<Float>?, wantsInput: Bool = true
  ) -> FeatureMap? {
    let geometry = tape.geometry
    if isTransposed { return transposedBackward(outputGradient, tape, parameters, gradient: gradient) }
    return outputGradient.values.withUnsafeBufferPointer { buffer -> FeatureMap? in
      guard let delta = buffer.baseAddress else { return nil }
      if let gradient {
        MatrixProduct.multiply(
          rows: outputChannels, columns: geometry.rows, inner: geometry.columns,
          delta, tape.matrix, transposingSecond: true, into: gradient + weights.lowerBound, adding: true)
        addRowSums(of: delta, rows: outputChannels, columns: geometry.columns, to: gradient + bias.lowerBound)
      }
      guard wantsInput else { return nil }
      return FeatureMap(
        channels: inputChannels, height: geometry.inputHeight, width: geometry.inputWidth
      ) { input in
        Convolution.scatterProduct(
          weights: parameters + weights.lowerBound, channels: outputChannels, delta, geometry, into: input)
      }
    }
  }

  private func transposedForward(
    _ input: FeatureMap, _ parameters: UnsafePointer<Float>
  ) -> (output: FeatureMap, tape: Tape) {
    let geometry = PatchGeometry(
      channels: outputChannels, inputHeight: input.height * stride, inputWidth: input.width * stride,
      kernel: kernel, stride: stride)
    let area = geometry.inputHeight * geometry.inputWidth
    let output = FeatureMap(
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
    return (output, Tape(geometry: geometry, matrix: input.values))
  }

  private func transposedBackward(
    _ outputGradient: FeatureMap, _ tape: Tape, _ parameters: UnsafePointer<Float>,
    gradient: UnsafeMutablePointer<Float>?
  ) -> FeatureMap {
    let geometry = tape.geometry
    let patches = Convolution.patches(of: outputGradient, geometry)
    if let gradient {
      addRowSums(
        of: outputGradient.values, rows: outputChannels, columns: outputGradient.area, to: gradient + bias.lowerBound)
      MatrixProduct.multiply(
        rows: inputChannels, columns: geometry.rows, inner: geometry.columns,
        tape.matrix, patches, transposingSecond: true, into: gradient + weights.lowerBound, adding: true)
    }
    return FeatureMap(channels: inputChannels, height: geometry.outputHeight, width: geometry.outputWidth) { values in
      MatrixProduct.multiply(
        rows: inputChannels, columns: geometry.columns, inner: geometry.rows,
        parameters + weights.lowerBound, patches, into: values)
    }
  }

  /// The patch matrix of a map.
  static func patches(of input: FeatureMap, _ geometry: PatchGeometry) -> [Float] {
    let count = geometry.rows * geometry.columns
    return [Float](unsafeUninitializedCapacity: count) { buffer, initialised in
      input.values.withUnsafeBufferPointer { source in
        if let from = source.baseAddress, let to = buffer.baseAddress { geometry.gather(from, into: to) }
      }
      initialised = count
    }
  }

  /// `scatter(Wᵀ·values)`: the adjoint of the convolution without bias.
  static func scatterProduct(
    weights: UnsafePointer<Float>, channels: Int, _ values: UnsafePointer<Float>, _ geometry: PatchGeometry,
    into output: UnsafeMutablePointer<Float>
  ) {
    let count = geometry.rows * geometry.columns
    let patches = UnsafeMutablePointer<Float>.allocate(capacity: count)
    defer { patches.deallocate() }
    MatrixProduct.multiply(
      rows: geometry.rows, columns: geometry.columns, inner: channels,
      weights, transposingFirst: true, values, into: patches)
    geometry.scatter(patches, into: output)
  }
}

/// Adds the sum of each row of a row-major matrix to `sums`, in a fixed order.
/// - Complexity: O(rows · columns)
func addRowSums(
  of matrix: UnsafePointer<Float>, rows: Int, columns: Int, to sums: UnsafeMutablePointer<Float>
) {
  for row in 0..<rows {
    let start = matrix + row * columns
    var lanes = SIMD8<Float>.zero
    var column = 0
    while column + 8 <= columns {
      lanes += UnsafeRawPointer(start + column).loadUnaligned(as: SIMD8<Float>.self)
      column += 8
    }
    var total = lanes.sum()
    while column < columns {
      total += start[column]
      column += 1
    }
    sums[row] += total
  }
}
