/// One band of ColorVideoVDP: the reference's side, and the differences of a distorted picture as they are seen.
///
/// With the band-pass planes l_c, luminances L (the coarser level's achromatic channel, brought back to this size) and
/// sensitivities S_c before the reference's luminance, contrasts are `T_c = l_c/L·S_c·g_c`, and R_c those of the reference.
/// Under a Gaussian window G (`MaskingWindow`), with safe powers (`SafePower`),
///
///     m_c = 10^−0.795… · G(min(|T_c|, |R_c|)),    M_c = Σ_k 2^x_kc · m_k^q_k
///     d_c = |T_c − R_c|^2.264… / (1 + M_c),       D_c = K·d_c / (K + d_c),  K = 10^2.564…
///
/// so each channel is masked by the detail of all three that both pictures have. g is 1.45 for red–green, else 1.
///
/// Source: gfxdisp/ColorVideoVDP 0.5.7, cvvdp_metric.py (`mult-mutual`), lpyr_dec.py (`weber_g1`),
/// cvvdp_parameters.json (MIT; see NOTICE).
struct MaskedBand: Sendable {
  /// Darker backgrounds are taken for this; cd/m².
  static let leastLuminance: Float = 0.01
  private static let mostContrast: Float = 1000
  private static let redGreenGain: Float = 1.45

  private let layout: PlaneStack.Layout
  /// The three channels' R, then their S·g.
  private let side: PlaneStack

  /// Computes the reference's contrasts and sensitivities.
  /// - Parameters:
  ///   - coarse: the level after `fine`.
  ///   - gain: a factor of all contrasts.
  /// - Complexity: O(width · height)
  init(fine: PlaneStack, coarse: PlaneStack, sensitivity: ContrastSensitivity, gain: Float) {
    let layout = fine.layout
    let plain = Vector(repeating: gain)
    let redGreenGain = Vector(repeating: gain * Self.redGreenGain)
    var side = PlaneStack(layout, count: 6)
    withPointers(fine.storage) { fine in
      withMutablePointers(&side.storage) { side in
        DecimatedPyramid.forEachExpandedRow(of: coarse, to: layout) { y, expanded, rowLength in
          for x in registers(layout.width) {
            let index = y &* layout.rowLength &+ x
            let luminance = expanded.lanes(x).larger(Vector(repeating: Self.leastLuminance))
            let (achromatic, redGreen, violetYellow) = sensitivity(luminance)
            func store(_ channel: Int, _ sensitivity: Vector, _ gain: Vector) {
              let place = channel &* layout.planeLength &+ index
              let weight = sensitivity * gain
              side.store(weight, 3 &* layout.planeLength &+ place)
              side.store(
                Self.contrast(fine.lanes(place), expanded.lanes(channel &* rowLength &+ x), luminance) * weight, place)
            }
            store(0, achromatic, plain)
            store(1, redGreen, redGreenGain)
            store(2, violetYellow, plain)
          }
        }
      }
    }
    self.layout = layout
    self.side = side
  }

  @inline(__always)
  private static func contrast(_ fine: Vector, _ expanded: Vector, _ luminance: Vector) -> Vector {
    ((fine - expanded) / luminance).smaller(Vector(repeating: mostContrast))
  }

  /// The root of the mean squared difference in each channel.
  /// - Parameter coarse: the level after `fine`.
  /// - Complexity: O(width · height)
  func differences(fine: PlaneStack, coarse: PlaneStack) -> SIMD3<Double> {
    let layout = layout
    var pool = DifferencePool(layout)
    var finished = 0
    withPointers(side.storage, fine.storage) { side, fine in
      MaskingWindow.with(layout) { window in
        DecimatedPyramid.forEachExpandedRow(of: coarse, to: layout) { y, expanded, rowLength in
          let (minima, differences) = (window.minima, window.differences(y))
          for channel in 0..<3 {
            let row = channel &* layout.planeLength &+ y &* layout.rowLength
            let to = channel &* window.spacing
            for x in registers(layout.width) {
              let place = row &+ x
              let luminance = expanded.lanes(x).larger(Vector(repeating: Self.leastLuminance))
              let contrast = Self.contrast(fine.lanes(place), expanded.lanes(channel &* rowLength &+ x), luminance)
              let theirs = contrast * side.lanes(3 &* layout.planeLength &+ place)
              let ours = side.lanes(place)
              minima.store(theirs.magnitudes.smaller(ours.magnitudes), to &+ x)
              differences.store((theirs - ours).magnitudes, to &+ x)
            }
          }
          window.filterRow(y)
          while finished <= window.lastFinished(y) {
            pool.addRow(window.maskRow(finished), window.differences(finished), window.spacing)
            finished &+= 1
          }
        }
      }
    }
    return pool.rootMeanSquares
  }
}
