import QualityMetrics

/// What prepared members of the panel keep in memory.
enum PanelMemory {
  /// Bytes a pixel by id, beyond the reference's luma and chroma; measured at 768×512, rounded up. A test counts them again.
  private static let measured: [String: Int] = [
    "psnr": 1, "psnr_cb": 1, "psnr_cr": 1, "psnr_ycbcr": 1, "psnr_hvs": 6, "psnr_hvs_m": 5, "ssim": 13, "msssim": 17,
    "iwssim": 27, "fsim": 11, "haarpsi": 7, "gmsd": 2, "vsi": 7, "mdsi": 5, "vifp": 23, "ciede2000": 13,
    "delta_e_ab": 13, "fsimc": 13, "ssimulacra2": 50, "butteraugli_3norm": 62, "butteraugli": 62,
    "cvvdp": 33,
  ]
  /// What a member without a figure is taken for.
  private static let unknown = 60

  /// Bytes a pixel of one member.
  static func bytesPerPixel(_ id: String) -> Int { measured[id] ?? unknown }

  /// Whether there is a figure for a member.
  static func isMeasured(_ id: String) -> Bool { measured[id] != nil }

  /// Bytes a pixel of several members; readings of one computation keep it once.
  static func bytesPerPixel(_ metrics: [any QualityMetric]) -> Int {
    var seen: Set<String> = []
    return metrics.reduce(0) { sum, metric in
      let name = (metric as? any JointMetric)?.computation ?? metric.descriptor.id
      return seen.insert(name).inserted ? sum + bytesPerPixel(metric.descriptor.id) : sum
    }
  }
}
