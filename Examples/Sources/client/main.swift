// What a project that depends on the libraries writes: a metric of two pictures, and a step down a loss.
//
//   client [METRIC]
//
// The pictures are drawn here, so that nothing is needed beside the package.

import Losses
import QualityMetrics
import Raster

enum Failure: Error { case unknownMetric(String), unknownLoss(String), noChroma }

/// Rings and stripes in colour, with levels in steps of `step`.
func drawing(step: Int) -> RGBImage {
  let (width, height) = (320, 240)
  func plane(_ channel: Int) -> Plane<UInt16> {
    Plane(
      width: width, height: height,
      samples: (0..<(width * height)).map { index in
        let (x, y) = (index % width - 160, index / width - 120)
        let level = (x * x + y * y) / 90 % 120 + (channel * x + 3 * y) % 40 + 70
        return UInt16(min(max(level / step * step, 0), 255))
      })
  }
  return RGBImage(red: plane(0), green: plane(1), blue: plane(2), bitDepth: 8)
}

/// A metric's value of a picture; a reference is prepared once for any number of them.
func score(_ id: String, _ reference: Picture, _ distorted: Picture) throws -> Double {
  guard let metric = MetricRegistry.metric(id) else { throw Failure.unknownMetric(id) }
  return try metric.prepare(reference).evaluate(distorted).score
}

func planes(_ picture: Picture) throws -> SteeringInput<Float> {
  guard let chroma = picture.chroma else { throw Failure.noChroma }
  return SteeringInput(luma: picture.luma, chroma: .init(cb: chroma.cb, cr: chroma.cr))
}

/// A loss, and what it is after one step against its gradient that moves no sample by more than half a level.
func descend(_ id: String, _ reference: Picture, _ distorted: Picture) throws -> (before: Double, after: Double) {
  guard let loss = LossRegistry.loss(id) else { throw Failure.unknownLoss(id) }
  let prepared = try loss.prepare(planes(reference))
  var picture = try planes(distorted)
  let (before, gradient) = try prepared.valueAndGradient(picture)
  let all = [gradient.luma, gradient.chroma?.cb, gradient.chroma?.cr].compactMap { $0 }
  let largest = all.flatMap(\.samples).reduce(0) { max($0, abs($1)) }
  func move(_ plane: inout Plane<Float>, _ slope: Plane<Float>?) {
    guard let slope else { return }
    for index in 0..<plane.count { plane.samples[index] -= 0.5 / largest * slope.samples[index] }
  }
  move(&picture.luma, gradient.luma)
  if var chroma = picture.chroma {
    move(&chroma.cb, gradient.chroma?.cb)
    move(&chroma.cr, gradient.chroma?.cr)
    picture.chroma = chroma
  }
  return (before, try prepared.value(picture))
}

let (reference, distorted) = (BT709.picture(drawing(step: 1)), BT709.picture(drawing(step: 24)))
let metric = CommandLine.arguments.dropFirst().first ?? "vmafneg"
print(metric, try score(metric, reference, distorted))
let (before, after) = try descend("robust", reference, distorted)
print("robust", before, after)
