// Times training steps of the codec beside the matrix product that they are made of.
//
//   codec-benchmark [ROUNDS]
//
// For crops of 128 and 176 samples it prints the matrix products' operations in a step of five crops, the milliseconds of
// this thread's processor time (the smallest and the median of the rounds), what that is a second, what `sgemm` of 1024³
// does in the same run, before and after, and the ratio of step to `sgemm`.
//
// The products are counted by standing in for `cblas_sgemm`: this program's own symbol goes before the library's, and hands
// every call on.

import CodecLab
import Foundation
import Raster

typealias MatrixProductFunction =
  @convention(c) (
    CInt, CInt, CInt, CInt, CInt, CInt, CFloat, UnsafePointer<CFloat>?, CInt, UnsafePointer<CFloat>?, CInt, CFloat,
    UnsafeMutablePointer<CFloat>?, CInt
  ) -> Void

/// The library's function; -1 is `RTLD_NEXT`.
let library: MatrixProductFunction = {
  guard let symbol = dlsym(UnsafeMutableRawPointer(bitPattern: -1), "cblas_sgemm") else {
    fatalError("there is no cblas_sgemm to time")
  }
  return unsafeBitCast(symbol, to: MatrixProductFunction.self)
}()

/// Multiplications and additions so far; everything here runs on one thread.
nonisolated(unsafe) var operations = 0

@_cdecl("cblas_sgemm")
func counted(
  _ order: CInt, _ firstTransposed: CInt, _ secondTransposed: CInt, _ m: CInt, _ n: CInt, _ k: CInt, _ alpha: CFloat,
  _ a: UnsafePointer<CFloat>?, _ lda: CInt, _ b: UnsafePointer<CFloat>?, _ ldb: CInt, _ beta: CFloat,
  _ c: UnsafeMutablePointer<CFloat>?, _ ldc: CInt
) {
  operations += 2 * Int(m) * Int(n) * Int(k)
  library(order, firstTransposed, secondTransposed, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc)
}

/// This thread's processor time of `body`, in seconds: the smallest and the median of the rounds.
func measure(rounds: Int, _ body: () -> Void) -> (smallest: Double, median: Double) {
  func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
  body()
  let times = (0..<max(rounds, 1)).map { _ in
    let start = now()
    body()
    return now() - start
  }.sorted()
  return (times[0], times[times.count / 2])
}

/// GFLOP/s of a square product, in its best round.
func squareProductRate(side: Int, rounds: Int) -> Double {
  let a = [Float](repeating: 0.5, count: side * side)
  var c = a
  let size = CInt(side)
  let rowMajor: CInt = 101
  let asItIs: CInt = 111
  let time = measure(rounds: rounds) {
    library(rowMajor, asItIs, asItIs, size, size, size, 1, a, size, a, size, 0, &c, size)
  }
  return 2e-9 * pow(Double(side), 3) / time.smallest
}

func text(_ value: Double, _ digits: Int = 1) -> String { String(format: "%.\(digits)f", value) }

// As the program does: freed memory is kept for the next step (docs/decisions.md, "Training: a step beside its matrix
// products"). -3 is M_MMAP_THRESHOLD and -1 M_TRIM_THRESHOLD of malloc.h.
if let symbol = dlsym(nil, "mallopt") {
  let limit = unsafeBitCast(symbol, to: (@convention(c) (CInt, CInt) -> CInt).self)
  _ = limit(-3, 32 << 20)
  _ = limit(-1, 1 << 30)
}

let rounds = CommandLine.arguments.count > 1 ? Int(CommandLine.arguments[1]) ?? 20 : 20
/// A picture of seeded noise: what a step costs does not depend on what it shows.
func noise(side: Int, seed: UInt64) -> RGBImage {
  func plane(_ label: String) -> Plane<UInt16> {
    var random = SeededRandom(seed: seed, label: label)
    return Plane(
      width: side, height: side, samples: (0..<(side * side)).map { _ in UInt16.random(in: 0...255, using: &random) })
  }
  return RGBImage(red: plane("red"), green: plane("green"), blue: plane("blue"), bitDepth: 8)
}

// Reduced by 3 it still holds the larger crop.
let photographs = TrainingSet([noise(side: 600, seed: 1)])
for crop in [128, 176] {
  var options = BaseTrainingOptions()
  options.crop = crop
  var trainer = BaseTrainer(options: options)
  // The first product sets the library to one thread.
  _ = trainer.step(on: photographs, jobs: 1)
  let before = squareProductRate(side: 1024, rounds: 5)
  operations = 0
  _ = trainer.step(on: photographs, jobs: 1)
  let billions = Double(operations) * 1e-9
  let time = measure(rounds: rounds) { _ = trainer.step(on: photographs, jobs: 1) }
  let after = squareProductRate(side: 1024, rounds: 5)
  let rate = billions / time.median
  print(
    "crop \(crop): \(text(billions)) GFLOP a step, ms: min \(text(1000 * time.smallest)) median",
    "\(text(1000 * time.median)), \(text(rate)) GFLOP/s; sgemm of 1024³ \(text(before)) and \(text(after)) GFLOP/s;",
    "ratio \(text(rate / max(before, after), 3))")
}
