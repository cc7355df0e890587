import Testing

@testable import Raster

/// Every recorded seed means one sequence of numbers, on every machine and in every version.
@Suite("Seeded random numbers") struct SeededRandomTests {
  /// Made with the authors' C file (prng.di.unimi.it, xoshiro256starstar.c) from the state 1, 2, 3, 4, and published so in
  /// rust-random/rngs, rand_xoshiro/src/xoshiro256starstar.rs, test "reference".
  @Test func xoshiroGivesThePublishedNumbers() {
    var random = SeededRandom(state: (1, 2, 3, 4))
    let published: [UInt64] = [
      11520, 0, 1_509_978_240, 1_215_971_899_390_074_240, 1_216_172_134_540_287_360, 607_988_272_756_665_600,
      16_172_922_978_634_559_625, 8_476_171_486_693_032_832, 10_595_114_339_597_558_777, 2_904_607_092_377_533_576,
    ]
    #expect(published.map { _ in random.next() } == published)
  }

  /// Made with the authors' splitmix64.c, and published so in rust-random/rngs, rand_xoshiro/src/splitmix64.rs, test
  /// "reference".
  @Test func splitMixGivesThePublishedNumbers() {
    var mixer = SplitMix64(state: 1_477_776_061_723_855_037)
    let published: [UInt64] = [
      1_985_237_415_132_408_290, 2_979_275_885_539_914_483, 13_511_426_838_097_143_398, 8_488_337_342_461_049_707,
      15_141_737_807_933_549_159,
    ]
    #expect(published.map { _ in mixer.next() } == published)
  }

  /// The two joined: written anew from the formulas in Python 3, which gives the published numbers above, too.
  @Test(
    arguments: [
      (0, [11_091_344_671_253_066_420, 13_793_997_310_169_335_082, 1_900_383_378_846_508_768]),
      (1, [12_966_619_160_104_079_557, 9_600_361_134_598_540_522, 10_590_380_919_521_690_900]),
      (42, [1_546_998_764_402_558_742, 6_990_951_692_964_543_102, 12_544_586_762_248_559_009]),
    ] as [(UInt64, [UInt64])]) func aSeedIsSpreadBySplitMix(seed: UInt64, expected: [UInt64])
  {
    var random = SeededRandom(seed: seed)
    #expect(expected.map { _ in random.next() } == expected)
  }

  /// A label's FNV-1a is joined to the seed; made with the same lines of Python.
  @Test(
    arguments: [
      (1, "", [0x2016_3E00_AD83_02A6, 0x7709_0EB9_91EE_AEBF]),
      (1, "kodim01.png|jpeg:30|pgd-linf", [0xADBE_D37D_2B14_62FE, 0x6037_31F2_FE7F_F6F4]),
      (7, "größe", [0xBC76_E0C7_9341_2674, 0x2424_91BA_35ED_E247]),
    ] as [(UInt64, String, [UInt64])]) func aLabelIsPartOfTheSeed(seed: UInt64, label: String, expected: [UInt64])
  {
    var random = SeededRandom(seed: seed, label: label)
    #expect(expected.map { _ in random.next() } == expected)
  }

  /// The upper 53 bits as a fraction: never 1, and evenly spread.
  @Test func uniformNumbersAreTheUpperBits() {
    var random = SeededRandom(seed: 42)
    #expect((0..<2).map { _ in random.uniform() } == [0.08386297105988216, 0.3789802506626686])
    // After this state the next number has all bits set: 5⁻¹ and 9⁻¹ modulo 2⁶⁴ undo the multiplications.
    let all = UInt64.max
    let ninth = all &* 0x8E38_E38E_38E3_8E39
    var largest = SeededRandom(state: (0, ((ninth >> 7) | (ninth << 57)) &* 0xCCCC_CCCC_CCCC_CCCD, 0, 0))
    #expect(largest.uniform() == 1 - 0x1p-53)
    var counts = [Int](repeating: 0, count: 10)
    for _ in 0..<100_000 { counts[Int(random.uniform() * 10)] += 1 }
    // Ten thousand each, with a standard deviation of 95.
    #expect(counts.allSatisfy { abs($0 - 10_000) < 475 }, "\(counts)")
  }

  /// A copy goes on by itself.
  @Test func aCopyHasAStateOfItsOwn() {
    var one = SeededRandom(seed: 5)
    _ = one.next()
    var other = one
    let next = one.next()
    _ = one.next()
    #expect(other.next() == next)
  }
}
