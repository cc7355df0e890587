import Raster
import Testing

@testable import AttackEngine

@Suite("Grey steps") struct GreyStepsTests {
  /// One pixel after the other: the twin of the kernel that takes eight.
  static func plain(_ steps: GreySteps, _ wanted: [Float], _ channels: [[UInt16]]) -> [[UInt16]] {
    let level = Float(BT709.lumaPerGreyLevel)
    let perLevel = 1 / level
    var result = channels
    for index in wanted.indices {
      let base = steps.base[index]
      let least = ((steps.lower[index] - base) * perLevel).rounded()
      let most = ((steps.upper[index] - base) * perLevel).rounded()
      let code = wanted[index].rounded()
      var step = ((code - base) * perLevel).rounded()
      let smaller = step > 0 ? step - 1 : (step < 0 ? step + 1 : step)
      if (base + smaller * level).rounded() == code { step = smaller }
      let grey = Int(min(max(step, least), most))
      for channel in 0..<3 { result[channel][index] = UInt16(Int(channels[channel][index]) + grey) }
    }
    return result
  }

  /// Wanted luma inside and outside the box, on halves, and as it is; sizes with and without pixels after the last register.
  @Test(arguments: [1, 7, 8, 17, 4096]) func theKernelIsThePlainTwin(count: Int) {
    var random = SeededRandom(seed: 5)
    let channels = (0..<3).map { _ in (0..<count).map { _ in UInt16(random.next() >> 56) } }
    var (base, lower, upper, wanted): ([Float], [Float], [Float], [Float]) = ([], [], [], [])
    for index in 0..<count {
      let (red, green, blue) = (channels[0][index], channels[1][index], channels[2][index])
      base.append(Float(BT709.yCbCr(red: Double(red), green: Double(green), blue: Double(blue)).y))
      lower.append(base[index] - Float(BT709.lumaPerGreyLevel) * Float(min(red, green, blue)))
      upper.append(base[index] + Float(BT709.lumaPerGreyLevel) * Float(255 - max(red, green, blue)))
      switch index % 4 {
      case 0: wanted.append(base[index])
      case 1: wanted.append(base[index].rounded() + 0.5)
      default: wanted.append(base[index] + Float(random.uniform() * 300 - 150))
      }
    }
    let steps = GreySteps(base: base, lower: lower, upper: upper)
    var (red, green, blue) = (channels[0], channels[1], channels[2])
    steps.add(reaching: wanted, to: &red, &green, &blue)
    #expect([red, green, blue] == Self.plain(steps, wanted, channels))
  }

  /// The numbers next to halves, of both signs: a step is rounded as `rounded()` rounds.
  @Test func stepsNextToHalvesAreRoundedAlike() {
    let halves = (-40..<40).flatMap { whole -> [Float] in
      let half = Float(whole) + 0.5
      return [half.nextDown, half, half.nextUp]
    }
    let base = halves.map { _ in Float(128) }
    let channels = (0..<3).map { _ in halves.map { _ in UInt16(128) } }
    let steps = GreySteps(base: base, lower: base.map { $0 - 109 }, upper: base.map { $0 + 109 })
    var (red, green, blue) = (channels[0], channels[1], channels[2])
    let wanted = halves.map { $0 + 128 }
    steps.add(reaching: wanted, to: &red, &green, &blue)
    #expect([red, green, blue] == Self.plain(steps, wanted, channels))
  }
}
