/// Gradient noise on a lattice, and sums of its octaves: fields whose amplitude falls as one over frequency.
///
/// Source: K. Perlin, "Improving noise", SIGGRAPH 2002 (quintic fade; gradients chosen by a hash).
struct Noise {
  private let seed: UInt32

  init(seed: UInt64) { self.seed = UInt32(truncatingIfNeeded: seed ^ (seed >> 32)) }

  /// One octave at `point` (lattice cells of size 1); mean 0, roughly −1…1.
  func value(_ point: Point) -> Float {
    let floorX = point.x.rounded(.down)
    let floorY = point.y.rounded(.down)
    let ix = Int32(floorX)
    let iy = Int32(floorY)
    let fx = point.x - floorX
    let fy = point.y - floorY
    let u = fx * fx * fx * (fx * (fx * 6 - 15) + 10)
    let v = fy * fy * fy * (fy * (fy * 6 - 15) + 10)
    let a = corner(ix, iy, fx, fy)
    let b = corner(ix &+ 1, iy, fx - 1, fy)
    let c = corner(ix, iy &+ 1, fx, fy - 1)
    let d = corner(ix &+ 1, iy &+ 1, fx - 1, fy - 1)
    let top = a + (b - a) * u
    let bottom = c + (d - c) * u
    return (top + (bottom - top) * v) * 1.5
  }

  /// `octaves` octaves, each of twice the frequency and `gain` of the amplitude of the one before; a gain of a half is
  /// an amplitude of 1/f.
  func octaves(_ point: Point, _ octaves: Int, gain: Float = 0.5) -> Float {
    var sum: Float = 0
    var amplitude: Float = 1
    var total: Float = 0
    var at = point
    for octave in 0..<octaves {
      sum += amplitude * value(at + Float(octave) * 17.31)
      total += amplitude * amplitude
      amplitude *= gain
      // Turned by about 37 degrees, so that the lattices do not line up.
      at = Point(at.x * 1.6 - at.y * 1.2, at.x * 1.2 + at.y * 1.6)
    }
    return sum / total.squareRoot()
  }

  /// A number in 0…1 that belongs to a lattice cell.
  func cell(_ x: Int, _ y: Int, _ salt: UInt32 = 0) -> Float {
    Float(hash(Int32(truncatingIfNeeded: x), Int32(truncatingIfNeeded: y), salt) >> 8) / 16_777_216
  }

  private func corner(_ x: Int32, _ y: Int32, _ dx: Float, _ dy: Float) -> Float {
    let bits = hash(x, y, 0)
    // Eight directions: along the axes and the diagonals.
    let first = bits & 1 == 0 ? dx : -dx
    let second = bits & 2 == 0 ? dy : -dy
    return bits & 4 == 0 ? first + second : (bits & 8 == 0 ? first : second) * 1.414_213_5
  }

  private func hash(_ x: Int32, _ y: Int32, _ salt: UInt32) -> UInt32 {
    var h = UInt32(bitPattern: x) &* 0x8DA6_B343 ^ UInt32(bitPattern: y) &* 0xD816_3841 ^ (seed &+ salt) &* 0xCB1A_B31F
    h ^= h >> 15
    h &*= 0x2C1B_3C6D
    h ^= h >> 12
    h &*= 0x297A_2D39
    h ^= h >> 15
    return h
  }
}
