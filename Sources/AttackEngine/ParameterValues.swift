/// An attack's parameters: what a suite set, checked, and the descriptor's defaults for the rest.
public struct ParameterValues: Sendable {
  private let values: [String: Double]

  /// Checks `given` against the descriptor.
  /// - Throws: `AttackError.badParameter` for an unknown name, a value outside its range, or a fraction where a whole
  ///   number is meant.
  init(_ given: [String: Double], of descriptor: AttackDescriptor) throws(AttackError) {
    var values: [String: Double] = [:]
    for parameter in descriptor.parameters { values[parameter.name] = parameter.defaultValue }
    for (name, value) in given.sorted(by: { $0.key < $1.key }) {
      guard let parameter = descriptor.parameters.first(where: { $0.name == name }) else {
        let known = descriptor.parameters.map(\.name).joined(separator: ", ")
        throw AttackError.badParameter(
          attack: descriptor.id,
          reason: "no parameter \"\(name)\"" + (known.isEmpty ? " (it has none)" : " (it has \(known))"))
      }
      guard parameter.range.contains(value) else {
        throw AttackError.badParameter(
          attack: descriptor.id,
          reason:
            "\(name) is \(plain(value)), outside \(plain(parameter.range.lowerBound)) … \(plain(parameter.range.upperBound))"
        )
      }
      guard !parameter.isWhole || value == value.rounded() else {
        throw AttackError.badParameter(attack: descriptor.id, reason: "\(name) is \(value), not a whole number")
      }
      values[name] = value
    }
    self.values = values
  }

  /// The value of a parameter that the descriptor lists.
  subscript(name: String) -> Double {
    guard let value = values[name] else { preconditionFailure("the descriptor has no parameter \(name)") }
    return value
  }

  /// A whole parameter as an integer.
  func count(_ name: String) -> Int { Int(self[name]) }

  /// Those of `amounts` that lie within the parameters `least` and `most`, with these and what changes nothing, ascending.
  func grid(_ amounts: [Double], identity: Double) -> [Double] {
    let (least, most) = (self["least"], self["most"])
    return Set(amounts.filter { (least...most).contains($0) } + [least, identity, most]).sorted()
  }
}

/// Whole numbers without a fraction.
private func plain(_ value: Double) -> String { Int(exactly: value).map { "\($0)" } ?? "\(value)" }
