import Testing

@testable import Reporting

@Suite("Numbers as text") struct NumberTextTests {
  @Test func decimalsAreFixed() {
    #expect(NumberText.fixed(-0.04, 1) == "0.0" && NumberText.fixed(-1.25, 1) == "-1.3")
    #expect(NumberText.fixed(12.3456, 2) == "12.35" && NumberText.fixed(0.05, 2) == "0.05")
    #expect(NumberText.fixed(3, 0) == "3" && NumberText.fixed(-0.4, 0) == "0" && NumberText.fixed(0.004, 2) == "0.00")
    #expect(NumberText.fixed(-123.4567, 3) == "-123.457" && NumberText.fixed(99.996, 2) == "100.00")
  }

  @Test func signsAreTold() {
    #expect(NumberText.signed(1.25, 1) == "+1.3" && NumberText.signed(-0.5, 2) == "−0.50")
    #expect(NumberText.signed(-0.001, 2) == "±0.00" && NumberText.signed(0, 1) == "±0.0")
    #expect(
      NumberText.plus(0.5, 1) == "+0.5" && NumberText.plus(-0.5, 1) == "-0.5" && NumberText.plus(0.01, 1) == "0.0")
    #expect(NumberText.score(-1.5) == "−1.5")
  }

  @Test func shortNumbersHaveTheDecimalsTheyNeed() {
    #expect(NumberText.short(66, 1) == "66.0" && NumberText.short(0.1, 4) == "0.1")
    #expect(NumberText.short(0.98765, 4) == "0.9877" && NumberText.short(-0.00001, 4) == "0.0")
    #expect(NumberText.plain(6) == "6" && NumberText.plain(0.5) == "0.5")
    #expect(NumberText.percent(0.0238) == "2.4 %" && NumberText.percent(0.5, 0) == "50 %")
    #expect(NumberText.word(6) == "six" && NumberText.word(13) == "13")
  }

  /// However large: a record may hold any number, and a limit of the command line too.
  @Test(arguments: [
    (1e300, "1e+300"), (-1e300, "-1e+300"), (9.3e18, "9.3e+18"), (.infinity, "inf"), (-.infinity, "-inf"),
    (.greatestFiniteMagnitude, "1.7976931348623157e+308"),
  ])
  func noNumberIsTooLarge(_ value: Double, _ text: String) {
    for decimals in 0...6 { #expect(NumberText.fixed(value, decimals) == text) }
    #expect(NumberText.short(value, 2) == text && NumberText.plain(value) == text)
    #expect(NumberText.signed(value, 2).hasPrefix(value < 0 ? "−" : "+"))
    #expect(!NumberText.significant(value, 4).isEmpty && !NumberText.plus(value, 1).isEmpty)
  }

  @Test func whatIsNoNumberSaysSo() {
    #expect(
      NumberText.fixed(.nan, 2) == "nan" && NumberText.signed(.nan, 2) == "nan" && NumberText.plain(.nan) == "nan")
  }

  @Test func countsAgreeWithTheirNouns() {
    #expect(counted(1, "image") == "1 image" && counted(0, "image") == "0 images")
  }
}
