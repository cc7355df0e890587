import Raster

extension Plane where Sample: BinaryFloatingPoint {
  /// Luma on the 8-bit scale as rows, 128 to be taken from each sample before it is filtered (libvmaf's `picture_copy`).
  /// - Parameter lastRow: a row of an arena.
  @inline(__always)
  func withRows<Result>(_ lastRow: UnsafeMutablePointer<Sample>, _ body: (RowSource<Sample>) -> Result) -> Result {
    samples.withUnsafeBufferPointer { samples in
      // A plane has at least one sample.
      guard let start = samples.baseAddress else { preconditionFailure("a plane without samples") }
      return body(RowSource(start, width: width, height: height, offset: -128, lastRow: lastRow))
    }
  }
}
