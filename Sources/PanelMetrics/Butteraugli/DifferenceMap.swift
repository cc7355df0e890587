/// The difference of two pictures of one resolution, sample by sample.
///
/// What the Malta filters sum over UHF, HF and MF, squared differences of HF, MF and LF, and the squared difference of
/// activity are weighed, multiplied by the masks of the reference, and added; the map is the square root.
struct DifferenceMap: Sendable {
  private let bands: FrequencyBands
  private let mask: VisualMask

  /// Computes the reference's side.
  /// - Parameter opponentChannels: X, Y and B of the reference.
  init(_ opponentChannels: consuming PlaneStack) {
    bands = FrequencyBands(opponentChannels)
    mask = VisualMask(bands)
  }

  /// Visits the map from left to right, top to bottom: `body(place, distances)`. Lanes past a row's end are unspecified.
  /// - Complexity: O(width · height)
  @inline(__always)
  func forEachGroup(_ distorted: FrequencyBands, _ body: (PlaneStack.Place, Vector) -> Void) {
    let layout = bands.planes.layout
    let field = MaltaFilter.Field(layout)
    let sums = lineSums(distorted, field)
    let (first, second) = (bands.planes.storage, distorted.planes.storage)
    withPointers(sums, first, second, mask.planes.storage) { sums, reference, other, mask in
      VisualMask.forEachActivity(distorted) { place, activity in
        let index = place.index
        let lines = sums.lanes(field.origin &+ place.y &* field.stride &+ place.x)
        let change = mask.lanes(index) - activity
        let squares = Self.squares(reference + index, other + index, layout)
        let detail = (squares.detail + lines).addingProduct(change * change, Vector(repeating: 10))
        let eroded = mask.lanes(index &+ layout.planeLength)
        let masked = (detail * VisualMask.ofDetail(eroded)).addingProduct(squares.low, VisualMask.ofLowBand(eroded))
        body(place, masked.squareRoot())
      }
    }
  }

  /// The Malta filters' sums over all bands that have one.
  private func lineSums(_ distorted: FrequencyBands, _ field: MaltaFilter.Field) -> [Float] {
    let layout = bands.planes.layout
    var differences = [Float](repeating: 0, count: field.count)
    var sums = differences
    withPointers(bands.planes.storage, distorted.planes.storage) { reference, other in
      withMutablePointers(&differences, &sums) { differences, sums in
        for difference in BandDifference.all {
          let offset = FrequencyBands.offset(difference.band, layout)
          difference.write(reference + offset, other + offset, layout, to: differences + field.origin, field)
          difference.filter.addSquares(of: differences + field.origin, field, to: sums + field.origin)
        }
      }
    }
    return sums
  }

  /// Weighed squared differences: of MF and, one-sided as well, of HF; and of LF.
  @inline(__always)
  private static func squares(
    _ reference: UnsafePointer<Float>, _ distorted: UnsafePointer<Float>, _ layout: PlaneStack.Layout
  ) -> (detail: Vector, low: Vector) {
    @inline(__always) func pair(_ band: FrequencyBands.Band) -> (Vector, Vector) {
      let offset = FrequencyBands.offset(band, layout)
      return (reference.lanes(offset), distorted.lanes(offset))
    }
    @inline(__always) func square(_ band: FrequencyBands.Band, _ weight: Float) -> Vector {
      let (r, d) = pair(band)
      return (r - d) * (r - d) * Vector(repeating: weight)
    }
    // What |d|, on r's side of zero, falls short of 0.4·|r| or exceeds |r| costs extra.
    @inline(__always) func lopsided(_ band: FrequencyBands.Band, _ weight: Double) -> Vector {
      let (r, d) = pair(band)
      let zero = Vector(repeating: 0)
      let onItsSide = d.replacing(with: zero - d, where: zero .> r)
      let shortfall = (r.magnitudes * Vector(repeating: 0.4) - onItsSide).positivePart
      let excess = (onItsSide - r.magnitudes).positivePart
      let extra = shortfall + excess
      return ((r - d) * (r - d) * Vector(repeating: Float(0.8 * weight * ButteraugliDistances.asymmetry)))
        .addingProduct(extra * extra, Vector(repeating: Float(0.8 * weight / ButteraugliDistances.asymmetry)))
    }
    let high = lopsided(.highX, 400) + lopsided(.highY, 1.508_157_031_18)
    return (
      high + square(.middleX, 2150) + square(.middleY, 10.619_543_323_9) + square(.middleB, 16.217_604_315_2),
      square(.lowX, 29.235_379_799_4) + square(.lowY, 0.844_626_970_982) + square(.lowB, 0.703_646_627_719)
    )
  }
}
