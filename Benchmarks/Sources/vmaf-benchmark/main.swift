// Times VMAF NEG on two raw grey files, and writes the float form's gradient for comparison with another program's.
//
//   vmaf-benchmark time REFERENCE DISTORTED WIDTH HEIGHT [ROUNDS]
//   vmaf-benchmark gradient REFERENCE DISTORTED WIDTH HEIGHT OUTPUT
//
//   vmaf-benchmark pairs REFERENCE DISTORTED WIDTH HEIGHT COUNT TASKS
//   vmaf-benchmark repeat REFERENCE DISTORTED WIDTH HEIGHT OPERATION ROUNDS
//
// Raw files hold 8-bit samples row by row; OUTPUT holds 32-bit floats. Times are of this thread's processor time, the
// smallest and the median of the rounds: of the float form prepare, score and gradient; of the fixed-point form a frame of
// a sequence (both pictures, and motion), prepare, and a picture against a prepared reference. `pairs` scores COUNT pairs
// in fixed point on TASKS tasks and prints wall-clock time, processor time and peak memory. `repeat` does one of the things
// that `time` times ROUNDS times, for a profiler or a counter of allocations.

import Foundation
import QualityMetrics
import Raster

func plane(_ path: String, _ width: Int, _ height: Int) throws -> Plane<Float> {
  let data = try Data(contentsOf: URL(filePath: path))
  guard data.count == width * height else { throw Usage.wrongSize(path) }
  return Plane(width: width, height: height, samples: data.map { Float($0) })
}

func processorSeconds(_ clock: clockid_t = CLOCK_THREAD_CPUTIME_ID) -> Double {
  var now = timespec()
  clock_gettime(clock, &now)
  return Double(now.tv_sec) + Double(now.tv_nsec) * 1e-9
}

func measure(_ name: String, rounds: Int, _ body: () throws -> Void) rethrows {
  try body()
  var times: [Double] = []
  for _ in 0..<rounds {
    let start = processorSeconds()
    try body()
    times.append((processorSeconds() - start) * 1000)
  }
  times.sort()
  print("\(name) ms: min \(rounded(times[0])) median \(rounded(times[times.count / 2]))")
}

func rounded(_ value: Double) -> String { String(format: "%.2f", value) }

/// The largest memory that the process has held, as the system's own file says it: "VmHWM: 12345 kB".
func peakMemory() -> String {
  let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
  let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
  return line.map { $0.dropFirst("VmHWM:".count).trimmingCharacters(in: .whitespaces) } ?? "unknown"
}

/// Scores `pairs` pairs, each with a reference of its own, with `tasks` of them under way at any time.
func score(
  _ metric: IntegerVMAF, _ reference: Picture, _ distorted: Picture, pairs: Int, tasks: Int
) async throws -> [Double] {
  try await withThrowingTaskGroup(of: Double.self) { group in
    func add() { group.addTask { try metric.prepare(reference).evaluate(distorted).score } }
    var scores: [Double] = []
    for _ in 0..<min(tasks, pairs) { add() }
    while let score = try await group.next() {
      scores.append(score)
      if scores.count + tasks <= pairs { add() }
    }
    return scores
  }
}

enum Usage: Error { case wrongSize(String), arguments }

let arguments = CommandLine.arguments
guard arguments.count >= 6, let width = Int(arguments[4]), let height = Int(arguments[5]) else { throw Usage.arguments }
let reference = try plane(arguments[2], width, height)
let distorted = try plane(arguments[3], width, height)
let metric = FloatVMAF(id: "vmafneg_float", title: "VMAF NEG", model: .floatV061neg)
let inputs = (reference: SteeringInput(luma: reference), distorted: SteeringInput(luma: distorted))
let prepared = try metric.prepareDifferentiable(inputs.reference)
let integer = IntegerVMAF(id: "vmafneg", title: "VMAF NEG", model: .v061neg)
let pictures = (
  reference: Picture(luma: reference, chroma: nil, rgb: nil, bitDepth: 8),
  distorted: Picture(luma: distorted, chroma: nil, rgb: nil, bitDepth: 8)
)

/// What is timed, by name.
func operations() throws -> [(name: String, body: () throws -> Void)] {
  var sequence = integer.beginSequence()
  let exact = try integer.prepare(pictures.reference)
  return [
    ("prepare", { _ = try metric.prepareDifferentiable(inputs.reference) }),
    ("score", { _ = try prepared.value(inputs.distorted) }),
    ("gradient", { _ = try prepared.valueAndGradient(inputs.distorted) }),
    (
      "integer_frame",
      { _ = try sequence.append(reference: pictures.reference, distorted: pictures.distorted) }
    ),
    ("integer_prepare", { _ = try integer.prepare(pictures.reference) }),
    ("integer_prepared", { _ = try exact.evaluate(pictures.distorted) }),
  ]
}

switch arguments[1] {
case "time":
  let rounds = arguments.count > 6 ? Int(arguments[6]) ?? 10 : 10
  for (name, body) in try operations() { try measure(name, rounds: rounds, body) }
case "repeat":
  guard arguments.count == 8, let rounds = Int(arguments[7]),
    let (_, body) = try operations().first(where: { $0.name == arguments[6] })
  else { throw Usage.arguments }
  for _ in 0..<rounds { try body() }
case "gradient":
  guard arguments.count == 7 else { throw Usage.arguments }
  let (score, gradient) = try prepared.valueAndGradient(inputs.distorted)
  print("score \(score)")
  try gradient.luma.samples.withUnsafeBytes { try Data($0).write(to: URL(filePath: arguments[6])) }
case "pairs":
  guard arguments.count == 8, let count = Int(arguments[6]), let tasks = Int(arguments[7]) else {
    throw Usage.arguments
  }
  let clock = ContinuousClock()
  let before = processorSeconds(CLOCK_PROCESS_CPUTIME_ID)
  let start = clock.now
  let scores = try await score(integer, pictures.reference, pictures.distorted, pairs: count, tasks: tasks)
  let wall = (clock.now - start) / .milliseconds(1)
  let processor = (processorSeconds(CLOCK_PROCESS_CPUTIME_ID) - before) * 1000
  print("\(count) pairs of one score: \(Set(scores).count == 1), \(tasks) tasks")
  print("wall ms: \(rounded(wall)) processor ms: \(rounded(processor)) peak memory: \(peakMemory())")
default: throw Usage.arguments
}
