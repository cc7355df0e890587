import Testing

@testable import AuditRunner

@Suite("Spreading rungs in score") struct RungSearchTests {
  /// Like VMAF over JPEG's qualities: steep at the bottom, flat at the top.
  static func saturating(_ quality: Int) -> Double { 100 * (1 - 1 / (1 + Double(quality) / 12)) }

  @Test(arguments: [2, 3, 8, 16]) func isAsEvenAsQualitiesAllow(count: Int) throws {
    var search = RungSearch { Self.saturating($0) }
    let qualities = try search.qualities(count, in: 1...100)
    #expect(qualities.first == 1 && qualities.last == 100)
    #expect(qualities.count == count)
    let low = Self.saturating(1)
    let step = (Self.saturating(100) - low) / Double(count - 1)
    for (rung, quality) in qualities.enumerated() {
      let target = low + step * Double(rung)
      let distance = abs(Self.saturating(quality) - target)
      for other in 1...100 { #expect(distance <= abs(Self.saturating(other) - target) + 1e-12) }
    }
  }

  @Test func asksEachQualityOnceAndFewOfThem() throws {
    var asked: [Int] = []
    var search = RungSearch { quality in
      asked.append(quality)
      return Self.saturating(quality)
    }
    _ = try search.qualities(8, in: 1...100)
    #expect(Set(asked).count == asked.count)
    #expect(asked.count <= 40)
  }

  @Test func aFallingScoreIsSpreadToo() throws {
    var search = RungSearch { -Self.saturating($0) }
    var rising = RungSearch { Self.saturating($0) }
    #expect(try search.qualities(8, in: 1...100) == rising.qualities(8, in: 1...100))
  }

  @Test func ofAClippedBottomOnlyTheLastIsTaken() throws {
    var search = RungSearch { max(0, Double($0 - 40)) }
    let qualities = try search.qualities(5, in: 1...100)
    #expect(qualities.first == 40)
    #expect(qualities == [40, 55, 70, 85, 100])
  }

  @Test func aConstantScoreEnds() throws {
    var search = RungSearch { _ in 7 }
    #expect(try search.qualities(8, in: 1...100).isEmpty == false)
  }

  @Test func aRestlessScoreEndsInOrder() throws {
    var search = RungSearch { Double($0) + (($0 % 2 == 0) ? 9 : -9) }
    let qualities = try search.qualities(8, in: 1...100)
    #expect(qualities == qualities.sorted())
    #expect(qualities.count >= 4)
  }
}
