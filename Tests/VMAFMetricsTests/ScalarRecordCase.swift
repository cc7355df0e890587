import Raster

/// Pairs of luma planes on which libvmaf's scalar code was run and recorded: depths, sizes and contents at which
/// fixed-point VMAF is delicate. Made of seeded integers and products of doubles, so they are the same everywhere.
struct ScalarRecordCase: Sendable {
  let name: String
  let width: Int
  let height: Int
  let bitDepth: Int
  /// By frame, row by row.
  let reference: [[UInt16]]
  let distorted: [[UInt16]]

  static let all: [ScalarRecordCase] = [
    // White noise over the whole range, moved by a column: the additive detail of the finest level leaves 16 bits, where
    // libvmaf's vector code parts from its scalar code (its issue 1610).
    ScalarRecordCase("white-noise-moved", 336, 224, 8) { x, y, _ in
      noise(x, y, 1)
    } distorted: { x, y, _ in
      noise(x > 0 ? x - 1 : 335, y, 1)
    },
    ScalarRecordCase("contrast", 203, 117, 8) { x, y, _ in
      0.3 + 0.4 * waves(x, y)
    } distorted: { x, y, _ in
      0.5 + 1.25 * (0.4 * waves(x, y) - 0.2)
    },
    ScalarRecordCase("stripes", 144, 96, 10) { x, _, _ in
      Double(x / 2 % 2)
    } distorted: { x, y, _ in
      Double(x / 3 % 2) * 0.9 + 0.1 * noise(x, y, 2)
    },
    ScalarRecordCase("waves", 212, 131, 12) { x, y, _ in
      waves(x, y)
    } distorted: { x, y, _ in
      0.9 * waves(x, y) + 0.1 * noise(x, y, 3)
    },
    ScalarRecordCase("moving", 129, 81, 12, frames: 4) { x, y, frame in
      waves(x + 2 * frame, y + frame * frame)
    } distorted: { x, y, frame in
      (waves(x + 2 * frame, y + frame * frame) * 24).rounded() / 24
    },
    ScalarRecordCase("white-noise", 161, 90, 16) { x, y, _ in
      noise(x, y, 4)
    } distorted: { x, y, _ in
      noise(x, y, 5)
    },
    ScalarRecordCase("checkers", 97, 64, 16) { x, y, _ in
      Double((x + y) % 2)
    } distorted: { x, y, _ in
      0.2 + 0.6 * Double((x + y) % 2)
    },
    ScalarRecordCase("dark", 160, 120, 16) { x, y, _ in
      0.01 * waves(x, y)
    } distorted: { x, y, _ in
      0.0101 * waves(x, y) + 0.0002 * noise(x, y, 6)
    },
  ]

  private init(
    _ name: String, _ width: Int, _ height: Int, _ bitDepth: Int, frames: Int = 1,
    reference: (Int, Int, Int) -> Double, distorted: (Int, Int, Int) -> Double
  ) {
    self.name = name
    self.width = width
    self.height = height
    self.bitDepth = bitDepth
    let peak = Double((1 << bitDepth) - 1)
    func pictures(_ value: (Int, Int, Int) -> Double) -> [[UInt16]] {
      (0..<frames).map { frame in
        (0..<(width * height)).map { place in
          UInt16((min(max(value(place % width, place / width, frame), 0), 1) * peak).rounded())
        }
      }
    }
    self.reference = pictures(reference)
    self.distorted = pictures(distorted)
  }

  /// 0…1, without a pattern.
  private static func noise(_ x: Int, _ y: Int, _ seed: UInt64) -> Double {
    var random = SeededRandom(seed: seed << 40 | UInt64(y) << 20 | UInt64(x))
    return random.uniform()
  }

  /// 0…1: slow and fast parabolas across each other.
  private static func waves(_ x: Int, _ y: Int) -> Double {
    Double((x * x + 3 * y * y) % 997) / 997 * 0.4 + Double((7 * x + 5 * y) % 181) / 181 * 0.6
  }

  /// The frames as pictures.
  func pictures(_ frames: [[UInt16]]) -> [Picture] {
    frames.map { samples in
      Picture(
        luma: Plane(width: width, height: height, samples: samples.map(Float.init)), chroma: nil, rgb: nil,
        bitDepth: bitDepth)
    }
  }
}
