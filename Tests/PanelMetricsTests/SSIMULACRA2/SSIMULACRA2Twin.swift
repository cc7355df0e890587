import Foundation
import Raster

/// SSIMULACRA 2 one number at a time: the kernels' twin. Every Float operation up to the maps is the kernels' own, so that
/// only the order of the sums differs.
enum SSIMULACRA2Twin {
  /// The score of two images of one size and bit depth.
  static func score(_ reference: RGBImage, _ distorted: RGBImage, weights: [Double]) -> Double {
    var pair = [reference, distorted].map { image in
      [image.red, image.green, image.blue].map { decoded($0, image.peak) }
    }
    var scales: [[[Double]]] = []
    for scale in 0..<6 {
      if scale > 0 {
        guard min(pair[0][0].width, pair[0][0].height) >= 8 else { break }
        pair = pair.map { $0.map(halved) }
      }
      let (a, b) = (colours(pair[0]), colours(pair[1]))
      scales.append((0..<3).map { norms(a[$0], b[$0]) })
    }
    var sum = 0.0
    var index = 0
    for colour in 0..<3 {
      for scale in scales {
        for norm in scale[colour] {
          sum += weights[index] * norm
          index += 1
        }
      }
    }
    let s = sum * 0.9562382616834844
    let t = 2.326765642916932 * s - 0.020884521182843837 * s * s + 6.248496625763138e-05 * s * s * s
    return t > 0 ? 100 - 10 * pow(t, 0.6276336467831387) : 100
  }

  static func decoded(_ plane: Plane<UInt16>, _ peak: Int) -> Plane<Float> {
    let unit = Float(1) / Float(peak)
    return plane.map { linear(Float($0) * unit) }
  }

  static func linear(_ value: Float) -> Float {
    func horner(_ coefficients: [Float]) -> Float {
      coefficients.dropFirst().reduce(coefficients[0]) { $1.addingProduct($0, value) }
    }
    guard value > 0.04045 else { return value * (1 / Float(12.92)) }
    return horner([8.210152774e-01, 7.961564959e-01, 1.624820318e-01, 1.043637593e-02, 2.200248328e-04])
      / horner([6.521209011e-03, -5.512498495e-02, 4.987528350e-01, 1.076976492e+00, 2.631846970e-01])
  }

  static func halved(_ plane: Plane<Float>) -> Plane<Float> {
    var half = Plane<Float>(width: (plane.width + 1) / 2, height: (plane.height + 1) / 2, repeating: 0)
    for y in 0..<half.height {
      for x in 0..<half.width {
        var sum: Float = 0
        for row in [2 * y, 2 * y + 1] {
          for column in [2 * x, 2 * x + 1] { sum += plane[min(column, plane.width - 1), min(row, plane.height - 1)] }
        }
        half[x, y] = sum / 4
      }
    }
    return half
  }

  static func colours(_ light: [Plane<Float>]) -> [Plane<Float>] {
    let bias: Float = 0.0037930732552754493
    let shares: [[Float]] = [
      [0.3, 1 - Float(0.078) - 0.3, 0.078], [0.23, 1 - Float(0.078) - 0.23, 0.078],
      [0.24342268924547819, 0.20476744424496821, 1 - Float(0.24342268924547819) - 0.20476744424496821],
    ]
    var planes = light
    for index in 0..<light[0].count {
      let cones = shares.map { share -> Float in
        let mixed = bias.addingProduct(share[2], light[2].samples[index])
          .addingProduct(share[1], light[1].samples[index]).addingProduct(share[0], light[0].samples[index])
        return cubeRoot(mixed, adding: -cbrtf(bias))
      }
      let luma = 0.5 * (cones[0] + cones[1])
      planes[0].samples[index] = 0.5 * (cones[0] - cones[1]) * 14 + 0.42
      planes[1].samples[index] = luma + 0.01
      planes[2].samples[index] = cones[2] - luma + 0.55
    }
    return planes
  }

  static func cubeRoot(_ x: Float, adding addend: Float) -> Float {
    var r = Float(bitPattern: 0x5480_0000 - (x.bitPattern >> 23) * 0x2A_AAAA)
    for _ in 0..<3 {
      r = (r * Float(4.0 / 3)).addingProduct(-(x * Float(1.0 / 3)), (r * r) * (r * r))
    }
    r = r.addingProduct(Float(1.0 / 3), r.addingProduct(-x, (r * r) * (r * r)))
    return addend.addingProduct(r * r, x)
  }

