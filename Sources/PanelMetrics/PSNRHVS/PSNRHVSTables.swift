/// Contrast sensitivity by frequency of an 8×8 cosine transform, row by row of vertical frequency.
enum PSNRHVSTables {
  /// Luma's weights in libvmaf's `psnr_hvs`: Daala's, at the point of transparency. Symmetric.
  /// Source: Xiph.Org, Daala `tools/dump_psnrhvs.c` (2-clause BSD, see NOTICE).
  static let xiphLuma: [Float] = [
    1.6193873005, 2.2901594831, 2.08509755623, 1.48366094411, 1.00227514334, 0.678296995242, 0.466224900598,
    0.3265091542, 2.2901594831, 1.94321815382, 2.04793073064, 1.68731108984, 1.2305666963, 0.868920337363,
    0.61280991668, 0.436405793551, 2.08509755623, 2.04793073064, 1.34329019223, 1.09205635862, 0.875748795257,
    0.670882927016, 0.501731932449, 0.372504254596, 1.48366094411, 1.68731108984, 1.09205635862, 0.772819797575,
    0.605636379554, 0.48309405692, 0.380429446972, 0.295774038565, 1.00227514334, 1.2305666963, 0.875748795257,
    0.605636379554, 0.448996256676, 0.352889268808, 0.283006984131, 0.226951348204, 0.678296995242, 0.868920337363,
    0.670882927016, 0.48309405692, 0.352889268808, 0.27032073436, 0.215017739696, 0.17408067321, 0.466224900598,
    0.61280991668, 0.501731932449, 0.380429446972, 0.283006984131, 0.215017739696, 0.168869545842, 0.136153931001,
    0.3265091542, 0.436405793551, 0.372504254596, 0.295774038565, 0.226951348204, 0.17408067321, 0.136153931001,
    0.109083846276,
  ]

  /// What libvmaf multiplies its weights by before it squares them to masking weights: found by Xiph to take the
  /// authors' first table to their second.
  static let xiphMaskingScale: Float = 0.388_574_622_590_100_3

  /// The authors' weights, from JPEG's luma quantisation table: Egiazarian et al. (2006).
  static let authorsLuma: [Float] = [
    1.608443, 2.339554, 2.573509, 1.608443, 1.072295, 0.643377, 0.504610, 0.421887, 2.144591, 2.144591, 1.838221,
    1.354478, 0.989811, 0.443708, 0.428918, 0.467911, 1.838221, 1.979622, 1.608443, 1.072295, 0.643377, 0.451493,
    0.372972, 0.459555, 1.838221, 1.513829, 1.169777, 0.887417, 0.504610, 0.295806, 0.321689, 0.415082, 1.429727,
    1.169777, 0.695543, 0.459555, 0.378457, 0.236102, 0.249855, 0.334222, 1.072295, 0.735288, 0.467911, 0.402111,
    0.317717, 0.247453, 0.227744, 0.279729, 0.525206, 0.402111, 0.329937, 0.295806, 0.249855, 0.212687, 0.214459,
    0.254803, 0.357432, 0.279729, 0.270896, 0.262603, 0.229778, 0.257351, 0.249855, 0.259950,
  ]

  /// The authors' masking weights, the same table normalised and squared: Ponomarenko et al. (2007).
  static let authorsMasking: [Float] = [
    0.390625, 0.826446, 1.000000, 0.390625, 0.173611, 0.062500, 0.038447, 0.026874, 0.694444, 0.694444, 0.510204,
    0.277008, 0.147929, 0.029727, 0.027778, 0.033058, 0.510204, 0.591716, 0.390625, 0.173611, 0.062500, 0.030779,
    0.021004, 0.031888, 0.510204, 0.346021, 0.206612, 0.118906, 0.038447, 0.013212, 0.015625, 0.026015, 0.308642,
    0.206612, 0.073046, 0.031888, 0.021626, 0.008417, 0.009426, 0.016866, 0.173611, 0.081633, 0.033058, 0.024414,
    0.015242, 0.009246, 0.007831, 0.011815, 0.041649, 0.024414, 0.016437, 0.013212, 0.009426, 0.006830, 0.006944,
    0.009803, 0.019290, 0.011815, 0.011080, 0.010412, 0.007972, 0.010000, 0.009426, 0.010203,
  ]

  /// Eight registers of a table; `transposed` gives registers of one horizontal frequency.
  static func registers(_ table: [Float], transposed: Bool = false) -> [SIMD8<Float>] {
    (0..<8).map { line in
      var register = SIMD8<Float>()
      for lane in 0..<8 { register[lane] = transposed ? table[lane * 8 + line] : table[line * 8 + lane] }
      return register
    }
  }

  /// What a block hides of an error, `√(Σ′ X²·m · r) / 32`: Σ′ is without the mean.
  /// - Parameters:
  ///   - masking: m.
  ///   - ratio: r, the block's `quadrantVarianceRatio`.
  ///   - line: X, eight coefficients of one horizontal frequency.
  @inline(__always)
  static func mask(_ masking: [Vector], _ ratio: Float, _ line: (Int) -> Vector) -> Float {
    var energy = Vector(repeating: 0)
    for index in 0..<8 {
      var value = line(index)
      if index == 0 { value[0] = 0 }
      energy.addProduct(value * value, masking[index])
    }
    return (energy.sum() * ratio).squareRoot() / 32
  }

  /// How much of a mask a coefficient's error may be; the mean's error is never hidden.
  static func shares(_ masking: [Vector]) -> [Vector] {
    var shares = masking.map { 1 / $0 }
    shares[0][0] = 0
    return shares
  }
}
