/// Additive and detail-loss measure (ADM) in fixed point: what libvmaf computes by default.
///
/// Measures how much of the reference's wavelet detail the distorted picture restores, less what its additive detail
/// masks. At each of four levels of the Daubechies-2 wavelet, over horizontal, vertical and diagonal detail:
///
///     numerator   = Σ_θ (Σ max(|weight · restored| − threshold, 0)³)^⅓ + noise
///     denominator = Σ_θ (Σ |weight · o|³)^⅓ + noise
///     adm2        = Σ numerators / Σ denominators
///
/// (`Decoupling` tells restored from additive detail, `Masking` gives the threshold, `ADMSensitivity` the weights.) The
/// outer tenth of each side is left out. Source: Li, Zhang, Ma, Ngan, "Image quality assessment by separately evaluating
/// detail losses and additive impairments", IEEE TMM 13(5), 2011; as libvmaf's `integer_adm.c` rounds and wraps it.
/// Range: 0 up; 1 for equal pictures. Higher is better. Deviation: of pictures of fewer than 33 columns or rows libvmaf
/// reads memory outside its buffers; here the samples there are those mirrored at the edge.
enum IntegerADM {
  /// `adm2`, and the ratio of each level from the finest.
  struct Scores: Equatable {
    let combined: Double
    let levels: [Double]
  }

  /// Compares a picture with the reference.
  /// - Parameter gainLimit: the most that detail above the reference's is credited: 1 (none) to 100.
  /// - Complexity: O(width · height)
  static func scores(
    _ plane: SamplePlane, bitDepth: Int, against reference: ADMReference, gainLimit: Double, space: ADMWorkspace
  ) -> Scores {
    var numerators: [Float] = []
    for level in reference.levels {
      var masking = Masking(level: level)
      space.transform(plane, bitDepth: bitDepth, level: level) { y in
        let target = space.maskingRow(y)
        let records = UnsafeRawPointer(reference.row(y, level: level))
        if level.index == 0 {
          Decoupling.row(FirstDecoupling.self, records, space.bands, level: level, gainLimit: gainLimit, into: target)
        } else {
          Decoupling.row(NextDecoupling.self, records, space.bands, level: level, gainLimit: gainLimit, into: target)
        }
        target.extend(width: level.window.width)
        // A row can be pooled once the row below it is known; the last one is its own neighbour below.
        if level.window.rows.contains(y - 1) { add(y - 1, below: y, to: &masking, space) }
        if y == level.window.height - 1, level.window.rows.contains(y) { add(y, below: y, to: &masking, space) }
      }
      numerators.append(masking.score)
    }
    return combine(numerators, reference.denominators, area: plane.width * plane.height)
  }

  /// Above the first row its neighbour is the second.
  private static func add(_ y: Int, below: Int, to masking: inout Masking, _ space: ADMWorkspace) {
    let above = y == 0 ? min(1, below) : y - 1
    masking.add(space.maskingRow(above), space.maskingRow(y), space.maskingRow(below))
  }

  private static func combine(_ numerators: [Float], _ denominators: [Float], area: Int) -> Scores {
    var (above, below) = (0.0, 0.0)
    var levels: [Double] = []
    for (numerator, denominator) in zip(numerators, denominators) {
      above += Double(numerator)
      below += Double(denominator)
      levels.append(Double(numerator) / Double(denominator))
    }
    // Sums too small to mean anything count as none.
    let least = 1e-10 * Double(area) / (1920.0 * 1080.0)
    if above < least { above = 0 }
    if below < least { below = 0 }
    return Scores(combined: below == 0 ? 1 : above / below, levels: levels)
  }
}
