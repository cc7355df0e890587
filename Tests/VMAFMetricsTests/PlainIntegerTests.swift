import Raster
import Testing

/// The plain forms equal libvmaf's scalar code, so they may serve as oracles.
@Suite("plain fixed-point features")
struct PlainIntegerTests {
  private static func samples(_ picture: Picture) -> [UInt16] { picture.luma.samples.map { UInt16($0) } }

  @Test("equal libvmaf's scalar code to the last bit")
  func golden() throws {
    for item in try ScalarCase.all() {
      for (model, limit) in [("vmaf_v0.6.1neg", 1.0), ("vmaf_v0.6.1", 100.0)] {
        for (index, reference) in item.reference.enumerated() {
          let (w, h, bits) = (reference.width, reference.height, reference.bitDepth)
          let (r, d) = (Self.samples(reference), Self.samples(item.distorted[index]))
          let vif = PlainIntegerVIF.score(r, d, width: w, height: h, bitDepth: bits, gainLimit: limit)
          let adm = PlainIntegerADM.score(r, d, width: w, height: h, bitDepth: bits, gainLimit: limit)
          let found =
            [("adm2", adm.adm2)]
            + (0..<4).flatMap { [("vif_scale\($0)", vif[$0]), ("adm_scale\($0)", adm.scales[$0])] }
          for (feature, value) in found {
            #expect(value == item.value(feature, model, frame: index), "\(item.name) \(model) \(feature)")
          }
        }
      }
    }
  }

  @Test("motion equals libvmaf's over a sequence")
  func motion() throws {
    let sequences = try ScalarCase.all().filter { $0.reference.count > 1 }
    #expect(sequences.contains { $0.name == "moving" })
    #expect(!ScalarCase.hasShared || sequences.contains { $0.name == "motion4_288x160" })
    for item in sequences {
      let first = item.reference[0]
      let samples = item.reference.map(Self.samples)
      let changes =
        [0]
        + (1..<samples.count).map {
          PlainIntegerMotion.change(
            samples[$0 - 1], samples[$0], width: first.width, height: first.height, bitDepth: first.bitDepth)
        }
      for index in samples.indices {
        let next = index + 1 < samples.count && index > 0 ? changes[index + 1] : changes[index]
        #expect(min(changes[index], next) == item.value("motion2", "vmaf_v0.6.1neg", frame: index), "\(item.name)")
      }
    }
  }
}
