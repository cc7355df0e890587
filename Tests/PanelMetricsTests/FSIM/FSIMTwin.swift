import Foundation
import Raster

/// FSIM step by step as its authors' program goes, with transforms as sums: the kernel's twin.
enum FSIMTwin {
  static func score(_ reference: Plane<Double>, _ distorted: Plane<Double>) -> Double {
    let (x, y) = (reduced(reference), reduced(distorted))
    return pooled(x, y, x.map { _ in 1 })
  }

  static func colourScore(_ reference: [Plane<Double>], _ distorted: [Plane<Double>]) -> Double {
    func axes(_ planes: [Plane<Double>]) -> [Plane<Double>] {
      [(0.299, 0.587, 0.114), (0.5959, -0.2746, -0.3213), (0.2115, -0.5227, 0.3112)].map {
        reduced(RandomPicture.weighted(planes, $0.0, $0.1, $0.2))
      }
    }
    let (x, y) = (axes(reference), axes(distorted))
    let chroma = x[1].similarity(y[1], 200).zipped(x[2].similarity(y[2], 200)) { pow(abs($0 * $1), 0.03) }
    return pooled(x[0], y[0], chroma)
  }

  private static func reduced(_ plane: Plane<Double>) -> Plane<Double> {
    let k = max(1, Int((Double(min(plane.width, plane.height)) / 256).rounded(.toNearestOrEven)))
    return plainMeans(plane, k, before: 0, after: 0) { $0[$1, $2] }
  }

  private static func pooled(_ x: Plane<Double>, _ y: Plane<Double>, _ colour: Plane<Double>) -> Double {
    let (p, q) = (congruency(x), congruency(y))
    let edges = x.gradientLength(3.0 / 16, 10.0 / 16).similarity(y.gradientLength(3.0 / 16, 10.0 / 16), 160)
    let weights = p.zipped(q, max)
    let map = p.similarity(q, 0.85).zipped(edges, *).zipped(colour, *)
    return map.zipped(weights, *).samples.reduce(0, +) / weights.samples.reduce(0, +)
  }

  /// Frequencies with 0 in the first place.
  private static func frequency(_ k: Int, _ count: Int) -> Double {
    let signed = k < count - count / 2 ? k : k - count
    return Double(signed) / Double(count % 2 == 0 ? count : count - 1)
  }

  private static func congruency(_ plane: Plane<Double>) -> Plane<Double> {
    let (width, height) = (plane.width, plane.height)
    let spectrum = PlainFourier(plane)
    var energies = plane.map { _ in 0.0 }
    var amplitudes = energies
    for orientation in 0..<4 {
      let filters = (0..<4).map { scale in
        Plane<Double>(width, height) { x, y in
          let (across, down) = (frequency(x, width), frequency(y, height))
          let radius = hypot(across, down)
          guard radius > 0 else { return 0 }
          let octaves = log(radius * 6 * pow(2, Double(scale)))
          let angle = atan2(-across, down) - Double(orientation) * Double.pi / 4
          let distance = atan2(sin(angle), cos(angle))
          let deviation = Double.pi / 4 / 1.2
          return exp(-octaves * octaves / (2 * pow(log(0.55), 2))) / (1 + pow(radius / 0.45, 30))
            * exp(-distance * distance / (2 * deviation * deviation))
        }
      }
      let responses = filters.map { spectrum.inverse($0) }
      // The filters' even parts in space, times √n, as the program sums them.
      let shapes = filters.map { filter in
        var unit = spectrum
        unit.re = filter.map { _ in 1 }
        unit.im = filter.map { _ in 0 }
        return unit.inverse(filter).re.map { $0 * Double(width * height).squareRoot() }
      }
      var squares = 0.0
      var products = 0.0
      for index in 0..<plane.count {
        for s in 0..<4 {
          squares += pow(shapes[s].samples[index], 2)
          for t in 0..<s { products += shapes[s].samples[index] * shapes[t].samples[index] }
        }
      }
      let sorted = responses[0].lengths.samples.map { $0 * $0 }.sorted()
      let power = -sorted[(sorted.count - 1) / 2] / log(0.5) / filters[0].samples.reduce(0) { $0 + $1 * $1 }
      let tau = ((2 * power * squares + 4 * power * products) / 2).squareRoot()
      let threshold = (tau * (Double.pi / 2).squareRoot() + 2 * ((2 - Double.pi / 2) * tau * tau).squareRoot()) / 1.7
      for index in 0..<plane.count {
        let values = responses.map { (even: $0.re.samples[index], odd: $0.im.samples[index]) }
        var (even, odd, energy) = (0.0, 0.0, 0.0)
        for value in values {
          even += value.even
          odd += value.odd
        }
        let length = hypot(even, odd) + 2e-16
        for value in values {
          let along = value.even * even + value.odd * odd
          let aside = abs(value.even * odd - value.odd * even)
          energy += (along - aside) / length
          amplitudes.samples[index] += hypot(value.even, value.odd)
        }
        energies.samples[index] += max(energy - threshold, 0)
      }
    }
    return energies.zipped(amplitudes) { ($0 + 2e-16) / ($1 + 2e-16) }
  }
}
