/// The geometry and the fixed-point constants of one level of fixed-point ADM.
///
/// Source of the figures: libvmaf's `integer_adm.c`.
struct ADMLevel {
  /// 0 (finest) to 3.
  let index: Int
  /// Size of the level's input.
  let inputWidth: Int
  let inputHeight: Int
  /// Size of its bands, and the part of them that counts.
  let window: ADMWindow
  let sensitivity: ADMSensitivity
  /// The sensitivities in fixed point: times 2²¹ and, of the diagonal, 2²³ at the finest level, times 2³² at others.
  let factors: (straight: Int32, diagonal: Int32)

  init(index: Int, inputWidth: Int, inputHeight: Int, options: VMAFFeatureOptions) {
    self.index = index
    self.inputWidth = inputWidth
    self.inputHeight = inputHeight
    window = ADMWindow(width: (inputWidth + 1) / 2, height: (inputHeight + 1) / 2)
    let (distance, lines) = (options.admViewingDistance, options.admDisplayHeight)
    sensitivity = ADMSensitivity(level: index, viewingDistance: distance, displayHeight: lines)
    func fixed(_ value: Float, _ scale: Double) -> Int32 { Int32(Double(value) * scale) }
    if index > 0 {
      factors = (fixed(sensitivity.straight, 0x1p32), fixed(sensitivity.diagonal, 0x1p32))
    } else if abs(distance * Double(lines) - 3 * 1080) < 1e-8 {
      // The rounded-up products at three heights of 1080 lines; libvmaf states them, and cuts at other distances.
      factors = (36453, 49417)
    } else {
      factors = (fixed(sensitivity.straight, 0x1p21), fixed(sensitivity.diagonal, 0x1p23))
    }
  }

  /// The four levels of a picture.
  static func levels(width: Int, height: Int, options: VMAFFeatureOptions) -> [ADMLevel] {
    let inputs = [(width, height)] + ADMWindow.sizes(width: width, height: height).dropLast()
    return inputs.enumerated().map {
      ADMLevel(index: $0, inputWidth: $1.0, inputHeight: $1.1, options: options)
    }
  }

  /// The smallest exponent whose power of two is at least `value`.
  static func ceilLog2(_ value: Int) -> Int { value <= 1 ? 0 : Int.bitWidth - (value - 1).leadingZeroBitCount }

  /// Half of 2^shift, and 0 for a shift of 0: what rounds a shift to nearest.
  static func half(_ shift: Int) -> Int64 { shift > 0 ? 1 << Int64(shift - 1) : 0 }

  /// The place from which the wavelet reads for index `index` of `count`: mirrored before the first sample without
  /// repeating it, behind the last with repeating it.
  static func place(_ index: Int, _ count: Int) -> Int {
    let inside = index < 0 ? -index : index >= count ? 2 * count - 1 - index : index
    return min(max(inside, 0), count - 1)
  }
}
