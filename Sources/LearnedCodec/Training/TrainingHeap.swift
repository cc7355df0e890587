import Glibc

/// Has the C library keep the memory that a training step frees, for the next step.
///
/// A step takes and frees tens of megabytes of patch matrices and activations. Left alone, glibc gives pieces of more than
/// 128 kB and the heap's free end back to the system, which must clear every page before the next step gets it. glibc
/// raises both limits when large pieces are freed, so reading photographs of 2048×1365 samples happens to mend this;
/// with smaller ones a step of five 160×160 crops met 42 000 page faults, a third of its time (docs/decisions.md,
/// "Training: a step beside its matrix products").
enum TrainingHeap {
  /// Sets both limits, once and for the whole process, which only the trainers ask for.
  static let isKept: Bool = {
    // glibc's `mallopt` and its constants are not shown by its Swift module.
    guard let symbol = dlsym(nil, "mallopt") else { return false }
    let mallopt = unsafeBitCast(symbol, to: (@convention(c) (CInt, CInt) -> CInt).self)
    let trimThreshold: CInt = -1  // M_TRIM_THRESHOLD of malloc.h
    let mapThreshold: CInt = -3  // M_MMAP_THRESHOLD
    // 32 MB is the most that glibc's manual allows (2.36 takes more all the same): a batch of 13 gradients and more is
    // given back after each step. No step frees a gigabyte.
    return mallopt(mapThreshold, 32 << 20) == 1 && mallopt(trimThreshold, 1 << 30) == 1
  }()
}
