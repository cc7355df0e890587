import QualityMetrics
import Raster

/// The space that luma attacks search: the start's pixels moved along grey, R, G and B by one and the same step.
///
/// A grey step leaves R − Y', B − Y' and so both chroma planes exactly as they were, as long as no channel clips: pixel
/// by pixel the step lies in [−min(R, G, B), 255 − max(R, G, B)]. Iterates are luma in code values, fractional; one grey
/// level is `BT709.lumaPerGreyLevel` = 219/255 of a code value.
struct LumaSearch: SearchSpace {
  /// What is attacked.
  let problem: AttackProblem
  /// The attack's id, for errors.
  let attack: String
  /// The start's luma before rounding.
  let base: Plane<Float>
  /// The reference's luma, rounded, as the metric sees it.
  let reference: Plane<Float>
  /// What luma each pixel can reach.
  private(set) var box: ReachableBox
  /// Code values of luma per grey level.
  static let level = BT709.lumaPerGreyLevel

  /// The search of a problem, its steps held to `budget` grey levels where one is given.
  /// - Throws: `AttackError.unsuitableStart` when the start has not 8 bits or not the reference's size.
  /// - Complexity: O(width · height)
  init(_ problem: AttackProblem, attack: String, budget: Int? = nil) throws(AttackError) {
    try Self.requireStart(problem, attack: attack)
    let start = problem.start
    self.problem = problem
    self.attack = attack
    reference = BT709.picture(problem.reference).luma8
    var base = Plane<Float>(width: start.width, height: start.height, repeating: 0)
    var lower = base.samples
    var upper = base.samples
    let limit = Float(budget ?? 255)
    let unit = Float(BT709.lumaPerGreyLevel)
    for index in 0..<base.count {
      let (red, green, blue) = (start.red.samples[index], start.green.samples[index], start.blue.samples[index])
      let exact = BT709.yCbCr(red: Double(red), green: Double(green), blue: Double(blue)).y
      var luma = Float(exact)
      // Near a half, Float may round to the other side than the picture does.
      if luma.rounded() != Float(exact.rounded()) { luma = exact < exact.rounded() ? luma.nextUp : luma.nextDown }
      base.samples[index] = luma
      lower[index] = luma - unit * min(Float(min(red, green, blue)), limit)
      upper[index] = luma + unit * min(Float(255 - max(red, green, blue)), limit)
    }
    self.base = base
    box = ReachableBox(lower: lower, upper: upper)
  }

  /// The same search in a smaller box, whose bounds are whole grey steps from the start.
  func narrowed(to box: ReachableBox) -> LumaSearch {
    var search = self
    search.box = box
    return search
  }

  /// The 8-bit image whose luma, as the metric rounds it, is nearest to `luma`, inside the box.
  ///
  /// The wanted luma is rounded first and the grey step that yields it follows, so that two roundings cost one: a grey
  /// level is less than a code value, hence every code value has a step. Where it has two the smaller is taken, so that
  /// pixels that are not meant to change do not.
  /// - Complexity: O(width · height)
  func image(_ luma: Plane<Float>) -> RGBImage {
    let start = problem.start
    var red = start.red
    var green = start.green
    var blue = start.blue
    let steps = GreySteps(base: base.samples, lower: box.lower, upper: box.upper)
    steps.add(reaching: luma.samples, to: &red.samples, &green.samples, &blue.samples)
    return RGBImage(red: red, green: green, blue: blue, bitDepth: 8)
  }

  /// The 8-bit image of the start's luma with `change` added, sample by sample, times `amount`.
  func image(adding change: [Float], times amount: Double) -> RGBImage {
    var luma = base
    VectorKernels.add(change, scaledBy: Float(amount), to: &luma.samples)
    return image(luma)
  }

  /// The 8-bit image with every pixel moved by one grey step, or as far as its channels allow.
  /// - Complexity: O(width · height)
  func image(greyStep: Int) -> RGBImage {
    var image = problem.start
    for index in 0..<image.red.count {
      let channels = (image.red.samples[index], image.green.samples[index], image.blue.samples[index])
      let least = -Int(min(channels.0, channels.1, channels.2))
      let most = 255 - Int(max(channels.0, channels.1, channels.2))
      let step = min(max(greyStep, least), most)
      image.red.samples[index] = UInt16(Int(channels.0) + step)
      image.green.samples[index] = UInt16(Int(channels.1) + step)
      image.blue.samples[index] = UInt16(Int(channels.2) + step)
    }
    return image
  }

  /// The mean squared difference of luma between an image, as the metric sees it, and the reference.
  func meanSquaredError(_ picture: Picture) -> Double { meanSquaredError(picture.luma8) }

  /// The mean squared difference of the start, of which an attack bounds its own by a multiple.
  /// - Throws: `AttackError.unsuitableStart` where it is 0.
  func errorToMultiply(_ start: Picture) throws(AttackError) -> Double {
    let error = meanSquaredError(start)
    guard error > 0 else {
      throw AttackError.unsuitableStart(
        attack: attack, reason: "the start's luma equals the reference's, so a multiple of its error is 0")
    }
    return error
  }

  /// The mean squared difference of luma from the reference.
  func meanSquaredError(_ luma: Plane<Float>) -> Double {
    VectorKernels.squaredDistance(luma.samples, reference.samples) / Double(reference.count)
  }

  /// The metric's smooth form as a function of luma; chroma stays as the start has it.
  /// - Throws: `AttackError.needsGradient` where the metric has no gradient by luma.
  func steering() throws(AttackError) -> Steering {
    guard let smooth = problem.steering, problem.descriptor.steers.contains(.luma) else {
      throw AttackError.needsGradient(attack: attack)
    }
    let chroma = try heldChroma()
    return Steering(sign: problem.sign) { luma throws(MetricError) in
      let (value, gradient) = try smooth.valueAndGradient(SteeringInput(luma: luma, chroma: chroma))
      return (value, gradient.luma.samples)
    }
  }

  /// The start's chroma, where the metric reads it.
  private func heldChroma() throws(AttackError) -> SteeringInput<Float>.Chroma? {
    guard problem.descriptor.reads.contains(.chroma) else { return nil }
    do throws(MetricError) {
      return try SteeringInput(BT709.picture(problem.start), for: problem.descriptor).chroma
    } catch {
      throw AttackError.metric(error)
    }
  }

  /// The hundredth part of the metric's range, the unit of an attack's tolerances: one point of VMAF.
  ///
  /// Where the range is open, a hundredth of the start's score.
  func hundredth(startScore: Double) -> Double {
    let range = problem.descriptor.range
    let width = range.upperBound - range.lowerBound
    return (width.isFinite ? width : abs(startScore)) / 100
  }
}
