import Scoring

/// Written by `Scripts/calibrate --table` on 2026-11-26.
/// The opinion scores behind them are TID2013's: N. Ponomarenko et al., "Image database TID2013: peculiarities, results and
/// perspectives", Signal Processing: Image Communication 30 (2015).
extension HumanCalibration {
  /// The calibration of this version.
  static let measured = HumanCalibration(
    human: human,
    groups: [
      Group(
        group: .structure, inflations: structure,
        error: .init(value: 4.08, lower: 3.15, upper: 6.17),
        rank: .init(value: 0.845, lower: 0.776, upper: 0.915),
        errorWithin: 2.90),
      Group(
        group: .fidelity, inflations: fidelity,
        error: .init(value: 5.55, lower: 4.33, upper: 6.54),
        rank: .init(value: 0.727, lower: 0.648, upper: 0.828),
        errorWithin: 5.25),
      Group(
        group: .whole, inflations: whole,
        error: .init(value: 4.71, lower: 3.80, upper: 6.10),
        rank: .init(value: 0.773, lower: 0.682, upper: 0.882),
        errorWithin: 2.64),
    ],
    references: 12, noise: 1.47)

  /// Human inflation, picture by picture.
  private static let human: [Double] = [
    2.09, -1.10, -5.82, -28.51, -35.71, -6.79, 2.60, -5.72, -24.85, -41.35, -4.46, -7.88, -7.22, -26.29, -45.06,
    -4.66, -4.19, -10.84, -23.80, -46.69, 10.27, 7.64, -2.87, -23.12, -38.12, -4.20, -8.50, -18.35, -36.37, -49.10,
    -7.40, -4.20, -6.56, -21.90, -41.10, 5.33, 1.29, -4.03, -18.50, -36.96, 2.77, 4.72, 0.18, -23.73, -31.70,
    -4.81, -0.16, -0.11, -14.65, -31.03, -3.30, -3.51, -12.79, -23.98, -36.97, -4.31, -9.35, -10.00, -29.59, -46.10,
  ]

  /// The group's inflation of the same pictures.
  private static let structure: [Double] = [
    -5.55, -8.28, -14.01, -24.99, -35.16, -5.92, -9.58, -14.33, -23.44, -36.21, -3.53, -6.25, -11.53, -23.07, -37.03,
    -3.60, -6.00, -11.21, -22.13, -37.92, -1.27, -1.73, -4.52, -19.30, -34.06, -6.76, -9.61, -14.24, -25.52, -43.55,
    -5.44, -8.41, -14.31, -23.83, -37.95, -6.69, -10.16, -14.87, -26.05, -35.89, -5.45, -6.09, -13.35, -25.85, -28.44,
    -5.28, -8.07, -13.41, -21.66, -31.83, -6.20, -9.24, -16.10, -30.59, -37.48, -2.06, -4.16, -10.93, -23.55, -46.10,
  ]

  /// The group's inflation of the same pictures.
  private static let fidelity: [Double] = [
    -4.89, -7.14, -6.55, -15.24, -35.16, -5.68, -9.15, -11.64, -17.66, -33.23, -2.90, -4.22, -4.30, -12.17, -31.47,
    -2.61, -4.08, -4.84, -7.73, -23.08, -3.17, -3.11, -1.15, -10.50, -34.06, -4.42, -3.53, -1.09, -21.25, -43.55,
    -5.19, -6.61, -5.71, -12.69, -35.01, -5.42, -7.37, -5.88, -13.65, -35.83, -4.74, -5.54, -4.18, -11.95, -28.44,
    -4.46, -6.08, -3.93, -9.11, -23.07, -6.25, -7.84, -9.06, -18.83, -36.97, -1.80, 0.15, 4.23, -13.49, -46.10,
  ]

  /// The group's inflation of the same pictures.
  private static let whole: [Double] = [
    -6.42, -6.06, -11.27, -21.86, -35.16, -4.79, -2.91, -6.36, -20.86, -33.23, -0.52, 1.50, -0.43, -16.05, -31.47,
    0.05, 0.81, -2.36, -14.62, -34.45, 10.25, 9.35, -0.36, -15.48, -34.06, -1.84, -3.80, -8.88, -21.25, -43.55,
    -3.13, -0.25, -3.23, -19.07, -35.01, -5.05, -3.23, -7.66, -18.98, -35.83, -1.25, -3.69, -9.54, -18.88, -28.44,
    -0.35, 3.13, -3.55, -17.76, -31.31, -8.06, -10.82, -14.91, -24.49, -36.97, 12.82, 22.67, 16.46, -13.49, -46.10,
  ]
}
