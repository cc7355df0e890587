import QualityMetrics
import Raster

/// Shifts both chroma planes by a fixed amount while luma stays.
///
/// Every metric that reads luma alone scores the result like the start. A pixel whose channels would clip is shifted by
/// less: the shift is shortened until it fits.
struct ChromaShift: Attack {
  static let descriptor = AttackDescriptor(
    id: "chroma-shift", title: "Chroma shift",
    summary: "Shifts colour and leaves luma as it is: luma metrics cannot see it.",
    citation: "Hypothesis of this project: VMAF, SSIM and most structural metrics read luma alone", need: .scores,
    norm: "chroma shift", start: .any,
    parameters: [
      .init("cb", "shift of Cb, code values", default: 12, in: -64...64),
      .init("cr", "shift of Cr, code values", default: -8, in: -64...64),
    ])

  let values: ParameterValues

  /// Shifts every pixel as far as its channels allow; `luma_mse` tells what rounding did to luma.
  func perturb(_ problem: AttackProblem, random: inout SeededRandom) throws(AttackError) -> AttackOutcome {
    _ = try LumaSearch(problem, attack: Self.descriptor.id)  // refuses a start of other size or depth
    let (cb, cr) = (values["cb"], values["cr"])
    // The steps of R and B follow from BT.709's definitions of Cr and Cb, that of G from constant luma.
    let red = cr * (255.0 / 224.0) * 1.5748
    let blue = cb * (255.0 / 224.0) * 1.8556
    let green = -(BT709.redWeight * red + BT709.blueWeight * blue) / BT709.greenWeight
    var image = problem.start
    for index in 0..<image.red.count {
      let pixel = [image.red.samples[index], image.green.samples[index], image.blue.samples[index]].map { Double($0) }
      let steps = [red, green, blue]
      var part = 1.0
      for (value, step) in zip(pixel, steps) where step != 0 {
        part = min(part, (step > 0 ? 255 - value : value) / abs(step))
      }
      let (r, b) = ((pixel[0] + part * red).rounded(), (pixel[2] + part * blue).rounded())
      // Green takes up the rounding of red and blue, so that luma stays within half a level of green.
      let rest = BT709.redWeight * (r - pixel[0]) + BT709.blueWeight * (b - pixel[2])
      let g = min(max((pixel[1] - rest / BT709.greenWeight).rounded(), 0), 255)
      image.red.samples[index] = UInt16(r)
      image.green.samples[index] = UInt16(g)
      image.blue.samples[index] = UInt16(b)
    }
    let (before, after) = (BT709.picture(problem.start).luma, BT709.picture(image).luma)
    let error = VectorKernels.squaredDistance(after.samples, before.samples) / Double(before.count)
    return AttackOutcome(image: image, chosen: ["cb": cb, "cr": cr, "luma_mse": error])
  }
}
