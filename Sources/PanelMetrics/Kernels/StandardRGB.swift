/// L*, a*, b* of a picture, one number a pixel.
struct LabPlanes: Sendable {
  /// Pixels; the arrays are filled up to whole registers.
  let count: Int
  var lightness: [Float]
  var a: [Float]
  var b: [Float]

  /// The planes of R, G and B, converted eight pixels at a time; what fills the last register up is black.
  /// - Complexity: O(count)
  @inline(__always)
  init(
    _ red: [Float], _ green: [Float], _ blue: [Float],
    convert: (_ red: Vector, _ green: Vector, _ blue: Vector) -> (lightness: Vector, a: Vector, b: Vector)
  ) {
    count = red.count
    lightness = [Float](repeating: 0, count: (count + 7) / 8 * 8)
    (a, b) = (lightness, lightness)
    let count = count
    withPointers(red, green, blue) { red, green, blue in
      withMutablePointers(&lightness, &a, &b) { lightness, a, b in
        for index in registers(count) {
          let lab = convert(red.lanes(index, of: count), green.lanes(index, of: count), blue.lanes(index, of: count))
          lightness.store(lab.lightness, index)
          a.store(lab.a, index)
          b.store(lab.b, index)
        }
      }
    }
  }
}

extension SIMD8 where Scalar == Float {
  /// Linear light of gamma-coded values of 0…1 (IEC 61966-2-1:1999, 5.2).
  @inline(__always) var linearLight: Self {
    // Below the knee the power is not used; it is taken of a number that has one.
    let curved = ((self + 0.055) * (1 / 1.055)).power(2.4)
    return curved.replacing(with: self * (1 / 12.92), where: self .<= 0.04045)
  }
}
