// Written by Scripts/gate-bands; not to be changed by hand.
import AuditRecord

extension GateBands {
  /// Limits for vmafneg, fitted to the project's null corpus (docs/gate.md, "The limits").
  static let vmafneg = GateBands(
    metricRise: 0.1,
    groupFall: [.colour: 1.245, .fidelity: 0.234, .structure: 0.07759, .whole: 0.3758],
    groupRise: [.colour: 0.05, .fidelity: 0.05, .structure: 0.05, .whole: 0.05],
    excess: 1.181,
    null: GateNull(
      metric: "vmafneg",
      panel: [
        .colour: ["delta_e_ab"],
        .fidelity: ["psnr", "psnr_hvs_m"],
        .structure: ["msssim", "fsim", "haarpsi", "gmsd", "mdsi"],
        .whole: ["ssimulacra2", "butteraugli_3norm", "cvvdp"],
      ],
      codecs: 10, builds: 59, images: 12, changes: 336,
      rates: [
        GateNull.Rate(
          rule: .gamed, alarms: 8, upper: 0.123, acrossCodecs: 0.02381,
          acrossImages: 0.02321),
        GateNull.Rate(
          rule: .unearned, alarms: 10, upper: 0.123, acrossCodecs: 0.02679,
          acrossImages: 0.03274),
      ],
      spread: [
        .group(.colour): 1.502, .group(.fidelity): 0.2157, .group(.structure): 0.315, .group(.whole): 0.3529,
        .metric: 0.4161,
      ],
      byRates: [
        GateNull.AtRates(
          rates: 3,
          spread: [
            .group(.colour): 2.225, .group(.fidelity): 0.2658, .group(.structure): 0.3687, .group(.whole): 0.3742,
            .metric: 0.4279,
          ],
          allowance: [
            .group(.colour): 0.1878, .group(.fidelity): 0.1963, .group(.structure): 0.1532, .group(.whole): 0.165,
            .metric: 0.1857,
          ]),
        GateNull.AtRates(
          rates: 4,
          spread: [
            .group(.colour): 1.994, .group(.fidelity): 0.2462, .group(.structure): 0.2998, .group(.whole): 0.3441,
            .metric: 0.3688,
          ],
          allowance: [
            .group(.colour): 0.1474, .group(.fidelity): 0.1056, .group(.structure): 0.08984, .group(.whole): 0.09528,
            .metric: 0.1034,
          ]),
      ]))
}
