/// Where the patches of a strided convolution lie: im2col and its adjoint.
///
/// The patch matrix has a row for each (channel, kernel row, kernel column) and a column for each output position. The
/// input is zero-padded and split into `stride²` phases first, so that every row of the patch matrix is made of
/// contiguous runs.
struct PatchGeometry {
  let channels: Int
  let inputHeight: Int
  let inputWidth: Int
  let kernel: Int
  let stride: Int

  /// Zeros before the first row and column; a centred kernel.
  var padding: Int { kernel / 2 }
  var outputHeight: Int { (inputHeight + stride - 1) / stride }
  var outputWidth: Int { (inputWidth + stride - 1) / stride }
  /// Rows of the patch matrix.
  var rows: Int { channels * kernel * kernel }
  /// Columns of the patch matrix.
  var columns: Int { outputHeight * outputWidth }

  private var phaseHeight: Int { outputHeight + (kernel - 1) / stride }
  private var phaseWidth: Int { outputWidth + (kernel - 1) / stride }

  /// The patch matrix of `input`.
  /// - Precondition: an odd kernel and a stride of 1 or 2.
  /// - Complexity: O(rows · columns)
  func gather(_ input: UnsafePointer<Float>, into patches: UnsafeMutablePointer<Float>) {
    withPhases { phases in
      for channel in 0..<channels {
        split(input + channel * inputHeight * inputWidth, into: phases)
        var row = patches + channel * kernel * kernel * columns
        for ky in 0..<kernel {
          for kx in 0..<kernel {
            let source = phases + offset(ky, kx)
            for y in 0..<outputHeight {
              Rows.copy(source + y * phaseWidth, to: row + y * outputWidth, count: outputWidth)
            }
            row += columns
          }
        }
      }
    }
  }

  /// The adjoint of `gather`: adds each patch entry to the sample it came from; `output` is overwritten.
  /// - Precondition: an odd kernel and a stride of 1 or 2.
  /// - Complexity: O(rows · columns)
  func scatter(_ patches: UnsafePointer<Float>, into output: UnsafeMutablePointer<Float>) {
    withPhases { phases in
      for channel in 0..<channels {
        phases.update(repeating: 0, count: stride * stride * phaseArea)
        var row = patches + channel * kernel * kernel * columns
        for ky in 0..<kernel {
          for kx in 0..<kernel {
            let target = phases + offset(ky, kx)
            for y in 0..<outputHeight {
              Rows.add(row + y * outputWidth, to: target + y * phaseWidth, count: outputWidth)
            }
            row += columns
          }
        }
        join(phases, into: output + channel * inputHeight * inputWidth)
      }
    }
  }

  private var phaseArea: Int { phaseHeight * phaseWidth }

  /// Where the samples that meet this place of the kernel begin in the phases.
  private func offset(_ ky: Int, _ kx: Int) -> Int {
    ((ky % stride) * stride + kx % stride) * phaseArea + (ky / stride) * phaseWidth + kx / stride
  }

  /// Room for the phases of one zero-padded channel, zeros at first. Sample (y, x) of the padded channel is in phase
  /// (y mod stride, x mod stride). With these kernels and strides every sample of the channel has a place.
  private func withPhases(_ body: (UnsafeMutablePointer<Float>) -> Void) {
    precondition(kernel % 2 == 1 && (stride == 1 || stride == 2))
    let count = stride * stride * phaseArea
    withUnsafeTemporaryAllocation(of: Float.self, capacity: count) { buffer in
      guard let phases = buffer.baseAddress else { return }
      phases.initialize(repeating: 0, count: count)
      body(phases)
    }
  }

  /// The phases' places of a row's samples: those of even and of odd index (with stride 1 all are in the first).
  private func places(row y: Int) -> (even: Int, odd: Int) {
    let row = ((y + padding) % stride) * stride * phaseArea + ((y + padding) / stride) * phaseWidth
    func place(_ x: Int) -> Int { row + ((x + padding) % stride) * phaseArea + (x + padding) / stride }
    return (place(0), place(1))
  }

  /// Splits a channel into its phases; their zero borders are left alone.
  private func split(_ input: UnsafePointer<Float>, into phases: UnsafeMutablePointer<Float>) {
    for y in 0..<inputHeight {
      let row = input + y * inputWidth
      let (even, odd) = places(row: y)
      if stride == 1 {
        Rows.copy(row, to: phases + even, count: inputWidth)
      } else {
        Rows.split(row, even: phases + even, odd: phases + odd, count: inputWidth)
      }
    }
  }

  /// The adjoint of `split`.
  private func join(_ phases: UnsafePointer<Float>, into output: UnsafeMutablePointer<Float>) {
    for y in 0..<inputHeight {
      let row = output + y * inputWidth
      let (even, odd) = places(row: y)
      if stride == 1 {
        Rows.copy(phases + even, to: row, count: inputWidth)
      } else {
        Rows.join(even: phases + even, odd: phases + odd, to: row, count: inputWidth)
      }
    }
  }
}
