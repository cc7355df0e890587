import Foundation
import MetricKit
import Raster
import TestSupport
import Testing

@testable import VMAFMetrics

@Suite("fixed-point VMAF")
struct IntegerVMAFTests {
  static let integerModels = VMAFModel.builtIn.filter { $0.arithmetic == .integer }

  @Test(
    "every feature and the score equal libvmaf's scalar code to the last bit, over sequences",
    .needsShared(ScalarGolden.path))
  func golden() throws {
    var compared = 0
    for (name, models) in try ScalarGolden.cases() {
      let reference = try Y4MLuma.frames(SharedFolder.data("golden/vmaf-scalar/\(name)_ref.y4m"))
      let distorted = try Y4MLuma.frames(SharedFolder.data("golden/vmaf-scalar/\(name)_dis.y4m"))
      for model in Self.integerModels {
        guard let expected = models[model.name] else { continue }
        let frames = try IntegerVMAF(id: "test", title: "", model: model).frames(reference, distorted)
        try #require(frames.count == expected.count)
        for (frame, wanted) in zip(frames, expected) {
          for (feature, value) in frame.features {
            #expect(value == ScalarGolden.value(feature, in: wanted), "\(name) \(model) \(feature)")
            compared += 1
          }
          // The reference values are unclipped.
          #expect(frame.score == model.clip(try #require(wanted["vmaf"])), "\(name) \(model)")
        }
      }
    }
    #expect(compared >= 10 * 3 * 12)
  }

  @Test("a still is a sequence of one frame", .needsShared(ScalarGolden.path))
  func still() throws {
    let reference = try Y4MLuma.frames(SharedFolder.data("golden/vmaf-scalar/jpeg60_451x301_ref.y4m"))
    let distorted = try Y4MLuma.frames(SharedFolder.data("golden/vmaf-scalar/jpeg60_451x301_dis.y4m"))
    let metric = try #require(VMAFFamily.all.first { $0.descriptor.id == "vmafneg" })
    let alone = try metric.prepare(reference[0]).evaluate(distorted[0])
    #expect(try #require(metric as? any SequenceMetric).frames(reference, distorted) == [alone])
  }

  @Test("libvmaf's own published values", .needsShared(PublishedValue.path))
  func published() throws {
    var compared = 0
    for item in try PublishedValue.all() where item.owner == .fixedPoint {
      let found = try item.found(by: IntegerVMAF(id: "test", title: "", model: item.model(.integer)))
      #expect(abs(found - item.value) <= item.tolerance, "\(item.test): \(item.what) is \(found), not \(item.value)")
      compared += 1
    }
    #expect(compared == 67)
  }

  @Test("frames that do not fit are refused with their place")
  func mismatches() throws {
    let small = picture(32, 32, 8)
    let metric = IntegerVMAF(id: "vmafneg", title: "", model: .v061neg)
    var sequence = metric.beginSequence()
    #expect(sequence.finish() == nil)
    #expect(try sequence.append(reference: small, distorted: small) == nil)
    #expect(throws: MetricError.mismatch("frame 2 is 48×32 of 8 bits, the first 32×32 of 8")) {
      try sequence.append(reference: picture(48, 32, 8), distorted: picture(48, 32, 8))
    }
    #expect(throws: MetricError.mismatch("the reference is 32×32, the distorted picture 48×32")) {
      try sequence.append(reference: small, distorted: picture(48, 32, 8))
    }
    #expect(throws: MetricError.tooSmall(metric: "vmafneg", width: 15, height: 40, smallestSide: 16)) {
      try metric.prepare(picture(15, 40, 8))
    }
  }

  @Test("the smallest pictures, and values that are no code values, give finite scores")
  func extremes() throws {
    let metric = IntegerVMAF(id: "vmafneg", title: "", model: .v061neg)
    for (width, height, depth) in [(16, 16, 8), (17, 31, 10), (16, 40, 16), (33, 16, 12)] {
      let reference = picture(width, height, depth)
      #expect(try metric.prepare(reference).evaluate(reference).score.isFinite)
    }
    let wild = Plane<Float>(
      width: 40, height: 40, samples: (0..<1600).map { [Float.nan, .infinity, -.infinity, -5, 300, 128.4][$0 % 6] })
    let tame = Plane<Float>(width: 40, height: 40, samples: (0..<1600).map { [0, 255, 0, 0, 255, 128][$0 % 6] })
    let reference = picture(40, 40, 8)
    let prepared = try metric.prepare(reference)
    #expect(
      try prepared.evaluate(Picture(luma: wild, chroma: nil, rgb: nil, bitDepth: 8))
        == prepared.evaluate(Picture(luma: tame, chroma: nil, rgb: nil, bitDepth: 8)))
  }

  @Test("evaluations at once give what they give alone")
  func concurrency() async throws {
    let reference = picture(200, 120, 8)
    let prepared = try IntegerVMAF(id: "vmafneg", title: "", model: .v061neg).prepare(reference)
    let candidates = (1...24).map { step in
      Picture(
        luma: Plane(
          width: 200, height: 120, samples: reference.luma.samples.map { ($0 / Float(step)).rounded() * Float(step) }),
        chroma: nil, rgb: nil, bitDepth: 8)
    }
    let alone = try candidates.map { try prepared.evaluate($0) }
    try await withThrowingTaskGroup(of: (Int, Evaluation).self) { group in
      for (index, candidate) in candidates.enumerated() {
        group.addTask { (index, try prepared.evaluate(candidate)) }
      }
      for try await (index, evaluation) in group { #expect(evaluation == alone[index]) }
    }
  }

  private func picture(_ width: Int, _ height: Int, _ depth: Int) -> Picture {
    let peak = Float((1 << depth) - 1)
    let samples = (0..<(width * height)).map { index -> Float in
      let (x, y) = (index % width, index / width)
      return (Float((x * x + 5 * x * y + 3 * y * y) % 251) / 250 * peak).rounded()
    }
    return Picture(
      luma: Plane(width: width, height: height, samples: samples), chroma: nil, rgb: nil, bitDepth: depth)
  }
}
