import QualityMetrics

/// Why an attack could not be made or run.
public enum AttackError: Error, Sendable, CustomStringConvertible {
  /// No attack has this id.
  case unknown(id: String)
  /// A suite set a parameter that the attack does not have, or outside its range.
  case badParameter(attack: String, reason: String)
  /// The attack steers by a gradient that this metric does not have; the case is not applicable.
  case needsGradient(attack: String)
  /// The attack has no meaning from this start (a floor on an error of 0, for example); the case is not applicable.
  case unsuitableStart(attack: String, reason: String)
  /// The metric only ever witnesses: nothing is optimised against it.
  case witness(metric: String)
  /// The metric could not be evaluated.
  case metric(MetricError)

  /// A sentence for people.
  public var description: String {
    switch self {
    case .unknown(let id):
      let known = AttackRegistry.descriptors.map(\.id).joined(separator: ", ")
      return "there is no attack \"\(id)\" (known: \(known))"
    case .badParameter(let attack, let reason): return "attack \(attack): \(reason)"
    case .needsGradient(let attack): return "attack \(attack) needs a gradient, which this metric does not have"
    case .unsuitableStart(let attack, let reason): return "attack \(attack): \(reason)"
    case .witness(let metric):
      return "\(metric) judges whole pictures as a witness and is never an attack's objective"
    case .metric(let error): return error.description
    }
  }
}
