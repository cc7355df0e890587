import QualityMetrics
import Raster

/// The space in which a metric that steers chroma is climbed: R, G and B of every pixel, each within 0…255.
///
/// A point is the three planes one below the other, in levels, fractional. The metric is given unrounded Y'CbCr of them
/// (BT.709, full resolution), which is linear, and its gradient is taken back by the transposed conversion.
struct ColourSearch: SearchSpace {
  let problem: AttackProblem
  let base: Plane<Float>
  let box: ReachableBox
  private let attack: String

  static let level = 1.0

  /// The search of a problem, its steps held to `budget` levels where one is given.
  /// - Throws: `AttackError.unsuitableStart` when the start has not 8 bits or not the reference's size.
  /// - Complexity: O(width · height)
  init(_ problem: AttackProblem, attack: String, budget: Int? = nil) throws(AttackError) {
    try Self.requireStart(problem, attack: attack)
    self.problem = problem
    self.attack = attack
    let start = problem.start
    let samples = (start.red.samples + start.green.samples + start.blue.samples).map { Float($0) }
    base = Plane(width: start.width, height: 3 * start.height, samples: samples)
    let limit = Float(budget ?? 255)
    box = ReachableBox(lower: samples.map { max($0 - limit, 0) }, upper: samples.map { min($0 + limit, 255) })
  }

  /// - Complexity: O(width · height)
  func image(_ point: Plane<Float>) -> RGBImage {
    var inside = point.samples
    box.project(&inside)
    let (width, height, count) = (problem.start.width, problem.start.height, inside.count / 3)
    func channel(_ index: Int) -> Plane<UInt16> {
      let samples = inside[(index * count)..<((index + 1) * count)].map { UInt16($0.rounded()) }
      return Plane(width: width, height: height, samples: samples)
    }
    return RGBImage(red: channel(0), green: channel(1), blue: channel(2), bitDepth: 8)
  }

  func steering() throws(AttackError) -> Steering {
    guard let smooth = problem.steering else { throw AttackError.needsGradient(attack: attack) }
    return Steering(sign: problem.sign) { point throws(MetricError) in
      let (value, gradient) = try smooth.valueAndGradient(Self.planes(point))
      return (value, Self.slope(gradient))
    }
  }

  /// Y', Cb and Cr of a point, not rounded.
  static func planes(_ point: Plane<Float>) -> SteeringInput<Float> {
    var luma = Plane<Float>(width: point.width, height: point.height / 3, repeating: 0)
    let count = luma.count
    var (cb, cr) = (luma, luma)
    for index in 0..<count {
      let code = BT709.yCbCr(
        red: Double(point.samples[index]), green: Double(point.samples[count + index]),
        blue: Double(point.samples[2 * count + index]))
      luma.samples[index] = Float(code.y)
      cb.samples[index] = Float(code.cb)
      cr.samples[index] = Float(code.cr)
    }
    return SteeringInput(luma: luma, chroma: .init(cb: cb, cr: cr))
  }

  /// The slope by R, G and B of what has `gradient` by Y', Cb and Cr: the transpose of `planes`.
  static func slope(_ gradient: SteeringInput<Float>) -> [Float] {
    let count = gradient.luma.count
    // The conversion's columns: what one level of a channel adds to Y', Cb and Cr.
    let zero = BT709.yCbCr(red: 0, green: 0, blue: 0)
    let columns = [
      BT709.yCbCr(red: 1, green: 0, blue: 0), BT709.yCbCr(red: 0, green: 1, blue: 0),
      BT709.yCbCr(red: 0, green: 0, blue: 1),
    ].map { (y: Float($0.y - zero.y), cb: Float($0.cb - zero.cb), cr: Float($0.cr - zero.cr)) }
    var slope = [Float](repeating: 0, count: 3 * count)
    for (channel, column) in columns.enumerated() {
      for index in 0..<count { slope[channel * count + index] = column.y * gradient.luma.samples[index] }
      guard let chroma = gradient.chroma else { continue }
      for index in 0..<count {
        slope[channel * count + index] += column.cb * chroma.cb.samples[index] + column.cr * chroma.cr.samples[index]
      }
    }
    return slope
  }
}