  /// Mean of the three maps, then their 4-norms.
  static func norms(_ a: Plane<Float>, _ b: Plane<Float>) -> [Double] {
    func product(_ p: Plane<Float>, _ q: Plane<Float>) -> Plane<Float> {
      Plane(width: p.width, height: p.height, samples: zip(p.samples, q.samples).map { $0 * $1 })
    }
    let planes = [a, b, product(a, a), product(b, b), product(a, b)].map(blurred)
    var sums = [Double](repeating: 0, count: 6)
    for index in 0..<a.count {
      let v = planes.map { $0.samples[index] }
      let level = 1 - (v[0] - v[1]) * (v[0] - v[1])
      let covariance = 2 * (v[4] - v[0] * v[1]) + 0.0009
      let variances = (v[2] - v[0] * v[0]) + (v[3] - v[1] * v[1]) + 0.0009
      let edges = (abs(a.samples[index] - v[0]), abs(b.samples[index] - v[1]))
      let change = (edges.1 - edges.0) / (1 + edges.0)
      let maps = [1 - level * covariance / variances, change, -change].map { Double(max($0, 0)) }
      for map in 0..<3 {
        sums[map] += maps[map]
        sums[3 + map] += pow(maps[map], 4)
      }
    }
    let means = sums.map { $0 / Double(a.count) }
    return means.prefix(3) + means.suffix(3).map { pow($0, 0.25) }
  }

  /// Along the rows in groups of four, down the columns one by one.
  static func blurred(_ plane: Plane<Float>) -> Plane<Float> {
    var across = plane
    for y in 0..<plane.height {
      let row = filtered((0..<plane.width).map { plane[$0, y] }, inGroups: true)
      for x in 0..<plane.width { across[x, y] = row[x] }
    }
    var result = across
    for x in 0..<plane.width {
      let column = filtered((0..<plane.height).map { across[x, $0] }, inGroups: false)
      for y in 0..<plane.height { result[x, y] = column[y] }
    }
    return result
  }

  /// n_k and d_k for σ = 1.5 (N = 5), solved with the paper's equations in Python (numpy 2.4.6, 2026-11-26).
  static let input = [0.05529523572608661, -0.05883668702694998, 0.012955819110517063]
  static let feedback = [-1.902113032590307, -1.1755705045849463, -1.2246467991473532e-16]

  static func filtered(_ samples: [Float], inGroups: Bool) -> [Float] {
    let count = samples.count
    func sample(_ index: Int) -> Float { samples.indices.contains(index) ? samples[index] : 0 }
    var terms = [[Float]](repeating: [Float](repeating: 0, count: count), count: 3)
    for k in 0..<3 {
      let (n, d) = (input[k], feedback[k])
      let response = [1, -d, d * d - 1, 2 * d - d * d * d, d * d * d * d - 3 * d * d + 1]
      var last: (Float, Float) = (0, 0)
      var position = -4
      while position < count {
        let isGroup = inGroups && position >= 8 && position < count - 7
        let sums = (0..<(isGroup ? 4 : 1)).map { sample(position + $0 - 6) + sample(position + $0 + 4) }
        var outputs: [Float] = []
        for lane in sums.indices {
          let output: Float
          if inGroups {
            var sum = sums[0] * Float(response[lane] * n)
            for i in 1..<max(lane + 1, 1) { sum = sum.addingProduct(sums[i], Float(response[lane - i] * n)) }
            output = sum.addingProduct(Float(-response[lane]), last.1).addingProduct(Float(response[lane + 1]), last.0)
          } else {
            output = (-last.1).addingProduct(Float(-d), last.0).addingProduct(Float(n), sums[0])
          }
          outputs.append(output)
        }
        for (lane, output) in outputs.enumerated() where position + lane >= 0 { terms[k][position + lane] = output }
        last = isGroup ? (outputs[3], outputs[2]) : (outputs[0], last.0)
        position += outputs.count
      }
    }
    return (0..<count).map { terms[0][$0] + (terms[1][$0] + terms[2][$0]) }
  }
}
