import MetricKit
import PanelMetrics
import Raster
import TestSupport
import Testing

@Suite("PSNR-HVS and PSNR-HVS-M") struct PSNRHVSTests {
  static let metrics: [any QualityMetric] = [PSNRHVS(), PSNRHVSM()]

  /// libvmaf prints six decimals; its sums are in single precision.
  @Test func agreesWithLibvmaf() throws { try recordedFidelityValues.expectAgreement(of: PSNRHVS()) }

  @Test func agreesWithPsnrHvsm() throws { try recordedFidelityValues.expectAgreement(of: PSNRHVSM()) }

  static func picture(_ luma: Plane<Float>, bitDepth: Int = 8) -> Picture {
    Picture(luma: luma, chroma: nil, rgb: nil, bitDepth: bitDepth)
  }

  /// Flat blocks hide nothing, and an error of the mean is never hidden: (5·8·w)²/64, w = 1.6193873005 and 1.608443.
  @Test func flatBlocksHideNothing() throws {
    let flat = Self.picture(Plane(width: 22, height: 15, repeating: 70))
    let shifted = Self.picture(Plane(width: 22, height: 15, repeating: 75))
    // 20·log10(255/(5·w)).
    #expect(abs(try PSNRHVS().prepare(flat).evaluate(shifted).score - 29.964389) < 1e-3)
    #expect(abs(try PSNRHVSM().prepare(flat).evaluate(shifted).score - 30.023290) < 1e-4)
  }

  /// Texture hides a small error that a flat block shows, in the masked measures and not in the unmasked one.
  @Test func textureHides() throws {
    var texture = Plane<Float>.random(width: 16, height: 16, in: 40...210, seed: 5)
    for index in 0..<texture.count { texture.samples[index] = texture.samples[index].rounded() }
    func damaged(_ plane: Plane<Float>) -> Plane<Float> {
      var result = plane
      for index in 0..<result.count { result.samples[index] += (index + index / 16) % 2 == 0 ? 2 : -2 }
      return result
    }
    let flat = Plane<Float>(width: 16, height: 16, repeating: 120)
    for metric in Self.metrics {
      let onFlat = try metric.prepare(Self.picture(flat)).evaluate(Self.picture(damaged(flat)))
      let onTexture = try metric.prepare(Self.picture(texture)).evaluate(Self.picture(damaged(texture)))
      #expect(onTexture.score > onFlat.score + 3)
      if let plain = onFlat.features["psnr_hvs_unmasked"], let other = onTexture.features["psnr_hvs_unmasked"] {
        #expect(abs(plain - other) < 1e-3)
      }
    }
  }

  /// The mask is the larger of both pictures', so the two may change places; PanelPropertyTests holds it on a scene, this
  /// where only one of them has texture at all.
  @Test func theLargerMaskCounts() throws {
    var texture = Plane<Float>.random(width: 24, height: 24, in: 40...210, seed: 6)
    for index in 0..<texture.count { texture.samples[index] = texture.samples[index].rounded() }
    let flat = Self.picture(Plane(width: 24, height: 24, repeating: 120))
    for metric in Self.metrics {
      let forth = try metric.prepare(flat).evaluate(Self.picture(texture)).score
      let back = try metric.prepare(Self.picture(texture)).evaluate(flat).score
      #expect(abs(forth - back) < 1e-5 * abs(forth))
    }
  }

  /// `psnr_hvs_y` of libvmaf 86da14d (ffmpeg of imageio-ffmpeg 0.8.1), 2026-11-26, first three frames of ten bits.
  @Test(.needsShared("golden/vmaf/src01_hrc00_576x324_420p10.y4m"))
  func agreesWithLibvmafOnTenBits() throws {
    let reference = try Y4MLuma.frames(SharedFolder.data("golden/vmaf/src01_hrc00_576x324_420p10.y4m"))
    let distorted = try Y4MLuma.frames(SharedFolder.data("golden/vmaf/src01_hrc01_576x324_420p10.y4m"))
    for (frame, expected) in [36.570872, 32.347044, 31.083878].enumerated() {
      let found = try PSNRHVS().prepare(reference[frame]).evaluate(distorted[frame]).score
      #expect(abs(found - expected) <= RecordedValues.tolerance * expected)
    }
  }

  /// The authors' measure is on the 8-bit scale whatever the depth.
  @Test func tenBitsAreTheSamePicture() throws {
    let image = TestScene.image(width: 80, height: 64, seed: 3)
    let scene = BT709.picture(image).luma
    let noisy = BT709.picture(TestDistortion.noise(deviation: 9, seed: 1).applied(to: image)).luma
    let eight = try PSNRHVSM().prepare(Self.picture(scene)).evaluate(Self.picture(noisy)).score
    let ten = try PSNRHVSM().prepare(Self.picture(scene.map { $0 * 4 }, bitDepth: 10))
      .evaluate(Self.picture(noisy.map { $0 * 4 }, bitDepth: 10)).score
    #expect(abs(ten - eight) < 1e-4)
  }
}
