// Written by Scripts/gate-bands; not to be changed by hand.
import AuditRecord

extension GateBands {
  /// Limits for vmafneg, fitted to the project's null corpus (docs/ci.md, "The limits").
  static let vmafneg = GateBands(
    metricRise: 0.1,
    groupFall: ["colour": 1.063, "fidelity": 0.3625, "structure": 0.2517],
    groupRise: ["colour": 0.05, "fidelity": 0.05, "structure": 0.05, "whole": 0.05],
    excess: 1.287,
    null: GateNull(
      metric: "vmafneg",
      panel: [
        "colour": ["psnr_cb", "psnr_cr", "delta_e_ab"],
        "fidelity": ["psnr"],
        "structure": ["ssim", "msssim", "haarpsi", "gmsd"],
      ],
      codecs: 10, builds: 59, images: 12, changes: 336,
      rates: [
        GateNull.Rate(
          rule: .gamed, alarms: 10, upper: 0.123, acrossCodecs: 0.02976,
          acrossImages: 0.0311),
        GateNull.Rate(
          rule: .unearned, alarms: 10, upper: 0.123, acrossCodecs: 0.03869,
          acrossImages: 0.03095),
      ],
      spread: ["colour": 0.7718, "fidelity": 0.2172, "metric": 0.4161, "structure": 0.286]))
}
