import Raster

extension TestScene {
  /// Luma of a scene, and of the same scene sharpened in the left half and softened in the right one, with a little
  /// noise: gains on both sides of 1, all samples fractional and off the kinks.
  public static func lumaPair(
    width: Int, height: Int, seed: UInt64
  ) -> (reference: Plane<Double>, distorted: Plane<Double>) {
    let scene = image(width: width, height: height, seed: seed)
    func luma(_ image: RGBImage) -> Plane<Double> { BT709.picture(image).luma.map { Double($0) } }
    let sharp = luma(TestDistortion.sharpen(amount: 0.7).applied(to: scene))
    var distorted = luma(TestDistortion.blur(passes: 1).applied(to: scene))
    var random = SeededRandom(seed: seed, label: "noise")
    for y in 0..<height {
      for x in 0..<width {
        if 2 * x < width { distorted[x, y] = sharp[x, y] }
        distorted[x, y] += 6 * random.uniform() - 3
      }
    }
    return (luma(scene).map { $0 + 0.2 * random.uniform() }, distorted)
  }
}
