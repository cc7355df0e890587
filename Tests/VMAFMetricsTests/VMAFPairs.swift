import Raster
import TestSupport

/// Pairs of luma planes on which libvmaf's float model was run and recorded: the panel's reference pairs, and more of
/// the sizes and contents at which VMAF is delicate. All from seeds, the same to the bit on every machine.
struct VMAFPair: Sendable {
  let name: String
  let reference: Plane<Float>
  let distorted: Plane<Float>

  static let all: [VMAFPair] =
    ReferencePair.all.map { VMAFPair($0.name, $0.reference, $0.distorted) } + small + delicate

  private init(_ name: String, _ reference: RGBImage, _ distorted: RGBImage) {
    self.init(name, BT709.picture(reference).luma, BT709.picture(distorted).luma)
  }

  private init(_ name: String, _ reference: Plane<Float>, _ distorted: Plane<Float>) {
    self.name = name
    self.reference = reference
    self.distorted = distorted
  }

  /// From the smallest size at which libvmaf stays within its buffers; odd sides, lying and standing.
  private static let small: [VMAFPair] = {
    let sizes = [(17, 17), (18, 24), (31, 19), (33, 40), (47, 61), (64, 48), (130, 33), (65, 129), (387, 21)]
    let distortions: [(String, TestDistortion)] = [
      ("blur", .blur(passes: 2)), ("noise", .noise(deviation: 7, seed: 9)), ("blocks", .blocks(step: 20)),
      ("contrast", .contrast(gain: 1.2)), ("sharpen", .sharpen(amount: 0.8)),
    ]
    return sizes.enumerated().map { index, size in
      let (name, distortion) = distortions[index % distortions.count]
      let image = TestScene.image(width: size.0, height: size.1, seed: UInt64(300 + index))
      return VMAFPair("small-\(name)-\(size.0)x\(size.1)", image, distortion.applied(to: image))
    }
  }()

  /// Hard stripes, flat dark and bright areas with a little texture, clipped noise, a faithful copy, a negative.
  private static let delicate: [VMAFPair] = {
    func plane(_ width: Int, _ height: Int, _ value: (Int, Int) -> Double) -> Plane<Float> {
      var plane = Plane<Float>(width: width, height: height, repeating: 0)
      for y in 0..<height {
        for x in 0..<width { plane[x, y] = Float(min(max(value(x, y), 0), 255).rounded()) }
      }
      return plane
    }
    func noise(_ seed: UInt64, _ size: Double, over base: Plane<Float>) -> Plane<Float> {
      var random = SeededRandom(seed: seed)
      return base.map { Float(min(max(Double($0) + size * (2 * random.uniform() - 1), 0), 255).rounded()) }
    }
    let scene = BT709.picture(TestScene.image(width: 208, height: 144, seed: 400)).luma
    let stripes = plane(160, 96) { x, _ in x / 3 % 2 == 0 ? 0 : 255 }
    let dark = plane(192, 128) { x, y in (x / 64 + y / 64) % 2 == 0 ? 0 : 3 }
    let bright = plane(176, 112) { x, y in (x / 32 + y / 28) % 3 == 0 ? 250 : 255 }
    return [
      VMAFPair("stripes-0-255", stripes, noise(401, 20, over: stripes)),
      VMAFPair("flat-dark", noise(402, 1, over: dark), noise(403, 2, over: dark)),
      VMAFPair("flat-bright", noise(404, 1, over: bright), noise(405, 3, over: bright)),
      VMAFPair("clipped-noise", noise(406, 200, over: scene), noise(407, 200, over: scene)),
      VMAFPair("copy", scene, scene),
      VMAFPair("negative", scene, scene.map { 255 - $0 }),
      VMAFPair("lifted", scene, scene.map { min($0 + 40, 255) }),
      VMAFPair("gamma", scene, scene.map { (255 * ($0 / 255) * ($0 / 255)).rounded() }),
      VMAFPair("contrast-doubled", scene, scene.map { min(max(2 * $0 - 128, 0), 255) }),
    ]
  }()
}
