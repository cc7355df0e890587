import Foundation
import Raster

/// HaarPSI as the paper writes it, with whole-window sums and no care for speed: the kernel's twin. It takes one plane, or
/// three of R, G and B, which the paper turns to Y, I and Q.
enum HaarPSITwin {
  static func score(_ reference: [Plane<Double>], _ distorted: [Plane<Double>]) -> Double {
    let x = luminanceAndChroma(reference).map(halved)
    let y = luminanceAndChroma(distorted).map(halved)
    func logistic(_ t: Double) -> Double { 1 / (1 + exp(-4.2 * t)) }
    func similarity(_ a: Double, _ b: Double) -> Double { (2 * abs(a * b) + 30) / (a * a + b * b + 30) }
    var weighted = 0.0
    var total = 0.0
    for row in 0..<x[0].height {
      for column in 0..<x[0].width {
        var weights = 0.0
        for vertical in [false, true] {
          let a = (1...3).map { wavelet(x[0], column, row, scale: $0, vertical: vertical) }
          let b = (1...3).map { wavelet(y[0], column, row, scale: $0, vertical: vertical) }
          let weight = max(abs(a[2]), abs(b[2]))
          weighted += weight * logistic((similarity(a[0], b[0]) + similarity(a[1], b[1])) / 2)
          total += weight
          weights += weight
        }
        if x.count == 3 {
          let means = (1...2).map { similarity(block(x[$0], column, row) / 4, block(y[$0], column, row) / 4) }
          weighted += weights / 2 * logistic((means[0] + means[1]) / 2)
          total += weights / 2
        }
      }
    }
    let mean = weighted / total
    let logit = log(mean / (1 - mean)) / 4.2
    return logit * logit
  }

  private static func luminanceAndChroma(_ planes: [Plane<Double>]) -> [Plane<Double>] {
    guard planes.count == 3 else { return planes }
    return [[0.299, 0.587, 0.114], [0.596, -0.274, -0.322], [0.211, -0.523, 0.312]].map { row in
      var plane = planes[0]
      for index in 0..<plane.count {
        plane.samples[index] = (0..<3).reduce(0) { $0 + row[$1] * planes[$1].samples[index] }
      }
      return plane
    }
  }

  private static func sample(_ plane: Plane<Double>, _ x: Int, _ y: Int) -> Double {
    x >= 0 && y >= 0 && x < plane.width && y < plane.height ? plane[x, y] : 0
  }

  private static func block(_ plane: Plane<Double>, _ x: Int, _ y: Int) -> Double {
    sample(plane, x, y) + sample(plane, x + 1, y) + sample(plane, x, y + 1) + sample(plane, x + 1, y + 1)
  }

  private static func halved(_ plane: Plane<Double>) -> Plane<Double> {
    var half = Plane<Double>(width: (plane.width + 1) / 2, height: (plane.height + 1) / 2, repeating: 0)
    for y in 0..<half.height {
      for x in 0..<half.width { half[x, y] = block(plane, 2 * x, 2 * y) / 4 }
    }
    return half
  }

  private static func wavelet(_ plane: Plane<Double>, _ x: Int, _ y: Int, scale: Int, vertical: Bool) -> Double {
    let side = 1 << scale
    var sum = 0.0
    for row in 0..<side {
      for column in 0..<side {
        let sign = (vertical ? column : row) < side / 2 ? 1.0 : -1.0
        sum += sign * sample(plane, x + column - side / 2 + 1, y + row - side / 2 + 1)
      }
    }
    return sum / Double(side)
  }
}
