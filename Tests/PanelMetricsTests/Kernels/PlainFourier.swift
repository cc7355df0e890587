import Foundation
import Raster

/// The Fourier transform as a sum, along the rows and then down the columns.
struct PlainFourier {
  var re: Plane<Double>
  var im: Plane<Double>

  /// Of a real plane.
  init(_ real: Plane<Double>) {
    re = real
    im = real.map { _ in 0 }
    transform(sign: -1)
  }

  /// The inverse of the transform times a filter.
  func inverse(_ filter: Plane<Double>) -> PlainFourier {
    var result = self
    result.re = re.zipped(filter, *)
    result.im = im.zipped(filter, *)
    result.transform(sign: 1)
    let count = Double(re.count)
    result.re = result.re.map { $0 / count }
    result.im = result.im.map { $0 / count }
    return result
  }

  /// The length of every number.
  var lengths: Plane<Double> { re.zipped(im) { ($0 * $0 + $1 * $1).squareRoot() } }

  private mutating func transform(sign: Double) {
    for along in [true, false] {
      let count = along ? re.width : re.height
      let lines = along ? re.height : re.width
      let step = along ? 1 : re.width
      let next = along ? re.width : 1
      let table = (0..<count).map { 2 * Double.pi * Double($0) / Double(count) }.map { (cos($0), sign * sin($0)) }
      for line in 0..<lines {
        let inputs = (0..<count).map { (re.samples[line * next + $0 * step], im.samples[line * next + $0 * step]) }
        for k in 0..<count {
          var sum = (0.0, 0.0)
          var turn = 0
          for (a, b) in inputs {
            let (c, s) = table[turn]
            sum.0 += a * c - b * s
            sum.1 += a * s + b * c
            turn += k
            if turn >= count { turn -= count }
          }
          re.samples[line * next + k * step] = sum.0
          im.samples[line * next + k * step] = sum.1
        }
      }
    }
  }
}
