import Foundation
import Raster

/// MDSI as the paper writes it, with complex powers in polar form and no care for speed: the kernel's twin.
enum MDSITwin {
  static func score(_ reference: [Plane<Double>], _ distorted: [Plane<Double>]) -> Double {
    let side = Double(min(reference[0].width, reference[0].height))
    let k = max(1, Int((side / 256).rounded(.toNearestOrEven)))
    func reduced(_ planes: [Plane<Double>]) -> [Plane<Double>] {
      planes.map { plainMeans($0, k, before: (k - 1) / 2, after: k / 2) { $0.orZero($1, $2) } }
    }
    let axes = [(0.2989, 0.587, 0.114), (0.3, 0.04, -0.35), (0.34, -0.6, 0.17)]
    let r = axes.map { RandomPicture.weighted(reduced(reference), $0.0, $0.1, $0.2) }
    let d = axes.map { RandomPicture.weighted(reduced(distorted), $0.0, $0.1, $0.2) }
    let fused = r[0].zipped(d[0]) { ($0 + $1) / 2 }
    let edges = [r[0], d[0], fused].map { $0.gradientLength(1.0 / 3, 1.0 / 3) }
    let direct = edges[0].similarity(edges[1], 140)
    let toDistorted = edges[1].similarity(edges[2], 55)
    let toReference = edges[0].similarity(edges[2], 55)
    var roots: [(Double, Double)] = []
    for index in 0..<r[0].count {
      let gradient = direct.samples[index] + toDistorted.samples[index] - toReference.samples[index]
      let (h1, h2) = (r[1].samples[index], d[1].samples[index])
      let (m1, m2) = (r[2].samples[index], d[2].samples[index])
      let chroma = (2 * (h1 * h2 + m1 * m2) + 550) / (h1 * h1 + h2 * h2 + m1 * m1 + m2 * m2 + 550)
      let value = 0.6 * gradient + 0.4 * chroma
      let angle = value < 0 ? Double.pi / 4 : 0
      roots.append((pow(abs(value), 0.25) * cos(angle), pow(abs(value), 0.25) * sin(angle)))
    }
    let count = Double(roots.count)
    let mean = (roots.reduce(0) { $0 + $1.0 } / count, roots.reduce(0) { $0 + $1.1 } / count)
    return pow(roots.reduce(0) { $0 + hypot($1.0 - mean.0, $1.1 - mean.1) } / count, 0.25)
  }
}
