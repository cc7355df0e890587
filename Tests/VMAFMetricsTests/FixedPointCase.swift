import Raster
import Testing

/// Pairs that try the fixed-point kernels: sizes around every vector width, every bit depth, textures from flat to the
/// harshest stripes.
struct FixedPointCase: Sendable, CustomTestStringConvertible {
  enum Texture: String, CaseIterable { case smooth, noise, stripes, checkers, impulse, flat }

  let texture: Texture
  let width: Int
  let height: Int
  let bitDepth: Int

  var testDescription: String { "\(texture) \(width)×\(height), \(bitDepth) bits" }

  static let all: [FixedPointCase] = {
    var cases: [FixedPointCase] = []
    let sizes = [
      (33, 33), (34, 40), (47, 35), (48, 48), (63, 41), (64, 64), (65, 37), (79, 50), (81, 34), (96, 33), (127, 33),
      (129, 36), (160, 90),
    ]
    for (index, size) in sizes.enumerated() {
      for (step, depth) in [8, 10, 12, 16, 9, 14].enumerated() {
        let texture = Texture.allCases[(index + step) % Texture.allCases.count]
        cases.append(FixedPointCase(texture: texture, width: size.0, height: size.1, bitDepth: depth))
      }
    }
    return cases
  }()

  var reference: [UInt16] { samples(distorted: false) }
  var distorted: [UInt16] { samples(distorted: true) }

  func picture(_ samples: [UInt16]) -> Picture {
    Picture(
      luma: Plane(width: width, height: height, samples: samples.map(Float.init)), chroma: nil, rgb: nil,
      bitDepth: bitDepth)
  }

  private func samples(distorted: Bool) -> [UInt16] {
    let peak = Double((1 << bitDepth) - 1)
    var random = SeededRandom(seed: 7, label: "\(testDescription) \(distorted)")
    return (0..<(width * height)).map { index in
      let (x, y) = (index % width, index / width)
      let value: Double
      switch texture {
      case .smooth:
        let wave = Double((x * x + 3 * y * y) % 997) / 997
        value = distorted ? wave * 0.9 + 0.05 * random.uniform() : wave
      case .noise: value = random.uniform()
      case .stripes: value = (x / (distorted ? 3 : 2)) % 2 == 0 ? 0 : 1
      case .checkers: value = (x + y + (distorted ? 1 : 0)) % 2 == 0 ? 0 : 1
      case .impulse: value = (x * 7 + y * 5) % 61 == 0 ? (distorted ? 0.8 : 1) : 0
      case .flat: value = distorted && index % 50 == 0 ? 0.51 : 0.5
      }
      return UInt16((value * peak).rounded())
    }
  }
}
