/// Limits of inflation for metrics of which nobody has published how large a difference matters.
///
/// Six points of VMAF are about one just-noticeable difference. What they amount to in another metric was measured on honest
/// encodes: the median change of the metric from VMAF NEG 50, 56 … 86 to six points more, on JPEG and WebP ladders of twelve
/// photographs of 768×512 (`Scripts/calibrate-limits`, 2026-11-26; docs/metrics.md, "Default limits"). It is a convention,
/// two digits of it, and no threshold of vision.
enum DefaultLimits {
  /// The limit of the metric with this id, in its own unit; nil for metrics that are never audited, and for others' metrics.
  static func limit(of id: String) -> Double? { values[id] }

  private static let values: [String: Double] = [
    "psnr": 1.0, "psnr_cb": 1.2, "psnr_cr": 1.1, "psnr_ycbcr": 1.1, "psnr_hvs": 2.0, "psnr_hvs_m": 2.1, "ssim": 0.032,
    "msssim": 0.012, "iwssim": 0.016, "fsim": 0.012, "haarpsi": 0.056, "gmsd": 0.016, "vsi": 0.0037, "mdsi": 0.029,
    "vifp": 0.043, "ciede2000": 0.51, "delta_e_ab": 0.35, "fsimc": 0.014,
  ]
}
