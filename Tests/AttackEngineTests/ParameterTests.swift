import AttackEngine
import Testing

@Suite("Attack parameters") struct ParameterTests {
  @Test func idsAreUnique() {
    let ids = AttackRegistry.descriptors.map(\.id)
    #expect(Set(ids).count == ids.count)
  }

  @Test func anUnknownAttackIsNamed() {
    #expect(
      performing: { try AttackRegistry.attack("nonsense") },
      throws: { "\($0)".contains("nonsense") })
  }

  @Test func anUnknownParameterIsNamedForEveryAttack() {
    for descriptor in AttackRegistry.descriptors {
      #expect(
        performing: { try AttackRegistry.attack(descriptor.id, parameters: ["no-such-thing": 1]) },
        throws: { "\($0)".contains("no-such-thing") && "\($0)".contains(descriptor.id) })
    }
  }

  @Test func valuesOutsideTheRangeAreRefusedForEveryParameter() {
    for descriptor in AttackRegistry.descriptors {
      for parameter in descriptor.parameters {
        for value in [parameter.range.lowerBound - 1, parameter.range.upperBound + 1, .nan, .infinity] {
          #expect(
            performing: { try AttackRegistry.attack(descriptor.id, parameters: [parameter.name: value]) },
            throws: { "\($0)".contains(parameter.name) })
        }
      }
    }
  }

  @Test func defaultsLieInTheirRange() {
    for parameter in AttackRegistry.descriptors.flatMap(\.parameters) {
      #expect(parameter.range.contains(parameter.defaultValue), "\(parameter.name)")
    }
  }
}
