import Foundation
import MetricKit
import Raster
import TestSupport
import Testing

@testable import VMAFMetrics

@Suite("fixed-point VMAF")
struct IntegerVMAFTests {
  static let integerModels = VMAFModel.builtIn.filter { $0.arithmetic == .integer }

  @Test("every feature and the unclipped score equal libvmaf's scalar code to the last bit, over sequences")
  func golden() throws {
    var compared = 0
    for item in try ScalarCase.all() {
      for model in Self.integerModels {
        guard let expected = item.expected[model.name] else { continue }
        let metric = IntegerVMAF(id: "test", title: "", model: model.unclipped)
        let frames = try metric.frames(item.reference, item.distorted)
        try #require(frames.count == expected.count)
        for (index, frame) in frames.enumerated() {
          #expect(frame.features.count == model.computedFeatures.count)
          for feature in model.computedFeatures {
            let wanted = try #require(item.value(feature.name, model.name, frame: index))
            #expect(frame.features[feature.name] == wanted, "\(item.name) \(model) \(feature)")
            compared += 1
          }
          #expect(frame.score == expected[index]["vmaf"], "\(item.name) \(model)")
        }
      }
    }
    // Four models of eleven recorded frames, and those of the shared folder where it is.
    #expect(ScalarCase.recorded.count == 8 && compared >= 10 * (4 * 11 + (ScalarCase.hasShared ? 3 * 12 : 0)))
  }

  @Test("a still is a sequence of one frame")
  func still() throws {
    // As callers come by it: of the registry, and asked whether it takes sequences.
    let metric = try #require(VMAFFamily.all.first { $0.descriptor.id == "vmafneg" })
    let sequences = try #require(metric as? any SequenceMetric)
    let stills = try ScalarCase.all().filter { $0.reference.count == 1 }
    #expect(stills.count >= 7 && (!ScalarCase.hasShared || stills.contains { $0.name == "jpeg60_451x301" }))
    for item in stills {
      let alone = try metric.prepare(item.reference[0]).evaluate(item.distorted[0])
      #expect(try sequences.frames(item.reference, item.distorted) == [alone], "\(item.name)")
      // The expected values are unclipped.
      let wanted = try #require(item.expected["vmaf_v0.6.1neg"]?[0]["vmaf"])
      #expect(alone.score == VMAFModel.v061neg.clip(wanted), "\(item.name)")
    }
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

extension VMAFModel {
  /// The same without the limits of its score.
  fileprivate var unclipped: VMAFModel {
    VMAFModel(
      name: name, arithmetic: arithmetic, features: features, options: options, gamma: gamma, rho: rho,
      supportVectors: supportVectors, outputSlope: outputSlope, outputIntercept: outputIntercept, transform: transform,
      clipRange: nil)
  }
}
