/// Opponent channels split into four bands of spatial frequency: low (LF), middle (MF), high (HF) and ultra-high (UHF).
///
/// LF is the channel under a Gaussian window; MF is the rest under a narrower one; HF is what then remains under a still
/// narrower one, and UHF the rest of that. B has no HF and UHF. On the way, values near zero are taken out of X's bands
/// and doubled in Y's, X's HF is weakened where Y's is strong, and Y's HF and UHF are compressed where they are large.
struct FrequencyBands: Sendable {
  /// The planes of the stack, in order.
  enum Band: Int, CaseIterable {
    case lowX, lowY, lowB, middleX, middleY, middleB, highX, highY, ultraX, ultraY
  }

  /// Ten planes, one for each `Band`.
  private(set) var planes: PlaneStack

  private static let low = ClippedGaussian(sigma: 7.155_933_394_43)
  private static let middle = ClippedGaussian(sigma: 3.224_899_012_62)
  private static let high = ClippedGaussian(sigma: 1.564_163_278_05)

  /// Splits X, Y and B.
  /// - Complexity: O(width · height)
  init(_ opponentChannels: consuming PlaneStack) {
    let layout = opponentChannels.layout
    planes = PlaneStack(layout, count: Band.allCases.count) { bands in
      withPointers(opponentChannels.storage) { Self.splitLow($0, layout, bands) }
    }
    _ = consume opponentChannels
    withMutablePointers(&planes.storage) { bands in
      Self.splitMiddle(layout, bands)
      Self.weakenX(bands + Self.offset(.highX, layout), layout)
      Self.splitHigh(layout, bands)
    }
  }

  @inline(__always)
  static func offset(_ band: Band, _ layout: PlaneStack.Layout) -> Int { band.rawValue * layout.planeLength }

  /// Low band of all three channels, and what is left of them where their middle bands will be; B's low band is freed of
  /// part of Y's, and each is scaled.
  ///
  /// They are scaled here and not as differences because the program's rounding shows: see `ClippedGaussian`.
  private static func splitLow(
    _ channels: UnsafePointer<Float>, _ layout: PlaneStack.Layout, _ bands: UnsafeMutablePointer<Float>
  ) {
    let length = layout.planeLength
    let (x, y, b) = (channels, channels + length, channels + 2 * length)
    func plane(_ band: Band) -> UnsafeMutablePointer<Float> { bands + offset(band, layout) }
    let (lowX, lowY, lowB) = (plane(.lowX), plane(.lowY), plane(.lowB))
    let (restX, restY, restB) = (plane(.middleX), plane(.middleY), plane(.middleB))
    low.forEachGroup(x, layout) { place, blurred in
      lowX.store(blurred * Vector(repeating: 32.221_749_701_2), place.index)
      restX.store(x.lanes(place.index) - blurred, place.index)
    }
    low.forEachGroup(y, layout) { place, blurred in
      lowY.store(blurred, place.index)
      restY.store(y.lanes(place.index) - blurred, place.index)
    }
    low.forEachGroup(b, layout) { place, blurred in
      let blurredY = lowY.lanes(place.index)
      let freed = blurred.addingProduct(blurredY, Vector(repeating: -0.362_267_051_518))
      lowY.store(blurredY * Vector(repeating: 13.769_779_143_4), place.index)
      lowB.store(freed * Vector(repeating: 47.504_615_728), place.index)
      restB.store(b.lanes(place.index) - blurred, place.index)
    }
  }

  /// Middle band of all three channels in place; the rest of X and Y goes where their high bands will be.
  private static func splitMiddle(_ layout: PlaneStack.Layout, _ bands: UnsafeMutablePointer<Float>) {
    let (middleX, middleY) = (bands + offset(.middleX, layout), bands + offset(.middleY, layout))
    let middleB = bands + offset(.middleB, layout)
    let (highX, highY) = (bands + offset(.highX, layout), bands + offset(.highY, layout))
    middle.forEachGroup(middleX, layout) { place, blurred in
      highX.store(middleX.lanes(place.index) - blurred, place.index)
      middleX.store(withoutCore(blurred, 0.29), place.index)
    }
    middle.forEachGroup(middleY, layout) { place, blurred in
      highY.store(middleY.lanes(place.index) - blurred, place.index)
      middleY.store(withDoubledCore(blurred, 0.1), place.index)
    }
    middle.forEachGroup(middleB, layout) { place, blurred in middleB.store(blurred, place.index) }
  }

  /// Multiplies X by `0.653 + 0.347·46 / (Y² + 46)`.
  private static func weakenX(_ high: UnsafeMutablePointer<Float>, _ layout: PlaneStack.Layout) {
    let least = Vector(repeating: 0.653_020_556_257)
    let most = Vector(repeating: 1 - 0.653_020_556_257)
    let half = Vector(repeating: 46)
    for index in registers(layout.planeLength) {
      let y = high.lanes(index &+ layout.planeLength)
      let share = half / half.addingProduct(y, y)
      high.store(high.lanes(index) * least.addingProduct(share, most), index)
    }
  }

  /// High band of X and Y in place, and their ultra-high band.
  private static func splitHigh(_ layout: PlaneStack.Layout, _ bands: UnsafeMutablePointer<Float>) {
    let (highX, highY) = (bands + offset(.highX, layout), bands + offset(.highY, layout))
    let (ultraX, ultraY) = (bands + offset(.ultraX, layout), bands + offset(.ultraY, layout))
    high.forEachGroup(highX, layout) { place, blurred in
      ultraX.store(withoutCore(highX.lanes(place.index) - blurred, 0.04), place.index)
      highX.store(withoutCore(blurred, 1.5), place.index)
    }
    high.forEachGroup(highY, layout) { place, blurred in
      let kept = compressed(blurred, 28.469_180_692_2)
      let rest = compressed(highY.lanes(place.index) - kept, 5.191_752_946_47)
      ultraY.store(rest * Vector(repeating: 2.693_137_637_94), place.index)
      highY.store(withDoubledCore(kept * Vector(repeating: 2.155), 0.132), place.index)
    }
  }

  /// Moves every value towards 0 by up to `range`.
  @inline(__always)
  private static func withoutCore(_ value: Vector, _ range: Float) -> Vector {
    value - value.limited(Vector(repeating: range))
  }

  /// Doubles values within ±`range` and adds as much to larger ones.
  @inline(__always)
  private static func withDoubledCore(_ value: Vector, _ range: Float) -> Vector {
    value + value.limited(Vector(repeating: range))
  }

  /// Takes off part of what exceeds ±`limit`.
  @inline(__always)
  private static func compressed(_ value: Vector, _ limit: Float) -> Vector {
    let inside = value.limited(Vector(repeating: limit))
    return inside.addingProduct(value - inside, Vector(repeating: 0.724_216_145_665))
  }
}
