import AuditRecord

/// What a gate could find with so many photographs and rates, before anything is encoded.
///
/// A median's standard error over n photographs is √(π/2)·s/√n, s being the standard deviation of an honest change
/// (`GateNull.AtRates`). A move whose interval has to leave a limit does so with probability `chance` where it lies beyond it by
/// 1.96 + z standard errors, z being the normal quantile of `chance`, and by what reading between rates widens the interval.
public struct GatePlan: Codable, Sendable, Equatable {
  /// What so many photographs at so many rates a side show.
  public struct Cell: Codable, Sendable, Equatable {
    /// Photographs.
    public var images: Int
    /// Rates a side.
    public var rates: Int
    /// The smallest rise of the metric that shows as one.
    public var rise: Double
    /// The smallest gaming that is called so: the metric rises by as much, and the best-resolved group falls by as much. Nil
    /// where no group has a band.
    public var gaming: Double?
  }

  /// How many photographs an effect needs.
  public struct Need: Codable, Sendable, Equatable {
    /// Rates a side.
    public var rates: Int
    /// Photographs that show a rise of the metric by the effect; nil where no number does.
    public var rise: Int?
    /// Photographs that show gaming by the effect; nil where no number does.
    public var gaming: Int?
  }

  /// The audited metric's id.
  public var metric: String
  /// The effect asked about, in points of the metric; nil where none was.
  public var effect: Double?
  /// Rates a side that are at hand; nil where no number was given.
  public var ratesAtHand: Int?
  /// The share of gates that show what stands here.
  public var chance: Double
  /// Photographs and rates.
  public var cells: [Cell]
  /// What the effect needs at each number of rates, from the most; empty without an effect.
  public var needs: [Need]

  /// The share of gates that a plan is for.
  static let usualChance = 0.8
  /// The normal quantile of `usualChance`.
  private static let usualQuantile = 0.8416
  /// More photographs are not planned for.
  static let mostImages = 10_000

  /// Plans a gate.
  /// - Parameters:
  ///   - bands: The gate's limits.
  ///   - effect: What shall be found, in points of the metric.
  ///   - images: Photographs at hand; nil for a choice of numbers.
  ///   - rates: Rates a side that are at hand; nil for all that were measured.
  /// - Returns: nil for limits without the spread of honest changes at any number of rates asked for.
  public init?(_ bands: GateBands, effect: Double?, images: Int?, rates: Int?) {
    guard let null = bands.null, let measured = null.byRates?.sorted(by: { $0.rates > $1.rates }) else { return nil }
    // More rates than were measured show at least what the most of them show.
    let chosen = rates.map { rates in Array(measured.filter { $0.rates <= rates }.prefix(1)) } ?? measured
    guard !chosen.isEmpty else { return nil }
    let sights = chosen.map { Sight(bands: bands, rates: $0, errors: 1.96 + Self.usualQuantile) }
    metric = null.metric
    self.effect = effect
    ratesAtHand = rates
    chance = Self.usualChance
    cells = (images.map { [$0] } ?? [6, 12, 24, 48, 96]).flatMap { images in
      sights.map { sight in
        Cell(
          images: images, rates: sight.rates.rates, rise: sight.smallestRise(images: images),
          gaming: sight.smallestGaming(images: images))
      }
    }
    needs = []
    guard let effect else { return }
    needs = sights.map { sight in
      func fewest(_ smallest: (Int) -> Double?) -> Int? {
        (RunSummary.leastImagesOfAnInterval...Self.mostImages).first { images in
          smallest(images).map { $0 <= effect } ?? false
        }
      }
      return Need(rates: sight.rates.rates, rise: fewest(sight.smallestRise), gaming: fewest(sight.smallestGaming))
    }
  }
}

/// What limits and spread let a gate see at one number of rates.
struct Sight {
  let bands: GateBands
  let rates: GateNull.AtRates
  /// By how many standard errors a move has to lie beyond its limit.
  let errors: Double

  /// The smallest rise of the metric.
  func smallestRise(images: Int) -> Double { max(bands.metricRise, margin(.metric, images)) }

  /// The smallest gaming; nil where no group has a band.
  func smallestGaming(images: Int) -> Double? {
    bands.groupFall.map { $0.value + margin(.group($0.key), images) }.filter(\.isFinite).min()
      .map { max(smallestRise(images: images), $0) }
  }

  /// How far from a limit a move has to lie.
  private func margin(_ quantity: GateQuantity, _ images: Int) -> Double {
    let error = (Double.pi / 2).squareRoot() * (rates.spread[quantity] ?? .infinity) / Double(images).squareRoot()
    return errors * error + (rates.allowance[quantity] ?? 0)
  }
}
