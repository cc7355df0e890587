/// Sums of squared line sums: how far differences line up, in any of 12 or 16 directions and shapes around a sample.
///
/// A line runs through the sample and is symmetric about it, so it is given by its half: (columns, rows) on one side.
/// Outside the picture differences are 0. The dense filter takes every sample of a line, the sparse one every second.
struct MaltaFilter: Sendable {
  struct Line: Sendable {
    let half: [(x: Int, y: Int)]
    let weight: Float
  }

  let lines: [Line]
  /// What distances are multiplied by before the squares.
  let gain: Double

  /// For UHF. Four of its lines count twice.
  static let dense = MaltaFilter(
    lines: [
      Line(half: [(1, 0), (2, 0), (3, 0), (4, 0)], weight: 1),
      Line(half: [(0, 1), (0, 2), (0, 3), (0, 4)], weight: 1),
      Line(half: [(1, 1), (2, 2), (3, 3)], weight: 1),
      Line(half: [(-1, 1), (-2, 2), (-3, 3)], weight: 1),
      Line(half: [(0, 1), (-1, 2), (-1, 3), (-1, 4)], weight: 2),
      Line(half: [(0, 1), (1, 2), (1, 3), (1, 4)], weight: 2),
      Line(half: [(1, 0), (2, 1), (3, 1), (4, 1)], weight: 2),
      Line(half: [(1, 0), (2, -1), (3, -1), (4, -1)], weight: 2),
      Line(half: [(1, 1), (1, 2), (2, 3)], weight: 1),
      Line(half: [(-1, 1), (-1, 2), (-2, 3)], weight: 1),
      Line(half: [(1, 1), (2, 1), (3, 2)], weight: 1),
      Line(half: [(1, -1), (2, -1), (3, -2)], weight: 1),
    ], gain: 0.399_058_176_37)

  /// For MF and HF.
  static let sparse = MaltaFilter(
    lines: [
      [(2, 0), (4, 0)], [(0, 2), (0, 4)], [(2, 2), (3, 3)], [(-2, 2), (-3, 3)], [(-1, 2), (-1, 4)], [(1, 2), (1, 4)],
      [(2, 1), (4, 1)], [(2, -1), (4, -1)], [(1, 2), (2, 3)], [(-1, 2), (-2, 3)], [(2, 1), (3, 2)], [(2, -1), (3, -2)],
      [(2, -1), (4, -2)], [(2, 1), (4, 2)], [(1, 2), (2, 4)], [(-1, 2), (-2, 4)],
    ].map { Line(half: $0, weight: 1) }, gain: 0.611_612_573_796)

  /// Samples that a line reaches to either side.
  static let reach = 4
}
