/// The attack that changes nothing: its cases score the start itself and show what the reading is worth.
public enum ControlAttack {
  /// Its id in the registry.
  public static let id = "none"
}

extension RunHeader.AttackEntry {
  /// Whether it is the control.
  public var isControl: Bool { id == ControlAttack.id }
}

extension CaseMeasurement {
  /// Whether it is a case of the control.
  public var isControl: Bool { attackID == ControlAttack.id }
}
