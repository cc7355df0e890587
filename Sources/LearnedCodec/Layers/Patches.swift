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
  /// - Complexity: O(rows · columns)
  func gather(_ input: UnsafePointer<Float>, into patches: UnsafeMutablePointer<Float>) {
    let phaseArea = phaseHeight * phaseWidth
    withUnsafeTemporaryAllocation(of: Float.self, capacity: stride * stride * phaseArea) { phases in
      guard let phase = phases.baseAddress else { return }
      for channel in 0..<channels {
        split(input + channel * inputHeight * inputWidth, into: phase)
        var row = patches + channel * kernel * kernel * columns
        for ky in 0..<kernel {
          for kx in 0..<kernel {
            let source =
              phase + ((ky % stride) * stride + kx % stride) * phaseArea + (ky / stride) * phaseWidth + kx / stride
            for y in 0..<outputHeight {
              let from = source + y * phaseWidth
              let to = row + y * outputWidth
              for x in 0..<outputWidth { to[x] = from[x] }
            }
            row += columns
          }
        }
      }
    }
  }

  /// The adjoint of `gather`: adds each patch entry to the sample it came from; `output` is overwritten.
  /// - Complexity: O(rows · columns)
  func scatter(_ patches: UnsafePointer<Float>, into output: UnsafeMutablePointer<Float>) {
    let phaseArea = phaseHeight * phaseWidth
    withUnsafeTemporaryAllocation(of: Float.self, capacity: stride * stride * phaseArea) { phases in
      guard let phase = phases.baseAddress else { return }
      for channel in 0..<channels {
        phase.update(repeating: 0, count: stride * stride * phaseArea)
        var row = patches + channel * kernel * kernel * columns
        for ky in 0..<kernel {
          for kx in 0..<kernel {
            let target =
              phase + ((ky % stride) * stride + kx % stride) * phaseArea + (ky / stride) * phaseWidth + kx / stride
            for y in 0..<outputHeight {
              let to = target + y * phaseWidth
              let from = row + y * outputWidth
              for x in 0..<outputWidth { to[x] += from[x] }
            }
            row += columns
          }
        }
        join(phase, into: output + channel * inputHeight * inputWidth)
      }
    }
  }

  /// Splits a zero-padded channel into its phases.
  private func split(_ input: UnsafePointer<Float>, into phases: UnsafeMutablePointer<Float>) {
    let area = phaseHeight * phaseWidth
    for vertical in 0..<stride {
      for horizontal in 0..<stride {
        let phase = phases + (vertical * stride + horizontal) * area
        // Column x of this phase is input column x·stride + horizontal − padding.
        let first = (padding - horizontal + stride - 1) / stride
        let limit = max(first, min(phaseWidth, (inputWidth - 1 + padding - horizontal) / stride + 1))
        for y in 0..<phaseHeight {
          let row = phase + y * phaseWidth
          let inputY = y * stride + vertical - padding
          guard inputY >= 0 && inputY < inputHeight else {
            row.update(repeating: 0, count: phaseWidth)
            continue
          }
          let source = input + inputY * inputWidth + horizontal - padding
          for x in 0..<first { row[x] = 0 }
          for x in first..<limit { row[x] = source[x * stride] }
          for x in limit..<max(limit, phaseWidth) { row[x] = 0 }
        }
      }
    }
  }

  /// The adjoint of `split`.
  private func join(_ phases: UnsafePointer<Float>, into output: UnsafeMutablePointer<Float>) {
    let area = phaseHeight * phaseWidth
    for y in 0..<inputHeight {
      let paddedY = y + padding
      let rowPhase = paddedY % stride
      let row = paddedY / stride
      for horizontal in 0..<stride {
        let source = phases + (rowPhase * stride + horizontal) * area + row * phaseWidth
        let first = (padding - horizontal + stride - 1) / stride
        let limit = max(first, (inputWidth - 1 + padding - horizontal) / stride + 1)
        let target = output + y * inputWidth + horizontal - padding
        // Samples that no window reaches (an even size, an odd kernel) lie beyond the phase and have gradient 0.
        for x in first..<limit { target[x * stride] = row < phaseHeight && x < phaseWidth ? source[x] : 0 }
      }
    }
  }
}
