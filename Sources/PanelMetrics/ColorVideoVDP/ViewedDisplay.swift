import Glibc
import Raster

/// ColorVideoVDP's display `standard_4k`: a 30-inch monitor of 3840×2160 and 200 cd/m², contrast 1000, in a room of 250 lux
/// of which the panel reflects 0.5 %, seen from 74.72 cm.
///
/// Its light, in cd/m², of a code value v of 0…1
///
///     L = (200 − 0.2)·sRGB(v) + 0.2 + 250/π·0.005
///
/// is taken to CIE XYZ, to the cones of CIE 2006 and to the opponent space DKL with D65's white: achromatic, red–green,
/// violet–yellow.
///
/// Source: gfxdisp/ColorVideoVDP 0.5.7, display_models.json, color_spaces.json, display_model.py (MIT; see NOTICE).
enum ViewedDisplay {
  private static let peak = 200.0
  private static let black = 200.0 / 1000
  private static let reflected = 250 / Double.pi * 0.005

  /// Pixels that one degree of the visual field has at the display's centre.
  static let pixelsPerDegree: Double = {
    let (columns, rows, diagonal, distance) = (3840.0, 2160.0, 30 * 0.0254, 0.7472)
    let width = diagonal * columns / (columns * columns + rows * rows).squareRoot()
    return 1 / (2 * atan(0.5 * width / columns / distance) * 180 / Double.pi)
  }()

  private typealias Matrix = [SIMD3<Double>]

  /// X, Y and Z of linear R, G and B.
  private static let xyzOfRGB: Matrix = [
    SIMD3(0.4124564, 0.3575761, 0.1804375), SIMD3(0.2126729, 0.7151522, 0.0721750),
    SIMD3(0.0193339, 0.1191920, 0.9503041),
  ]
  /// Long-, middle- and short-wave cones of X, Y and Z.
  private static let conesOfXYZ: Matrix = [
    SIMD3(0.187_596_268_556_126, 0.585_168_649_077_728, -0.026_384_263_306_304),
    SIMD3(-0.133_397_430_663_221, 0.405_505_777_260_049, 0.034_502_127_690_364),
    SIMD3(0.000_244_379_021_663, -0.000_542_995_890_619, 0.019_406_849_066_323),
  ]
  /// Achromatic, red–green and violet–yellow of the cones.
  private static let opponentOfCones: Matrix = [
    SIMD3(1, 1, 0), SIMD3(1, -2.311_130_179_947_035, 0), SIMD3(-1, -1, 50.977_571_328_718_781),
  ]
  private static let opponentOfRGB = product(product(opponentOfCones, conesOfXYZ), xyzOfRGB)

  private static func product(_ a: Matrix, _ b: Matrix) -> Matrix {
    a.map { row in row.x * b[0] + row.y * b[1] + row.z * b[2] }
  }

  /// The three opponent channels of gamma-coded R, G and B on the 0…255 scale; values outside it are clipped.
  /// - Complexity: O(width · height)
  static func opponentChannels(_ rgb: RGBPlanes) -> PlaneStack {
    let layout = PlaneStack.Layout(width: rgb.red.width, height: rgb.red.height)
    let rows = opponentOfRGB.map { SIMD3<Float>($0) }
    return PlaneStack(layout, count: 3) { target in
      withPointers(rgb.red.samples, rgb.green.samples, rgb.blue.samples) { red, green, blue in
        for y in 0..<layout.height {
          let from = y &* layout.width
          let to = target + y &* layout.rowLength
          for x in registers(layout.width) {
            let r = light((red + from).lanes(x, of: layout.width))
            let g = light((green + from).lanes(x, of: layout.width))
            let b = light((blue + from).lanes(x, of: layout.width))
            for channel in 0..<3 {
              let weights = rows[channel]
              let sum = r * Vector(repeating: weights.x) + g * Vector(repeating: weights.y)
              to.store(sum.addingProduct(b, Vector(repeating: weights.z)), channel &* layout.planeLength &+ x)
            }
          }
        }
      }
    }
  }

  @inline(__always)
  private static func light(_ codes: Vector) -> Vector {
    let v = (codes * Vector(repeating: 1 / 255)).larger(.zero).smaller(Vector(repeating: 1))
    return v.linearLight.times(Vector(repeating: Float(peak - black)), plus: Float(black + reflected))
  }
}
