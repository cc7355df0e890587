// Times float VMAF NEG on two raw grey files, and writes its gradient for comparison with another program's.
//
//   vmaf-benchmark time REFERENCE DISTORTED WIDTH HEIGHT [ROUNDS]
//   vmaf-benchmark gradient REFERENCE DISTORTED WIDTH HEIGHT OUTPUT
//
// Raw files hold 8-bit samples row by row; OUTPUT holds 32-bit floats. Times are of this thread's processor time, the
// smallest and the median of the rounds.

import Foundation
import QualityMetrics
import Raster

func plane(_ path: String, _ width: Int, _ height: Int) throws -> Plane<Float> {
  let data = try Data(contentsOf: URL(filePath: path))
  guard data.count == width * height else { throw Usage.wrongSize(path) }
  return Plane(width: width, height: height, samples: data.map { Float($0) })
}

func threadSeconds() -> Double {
  var now = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now)
  return Double(now.tv_sec) + Double(now.tv_nsec) * 1e-9
}

func measure(_ name: String, rounds: Int, _ body: () throws -> Void) rethrows {
  try body()
  var times: [Double] = []
  for _ in 0..<rounds {
    let start = threadSeconds()
    try body()
    times.append((threadSeconds() - start) * 1000)
  }
  times.sort()
  print("\(name) ms: min \(rounded(times[0])) median \(rounded(times[times.count / 2]))")
}

func rounded(_ value: Double) -> String { String(format: "%.2f", value) }

enum Usage: Error { case wrongSize(String), arguments }

let arguments = CommandLine.arguments
guard arguments.count >= 6, let width = Int(arguments[4]), let height = Int(arguments[5]) else { throw Usage.arguments }
let reference = try plane(arguments[2], width, height)
let distorted = try plane(arguments[3], width, height)
let metric = FloatVMAF(id: "vmafneg_float", title: "VMAF NEG", model: .floatV061neg)
let prepared = try metric.prepareDifferentiable(reference)

switch arguments[1] {
case "time":
  let rounds = arguments.count > 6 ? Int(arguments[6]) ?? 10 : 10
  try measure("prepare", rounds: rounds) { _ = try metric.prepareDifferentiable(reference) }
  try measure("score", rounds: rounds) { _ = try prepared.value(distorted) }
  try measure("gradient", rounds: rounds) { _ = try prepared.valueAndGradient(distorted) }
case "gradient":
  guard arguments.count == 7 else { throw Usage.arguments }
  let (score, gradient) = try prepared.valueAndGradient(distorted)
  print("score \(score)")
  try gradient.samples.withUnsafeBytes { try Data($0).write(to: URL(filePath: arguments[6])) }
default: throw Usage.arguments
}
