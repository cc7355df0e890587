import Raster

extension RGBImage {
  /// A coloured picture with slopes, edges and a little noise, so that encoders have something of each kind to do.
  static func scene(width: Int, height: Int, bitDepth: Int = 8, seed: UInt64 = 1) -> RGBImage {
    var random = SeededRandom(seed: seed)
    let peak = Double((1 << bitDepth) - 1)
    func plane(_ phase: Int) -> Plane<UInt16> {
      var result = Plane<UInt16>(width: width, height: height, repeating: 0)
      for y in 0..<height {
        for x in 0..<width {
          let slope = Double((x * (3 + phase) + y * (5 - phase)) % 97) / 97
          let edge = (x / 5 + y / (3 + phase)) % 2 == 0 ? 0.2 : 0
          result[x, y] = UInt16(peak * min(1, 0.7 * slope + edge + 0.1 * random.uniform()))
        }
      }
      return result
    }
    return RGBImage(red: plane(0), green: plane(1), blue: plane(2), bitDepth: bitDepth)
  }

  /// Mean square of the differences over the three planes.
  func meanSquaredError(_ other: RGBImage) -> Double {
    var sum = 0.0
    for (mine, its) in [(red, other.red), (green, other.green), (blue, other.blue)] {
      for (a, b) in zip(mine.samples, its.samples) { sum += (Double(a) - Double(b)) * (Double(a) - Double(b)) }
    }
    return sum / Double(3 * red.count)
  }
}
