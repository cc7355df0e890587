import MetricKit
import PanelMetrics
import Raster
import TestSupport
import Testing

/// What must hold of every member of the panel, driven from the registry.
@Suite("Every panel metric") struct PanelPropertyTests {
  static let ids = PanelMembers.all.map(\.descriptor.id)
  static let scene = TestScene.image(width: 230, height: 196, seed: 21)
  static let reference = BT709.picture(scene)

  static func score(_ id: String, _ first: Picture, _ second: Picture) throws -> Double {
    try PanelMembers.member(id).prepare(first).evaluate(second).score
  }

  static func score(_ id: String, _ distortion: TestDistortion) throws -> Double {
    try score(id, reference, BT709.picture(distortion.applied(to: scene)))
  }

  /// How far from its best a value is; grows as the picture gets worse.
  static func badness(_ id: String, _ score: Double) throws -> Double {
    try PanelMembers.member(id).descriptor.direction == .higherIsBetter ? -score : score
  }

  @Test(arguments: ids) func identicalPicturesAreBest(id: String) throws {
    let descriptor = try PanelMembers.member(id).descriptor
    let score = try Self.score(id, Self.reference, Self.reference)
    switch id {
    // libvmaf's cap at 8 bits.
    case "psnr", "psnr_cb", "psnr_cr", "psnr_ycbcr": #expect(score == 60)
    default:
      let best = descriptor.direction == .higherIsBetter ? descriptor.range.upperBound : descriptor.range.lowerBound
      #expect(abs(score - best) <= 1e-9 * max(abs(best), 1))
    }
  }

  @Test(arguments: ids) func valuesLieInTheirRange(id: String) throws {
    let range = try PanelMembers.member(id).descriptor.range
    let noise = BT709.picture(TestScene.image(width: 230, height: 196, seed: 22))
    for other in [noise, BT709.picture(TestDistortion.contrast(gain: -1).applied(to: Self.scene))] {
      #expect(range.contains(try Self.score(id, Self.reference, other)))
    }
  }

  @Test(arguments: ids) func symmetry(id: String) throws {
    let other = BT709.picture(TestDistortion.blocks(step: 30).applied(to: Self.scene))
    let forth = try Self.score(id, Self.reference, other)
    let back = try Self.score(id, other, Self.reference)
    let isSymmetric = abs(forth - back) <= 1e-6 * abs(forth)
    #expect(try PanelMembers.member(id).descriptor.isSymmetric == isSymmetric, "\(id): \(forth), \(back)")
  }

  @Test(arguments: ids) func moreBlurIsWorse(id: String) throws {
    let badness = try [1, 3, 7, 15].map { try Self.badness(id, Self.score(id, .blur(passes: $0))) }
    #expect(zip(badness, badness.dropFirst()).allSatisfy { $0 < $1 }, "\(badness)")
  }

  @Test(arguments: ids) func moreNoiseIsWorse(id: String) throws {
    let badness = try [2.0, 5, 12, 30].map { try Self.badness(id, Self.score(id, .noise(deviation: $0, seed: 9))) }
    #expect(zip(badness, badness.dropFirst()).allSatisfy { $0 < $1 }, "\(badness)")
  }

  @Test(arguments: ids) func anotherSizeIsRefused(id: String) throws {
    let prepared = try PanelMembers.member(id).prepare(Self.reference)
    let other = BT709.picture(Self.scene.cropped(x: 0, y: 0, width: 229, height: 196))
    #expect(throws: MetricError.mismatch("the reference is 230×196, the distorted picture 229×196")) {
      try prepared.evaluate(other)
    }
  }

  @Test(arguments: ids) func smallestSideIsTrue(id: String) throws {
    let metric = try PanelMembers.member(id)
    let side = metric.descriptor.smallestSide
    func pair(_ width: Int, _ height: Int) throws -> Double {
      let image = TestScene.image(width: width, height: height, seed: 31)
      let worse = BT709.picture(TestDistortion.noise(deviation: 9, seed: 3).applied(to: image))
      return try metric.prepare(BT709.picture(image)).evaluate(worse).score
    }
    #expect(try pair(side, side + 7).isFinite)
    #expect(try pair(side + 3, side).isFinite)
    if side > 1 {
      #expect(throws: MetricError.tooSmall(metric: id, width: side - 1, height: side, smallestSide: side)) {
        try pair(side - 1, side)
      }
      #expect(throws: MetricError.self) { try pair(side, side - 1) }
    }
  }

  /// Two evaluations of one prepared reference do not influence each other.
  @Test(arguments: ids) func evaluationsAreRepeatable(id: String) throws {
    let prepared = try PanelMembers.member(id).prepare(Self.reference)
    let blurred = BT709.picture(TestDistortion.blur(passes: 2).applied(to: Self.scene))
    let first = try prepared.evaluate(blurred)
    _ = try prepared.evaluate(Self.reference)
    #expect(try prepared.evaluate(blurred) == first)
  }
}
