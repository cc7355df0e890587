import CBLAS

/// Single-precision matrix products by CBLAS `sgemm`, one thread a call: parallel work is split over pictures.
///
/// OpenBLAS picks its kernel by processor, so the last bits differ between machines; nothing that a bitstream's
/// decoding depends on goes through here.
enum MatrixProduct {
  private static let oneThread: Void = openblas_set_num_threads(1)

  /// `c = alpha·op(a)·op(b) + beta·c`, row-major; `op(a)` is m × k, `op(b)` is k × n, `c` is m × n.
  /// - Complexity: O(m · n · k)
  static func multiply(
    rows m: Int, columns n: Int, inner k: Int,
    _ a: UnsafePointer<Float>, transposingFirst aTransposed: Bool = false,
    _ b: UnsafePointer<Float>, transposingSecond bTransposed: Bool = false,
    into c: UnsafeMutablePointer<Float>, adding: Bool = false
  ) {
    _ = oneThread
    cblas_sgemm(
      CblasRowMajor, aTransposed ? CblasTrans : CblasNoTrans, bTransposed ? CblasTrans : CblasNoTrans,
      blasint(m), blasint(n), blasint(k),
      1, a, blasint(aTransposed ? m : k), b, blasint(bTransposed ? k : n),
      adding ? 1 : 0, c, blasint(n))
  }
}
