/// Which picture of the pair is the one that varies.
enum PicturePlace {
  /// The distorted picture.
  case distorted
  /// The one in the place of the reference.
  case reference
}

/// What VIF keeps of one scale of a picture that stays while the other one varies.
struct VIFScale<Scalar: BinaryFloatingPoint> {
  /// The picture at this scale, offset added.
  let image: Grid<Scalar>
  /// Filtered picture.
  let mean: Grid<Scalar>
  /// Filtered square minus squared mean, at least 0.
  let variance: Grid<Scalar>
}

/// Sums over the windows of a scale.
struct VIFSums {
  /// Σ numerator.
  var numerator = 0.0
  /// Σ denominator; only where the varying picture is in the place of the reference, else 0.
  var denominator = 0.0
}

/// Numerators of windows, of which the logarithms are taken for several at once: `Σ log₂(over / under) = log₂(Π over /
/// Π under)`. Four factors of at most 2³¹ stay within single precision; windows of pictures reach 2¹⁵.
struct VIFNumerators<L: VMAFLanes> {
  private var over = L(1)
  private var under = L(1)
  private var factors = 0
  private var total = L.zero

  @inline(__always) init() {}

  @inline(__always)
  mutating func add(_ parts: VIFWindow<L>.Parts, outside tail: L.Mask) {
    over = over * parts.over.replacing(with: L(1), where: tail)
    under = under * parts.under.replacing(with: L(1), where: tail)
    total = total + parts.flat.zeroed(where: tail)
    factors &+= 1
    if factors == 4 { flush() }
  }

  @inline(__always)
  private mutating func flush() {
    total = total + (over / under).binaryLogarithm
    over = L(1)
    under = L(1)
    factors = 0
  }

  /// The sum of all.
  @inline(__always)
  mutating func sum() -> Double {
    flush()
    return total.sum
  }
}

extension VIFPass {
  /// Fills `scale.mean` and `scale.variance`.
  /// - Returns: Σ denominator, as far as the picture is in the place of the reference.
  @inline(__always)
  func analyse(into scale: VIFScale<Scalar>) -> Double {
    var total = 0.0
    forEachStrip { strip in
      var row = 0
      while row < own.height {
        var denominators = L.zero
        forEachWindow(row, strip, other: nil) { index, column, moments, tail in
          let variance = moments.variance
          moments.value.store(scale.mean.row(row + index) + strip.start + column)
          variance.store(scale.variance.row(row + index) + strip.start + column)
          denominators = denominators + VIFWindow<L>.denominator(s1: variance).zeroed(where: tail)
        }
        total += denominators.sum
        row += 2
      }
    }
    return total
  }

  /// Sums of the windows of the varying picture against another, with the largest gain that counts.
  @inline(__always)
  func sums(place: PicturePlace, other: VIFScale<Scalar>, limit: Scalar) -> VIFSums {
    var total = VIFSums()
    let window = VIFWindow<L>(limit: L(limit))
    forEachStrip { strip in
      var row = 0
      while row < own.height {
        var numerators = VIFNumerators<L>()
        var denominators = L.zero
        forEachWindow(row, strip, other: other.image) { index, column, moments, tail in
          let here = strip.start + column
          let otherVariance = L.load(other.variance.row(row + index) + here)
          let variance = moments.variance
          let covariance = moments.product - moments.value * L.load(other.mean.row(row + index) + here)
          switch place {
          case .distorted:
            numerators.add(window.numerator(s1: otherVariance, s2: variance, covariance: covariance), outside: tail)
          case .reference:
            numerators.add(window.numerator(s1: variance, s2: otherVariance, covariance: covariance), outside: tail)
            denominators = denominators + VIFWindow<L>.denominator(s1: variance).zeroed(where: tail)
          }
        }
        total.numerator += numerators.sum()
        total.denominator += denominators.sum
        row += 2
      }
    }
    return total
  }
}
