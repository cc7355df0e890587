/// Eigenvalues and eigenvectors of a small symmetric matrix by Jacobi's rotations.
///
/// Source: C. G. J. Jacobi (1846); W. H. Press et al., "Numerical Recipes", section 11.1 (the choice of the smaller
/// angle). Converges quadratically; ten sweeps leave nothing of a 10×10 matrix off the diagonal.
struct SymmetricEigen: Sendable {
  /// The eigenvalues, in no particular order.
  private(set) var values: [Double]
  /// `vectors[k]` belongs to `values[k]`, of length 1.
  private(set) var vectors: [[Double]]

  /// Decomposes a matrix given by its rows.
  /// - Complexity: O(n³) a sweep
  init(_ matrix: [[Double]]) {
    let count = matrix.count
    var a = matrix
    var v = (0..<count).map { row in (0..<count).map { $0 == row ? 1.0 : 0 } }
    for _ in 0..<30 {
      let scale = (0..<count).reduce(0) { $0 + abs(a[$1][$1]) }
      var rest = 0.0
      for p in 0..<count { for q in (p + 1)..<max(count, p + 1) { rest += abs(a[p][q]) } }
      if rest <= 1e-18 * scale { break }
      for p in 0..<count {
        for q in (p + 1)..<max(count, p + 1) where a[p][q] != 0 {
          let theta = (a[q][q] - a[p][p]) / (2 * a[p][q])
          let t = (theta < 0 ? -1 : 1) / (abs(theta) + (theta * theta + 1).squareRoot())
          let c = 1 / (t * t + 1).squareRoot()
          let s = t * c
          func turned(_ x: Double, _ y: Double) -> (Double, Double) { (c * x - s * y, s * x + c * y) }
          for k in 0..<count { (a[k][p], a[k][q]) = turned(a[k][p], a[k][q]) }
          for k in 0..<count { (a[p][k], a[q][k]) = turned(a[p][k], a[q][k]) }
          a[p][q] = 0
          a[q][p] = 0
          for k in 0..<count { (v[p][k], v[q][k]) = turned(v[p][k], v[q][k]) }
        }
      }
    }
    values = (0..<count).map { a[$0][$0] }
    vectors = v
  }
}
