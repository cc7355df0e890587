/// Complex numbers in registers: element k holds the k-th number of eight independent sequences, one a lane.
///
/// A transform of a strip is eight transforms at once, without a shuffle and with one twiddle factor for all lanes.
struct Strip {
  /// Real parts.
  var re: UnsafeMutablePointer<SIMD8<Float>>
  /// Imaginary parts.
  var im: UnsafeMutablePointer<SIMD8<Float>>

  /// The strip that begins `count` elements later.
  @inline(__always)
  func advanced(_ count: Int) -> Strip { Strip(re: re + count, im: im + count) }

  /// Real and imaginary parts exchanged: a forward transform of this, exchanged back, is the inverse one.
  var exchanged: Strip { Strip(re: im, im: re) }

  /// Room for `count` elements, zeros at first; the caller deallocates it.
  static func allocate(_ count: Int) -> Strip {
    func zeros() -> UnsafeMutablePointer<SIMD8<Float>> {
      let memory = UnsafeMutablePointer<SIMD8<Float>>.allocate(capacity: count)
      memory.initialize(repeating: SIMD8(repeating: 0), count: count)
      return memory
    }
    return Strip(re: zeros(), im: zeros())
  }

  /// Gives the memory back.
  func deallocate() {
    re.deallocate()
    im.deallocate()
  }
}

/// Moves the 8×8 numbers at `source`, one register a row, to `target` with rows and columns exchanged.
///
/// Three perfect shuffles of 64 numbers rotate the six bits of their index by three: row and column change places.
@inline(__always)
func transposeBlock(_ source: UnsafePointer<SIMD8<Float>>, _ target: UnsafeMutablePointer<SIMD8<Float>>) {
  let (a0, a1, a2, a3) = shuffled(source[0], source[4], source[1], source[5])
  let (a4, a5, a6, a7) = shuffled(source[2], source[6], source[3], source[7])
  let (b0, b1, b2, b3) = shuffled(a0, a4, a1, a5)
  let (b4, b5, b6, b7) = shuffled(a2, a6, a3, a7)
  (target[0], target[1], target[2], target[3]) = shuffled(b0, b4, b1, b5)
  (target[4], target[5], target[6], target[7]) = shuffled(b2, b6, b3, b7)
}

@inline(__always)
private func shuffled(
  _ a: SIMD8<Float>, _ b: SIMD8<Float>, _ c: SIMD8<Float>, _ d: SIMD8<Float>
) -> (SIMD8<Float>, SIMD8<Float>, SIMD8<Float>, SIMD8<Float>) {
  (
    interleaved(a.lowHalf, b.lowHalf), interleaved(a.highHalf, b.highHalf), interleaved(c.lowHalf, d.lowHalf),
    interleaved(c.highHalf, d.highHalf)
  )
}

@inline(__always)
private func interleaved(_ a: SIMD4<Float>, _ b: SIMD4<Float>) -> SIMD8<Float> {
  var result = SIMD8<Float>(lowHalf: a, highHalf: b)
  result.evenHalf = a
  result.oddHalf = b
  return result
}
