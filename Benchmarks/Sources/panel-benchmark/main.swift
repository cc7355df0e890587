// Times members of the panel on a pair of raw colour files.
//
//   panel-benchmark REFERENCE DISTORTED WIDTH HEIGHT ROUNDS [ID…]
//
// Raw files hold 8-bit R, G, B pixel by pixel. Without ids every member of the panel is timed. For each it prints its id,
// the milliseconds to prepare the reference, the milliseconds to evaluate the distorted picture (the smallest and the
// median of the rounds, of this thread's processor time), and its value.

import Foundation
import QualityMetrics
import Raster

enum Usage: Error { case wrongSize(String), arguments, unknown(String) }

func picture(_ path: String, _ width: Int, _ height: Int) throws -> Picture {
  let data = [UInt8](try Data(contentsOf: URL(filePath: path)))
  guard data.count == 3 * width * height else { throw Usage.wrongSize(path) }
  func plane(_ channel: Int) -> Plane<UInt16> {
    Plane(width: width, height: height, samples: (0..<(width * height)).map { UInt16(data[3 * $0 + channel]) })
  }
  return BT709.picture(RGBImage(red: plane(0), green: plane(1), blue: plane(2), bitDepth: 8))
}

func milliseconds(_ body: () throws -> Void) rethrows -> Double {
  func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1e3 + Double(time.tv_nsec) * 1e-6
  }
  let start = now()
  try body()
  return now() - start
}

let arguments = CommandLine.arguments
guard arguments.count >= 6, let width = Int(arguments[3]), let height = Int(arguments[4]),
  let rounds = Int(arguments[5])
else { throw Usage.arguments }
let reference = try picture(arguments[1], width, height)
let distorted = try picture(arguments[2], width, height)
let ids = arguments.count > 6 ? Array(arguments[6...]) : MetricRegistry.panel.map(\.descriptor.id)
for id in ids {
  guard let metric = MetricRegistry.metric(id) else { throw Usage.unknown(id) }
  var prepared = try metric.prepare(reference)
  let score = try prepared.evaluate(distorted).score
  var preparing: [Double] = []
  var evaluating: [Double] = []
  for _ in 0..<max(rounds, 1) {
    preparing.append(try milliseconds { prepared = try metric.prepare(reference) })
    evaluating.append(try milliseconds { _ = try prepared.evaluate(distorted) })
  }
  evaluating.sort()
  func text(_ value: Double?) -> String { String(format: "%.3f", value ?? .nan) }
  print(id, text(preparing.min()), text(evaluating.first), text(evaluating[evaluating.count / 2]), score)
}
