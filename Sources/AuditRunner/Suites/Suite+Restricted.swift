import AttackEngine
import RunStorage

extension Suite {
  /// The part of the suite that `--attack` and `--start` ask for.
  ///
  /// - Parameters:
  ///   - attacks: names or ids to keep; one that the suite does not have is added with its default parameters. Empty: all.
  ///   - starts: what the kept attacks begin from instead of the suite's starts; an attack that can begin from none of
  ///     them falls away. Empty: the suite's own.
  /// - Throws: `AuditError.usage` when nothing is left, or for an unknown attack.
  public func restricted(attacks: [String], starts: [StartSpec]) throws(AuditError) -> Suite {
    var suite = self
    let attacks = distinct(attacks)
    let starts = distinct(starts)
    if !attacks.isEmpty {
      var kept: [Entry] = []
      for wanted in attacks {
        let found = self.attacks.filter { $0.name == wanted || $0.attack == wanted }
        if !found.isEmpty {
          kept += found.filter { !kept.contains($0) }
        } else if let descriptor = AttackRegistry.descriptors.first(where: { $0.id == wanted }) {
          kept.append(Entry(name: wanted, attack: wanted, starts: [.usual(for: descriptor)]))
        } else {
          let known = Set(self.attacks.map(\.name) + AttackRegistry.descriptors.map(\.id)).sorted()
          throw AuditError.usage("there is no attack \"\(wanted)\" (known: \(known.joined(separator: ", ")))")
        }
      }
      suite.attacks = kept
      suite.name += "-" + attacks.joined(separator: "-")
    }
    if !starts.isEmpty {
      suite.attacks = suite.attacks.compactMap { entry in
        guard let descriptor = AttackRegistry.descriptors.first(where: { $0.id == entry.attack }) else { return nil }
        var entry = entry
        entry.starts = starts.filter { $0.obstacle(for: descriptor) == nil }
        return entry.starts.isEmpty ? nil : entry
      }
      suite.name += "-" + starts.map { $0.description.replacing(":", with: "-") }.joined(separator: "-")
    }
    guard !suite.attacks.isEmpty else {
      throw AuditError.usage(
        "no attack that was asked for can begin from \(starts.map(\.description).joined(separator: ", "))")
    }
    return suite
  }
}

/// The elements in their order, each once.
private func distinct<Element: Hashable>(_ elements: [Element]) -> [Element] {
  var seen: Set<Element> = []
  return elements.filter { seen.insert($0).inserted }
}
