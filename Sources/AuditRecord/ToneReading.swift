/// How a picture's tone differs from its reference's, and what the panel says of the picture with that taken out.
///
/// Absent where the difference is too small to be taken out; then the panel's values of the picture itself are read.
public struct ToneReading: Codable, Sendable, Equatable {
  /// What R, G and B of the picture are multiplied with to come nearest to the reference: below 1 for a raised contrast.
  public var gain: Double
  /// What is added to them then, in levels of 0…255.
  public var offset: Double
  /// How far the picture's mean luma lies above the reference's, in levels of 0…255.
  public var shift: Double
  /// Panel metric id → value of the matched picture; a member that could not be evaluated is absent, and so is one that is
  /// only shown.
  public var panel: [String: Double]

  /// States a reading.
  public init(gain: Double, offset: Double, shift: Double, panel: [String: Double]) {
    self.gain = gain
    self.offset = offset
    self.shift = shift
    self.panel = panel
  }
}

extension MetricInfo {
  /// The value that inflation is read from: of the picture itself or of it with its tone matched, whichever is better. So a
  /// picture's match never speaks against it: a gain of luma also moves chroma that was right.
  /// - Parameters:
  ///   - panel: Panel metric id → value of the picture itself.
  ///   - tone: The picture with its tone matched; nil where tone hardly differs.
  public func read(_ panel: [String: Double], _ tone: ToneReading?) -> Double? {
    let values = [panel[id], tone?.panel[id]].compactMap { $0 }
    return higherIsBetter ? values.max() : values.min()
  }
}
