import Raster

extension RGBImage {
  /// A seeded picture with edges, a ramp and grain.
  public static func texture(width: Int, height: Int) -> RGBImage {
    var random = SeededRandom(seed: 77)
    func plane(_ phase: Int) -> Plane<UInt16> {
      Plane(
        width: width, height: height,
        samples: (0..<(width * height)).map { index in
          let x = index % width
          let y = index / width
          let block = ((x + phase) / 13 + y / 17) % 3 * 50
          return UInt16(30 + block + x / 4 + Int(random.uniform() * 24))
        })
    }
    return RGBImage(red: plane(0), green: plane(3), blue: plane(6), bitDepth: 8)
  }
}
