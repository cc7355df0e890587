import AuditRecord
import Testing

@Suite("The order of rates") struct RateOrderTests {
  @Test(arguments: [
    ["q9", "q10", "q40", "q100"], ["9", "10", "1a"], ["-5", "0.25", "0.5", "1", "1e3"], ["bpp0.25", "bpp0.5", "bpp1"],
    ["", "a", "a1", "a1b", "a2", "b"], ["x1y9", "x1y10", "x2y1"], ["1", "01", "1.0", "q01", "q1"].sorted(by: <),
  ]) func numbersInNamesCount(rates: [String]) {
    let names = rates.map(RateName.init(rawValue:))
    #expect(names.reversed().sorted(by: RateName.inOrder) == names)
  }

  /// Any three rates: where a comes before b and b before c, a comes before c; and two different ones have an order.
  @Test func itIsATotalOrder() {
    let names = [
      "", "9", "10", "1a", "01", "1", "1.0", "nan", "inf", "-3", "0x10", "q9", "q10", "q010", "q1.5", "q1.10", "q1.",
      "q", "Q9", "9q", "q9.9.9", "é1", "１２", "q99999999999999999999",
    ].map(RateName.init(rawValue:))
    for a in names {
      #expect(!RateName.inOrder(a, a))
      for b in names where a != b {
        #expect(RateName.inOrder(a, b) != RateName.inOrder(b, a), "\(a) \(b)")
        for c in names where RateName.inOrder(a, b) && RateName.inOrder(b, c) {
          #expect(RateName.inOrder(a, c), "\(a) \(b) \(c)")
        }
      }
    }
  }
}
