/// How much detail around a sample hides errors there.
///
/// Activity is `√(c·|v| + c·b) − √(c·b)` of the strength v of HF and UHF, under a Gaussian window. The reference's
/// activity is *eroded* (a weighted mean of the three smallest values at distance 3, so that an error beside a smooth area
/// is not hidden), and two decreasing functions of it multiply the squared differences of the other bands and of LF.
struct VisualMask: Sendable {
  /// Two planes: the reference's activity, and the eroded activity that the masks are functions of.
  private(set) var planes: PlaneStack

  private static let window = ClippedGaussian(sigma: 2.7)
  private static let factor: Float = 6.194_240_804_39
  private static let bias: Float = 12.610_505_941_97

  /// The activity of a reference's bands.
  /// - Complexity: O(width · height)
  init(_ bands: FrequencyBands) {
    let layout = bands.planes.layout
    planes = PlaneStack(layout, count: 2)
    withMutablePointers(&planes.storage) { target in
      Self.forEachActivity(bands) { place, activity in target.store(activity, place.index) }
      Self.erode(target, layout) { index, eroded in target.store(eroded, index &+ layout.planeLength) }
    }
  }

  /// What an eroded activity makes of squared differences of all bands but LF.
  @inline(__always)
  static func ofDetail(_ eroded: Vector) -> Vector {
    mask(eroded, slope: 0.451_936_922_203, offset: 0.829_591_754_942, height: 2.548_594_479_3)
  }

  /// What it makes of squared differences of LF.
  @inline(__always)
  static func ofLowBand(_ eroded: Vector) -> Vector {
    mask(eroded, slope: 3.874_494_188_04, offset: 0.200_255_785_22, height: 0.505_054_525_019)
  }

  /// Visits the activity of a picture's bands, register by register.
  /// - Complexity: O(width · height)
  @inline(__always)
  static func forEachActivity(_ bands: FrequencyBands, _ body: (PlaneStack.Place, Vector) -> Void) {
    let layout = bands.planes.layout
    var unblurred = PlaneStack(layout, count: 1)
    withMutablePointers(&unblurred.storage) { target in
      withPointers(bands.planes.storage) { source in
        func plane(_ band: FrequencyBands.Band) -> UnsafePointer<Float> { source + FrequencyBands.offset(band, layout) }
        let (highX, highY, ultraX, ultraY) = (plane(.highX), plane(.highY), plane(.ultraX), plane(.ultraY))
        let floor = Vector(repeating: factor * bias)
        let root = floor.squareRoot()
        for index in registers(layout.planeLength) {
          let x = (ultraX.lanes(index) + highX.lanes(index)) * Vector(repeating: 2.5)
          let y = (ultraY.lanes(index) + highY.lanes(index)) * Vector(repeating: 0.4)
          let strength = (x * x).addingProduct(y, y).squareRoot()
          target.store(floor.addingProduct(strength, Vector(repeating: factor)).squareRoot() - root, index)
        }
      }
      window.forEachGroup(target, layout, body)
    }
  }

  /// Visits the eroded activity: 0.45, 0.3 and 0.25 of the smallest three among the sample, twice its double, and its
  /// eight neighbours at distance 3.
  @inline(__always)
  private static func erode(
    _ activity: UnsafeMutablePointer<Float>, _ layout: PlaneStack.Layout, _ body: (Int, Vector) -> Void
  ) {
    let step = 3
    let length = layout.rowLength + 2 * step
    withScratch(Float.self, 3 * length) { rows in
      for y in 0..<layout.height {
        // Three rows with what lies outside the picture infinite: it is never among the smallest.
        rows.update(repeating: .infinity, count: 3 * length)
        for (place, row) in [y - step, y, y + step].enumerated() where row >= 0 && row < layout.height {
          (rows + (place * length + step)).update(from: activity + row * layout.rowLength, count: layout.width)
        }
        for x in registers(layout.width) {
          let centre = rows + (length &+ step &+ x)
          let own = centre.lanes(0)
          var smallest = (own, own + own, own + own)
          func consider(_ value: Vector) {
            let second = smallest.0.larger(value)
            smallest.0 = smallest.0.smaller(value)
            let third = smallest.1.larger(second)
            smallest.1 = smallest.1.smaller(second)
            smallest.2 = smallest.2.smaller(third)
          }
          for row in [0 &- length, 0, length] {
            consider(centre.lanes(row &- step))
            if row != 0 { consider(centre.lanes(row)) }
            consider(centre.lanes(row &+ step))
          }
          let mean = (smallest.0 * Vector(repeating: 0.45)).addingProduct(smallest.1, Vector(repeating: 0.3))
            .addingProduct(smallest.2, Vector(repeating: 0.25))
          body(y &* layout.rowLength &+ x, mean)
        }
      }
    }
  }

  /// `(s·(1 + height / (slope·a + offset)))²`, s being the scale of all distances.
  @inline(__always)
  private static func mask(_ activity: Vector, slope: Float, offset: Float, height: Float) -> Vector {
    let divisor = Vector(repeating: offset).addingProduct(activity, Vector(repeating: slope))
    let scale = Vector(repeating: ButteraugliDistances.scale)
    let value = scale.addingProduct(scale, Vector(repeating: height) / divisor)
    return value * value
  }
}
