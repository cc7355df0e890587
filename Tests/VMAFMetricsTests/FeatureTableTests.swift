import MetricKit
import Raster
import Testing

@testable import VMAFMetrics

/// What every extractor of the table owes.
@Suite("Feature table") struct FeatureTableTests {
  static let extractors = FeatureTable.extractors

  @Test func namesAndOptionsAreStatedOnce() {
    let names = VMAFFeature.allCases.map(\.name)
    let options = Self.extractors.flatMap(\.options).map(\.name)
    #expect(Set(names).count == names.count && Set(options).count == options.count)
    #expect(Set(Self.extractors.map(\.name)).count == Self.extractors.count)
  }

  /// The places lie in the features' ranges, and fall from the reference on.
  @Test func placesFallWithinTheirRanges() {
    for feature in VMAFFeature.allCases {
      guard let range = feature.range else { continue }
      #expect(feature.atPlaces.allSatisfy(range.contains), "\(feature)")
      #expect(zip(feature.atPlaces, feature.atPlaces.dropFirst()).allSatisfy { $0 > $1 }, "\(feature)")
    }
  }

  /// Defaults lie in libvmaf's ranges; what an option's place holds is read back from a model's file.
  @Test func optionsHoldTheirDefaults() {
    let defaults = VMAFFeatureOptions()
    for option in Self.extractors.flatMap(\.options) {
      switch option.place {
      case .number(let place): #expect(option.range.contains(defaults[keyPath: place]), "\(option.name)")
      case .whole(let place): #expect(option.range.contains(Double(defaults[keyPath: place])), "\(option.name)")
      case .flag(let place): #expect(!defaults[keyPath: place], "\(option.name)")
      }
    }
  }

  /// An extractor in fixed point gives the features that it says, no other.
  @Test func extractorsGiveWhatTheySay() throws {
    let samples = (0..<(40 * 36)).map { Float(($0 * $0) % 251) }
    let plane = Plane(width: 40, height: 36, samples: samples)
    let grey = Plane<Float>(width: 40, height: 36, repeating: 128)
    let picture = Picture(luma: plane, chroma: .init(cb: grey, cr: grey), rgb: nil, bitDepth: 8)
    let memory = ScratchMemory(size: 2 * SamplePlane.bytes(width: 40, height: 36))
    let planes = (0..<2).map { _ in SamplePlane(width: 40, height: 36, in: memory) }
    for extractor in Self.extractors {
      guard let fixed = extractor.fixed(planes[0], bitDepth: 8, options: VMAFFeatureOptions()) else {
        #expect(extractor.features.allSatisfy { $0.range == nil }, "\(extractor.name)")
        continue
      }
      fixed.fill(FixedPicture(picture, codes: planes[0]))
      let values = fixed.values(FixedPicture(picture, codes: planes[1]))
      #expect(Set(values.named.keys) == Set(extractor.features.map(\.name)), "\(extractor.name)")
      for feature in extractor.features {
        // A copy of the reference stands at the first place.
        #expect(abs(values[feature] - feature.atPlaces[0]) < 1e-3, "\(feature)")
      }
    }
  }

  @Test func smoothPartsAreThoseOfTheTable() {
    let parts = FloatVMAFCore<FloatLanes>.parts.map { ObjectIdentifier($0) }
    let table = Self.extractors.compactMap { extractor in extractor.smooth.map { ObjectIdentifier($0) } }
    #expect(Set(parts) == Set(table) && parts.count == table.count)
  }

  @Test func builtInModelsSteer() {
    for model in VMAFModel.builtIn {
      #expect(model.isSmooth && model.reads == .luma, "\(model)")
      #expect(model.computedFeatures == VMAFFeature.allCases.filter(model.computedFeatures.contains), "\(model)")
    }
  }

  /// A model that reads a feature without a smooth form says that it does not steer, and refuses to.
  @Test func modelsWithoutASmoothFormDoNotSteer() throws {
    let model = VMAFModel.v061neg
    let lone = VMAFFeature("lone", range: 0...2, atPlaces: [2, 1.5, 1, 0.5])
    let features = model.features + [VMAFModel.Feature(kind: lone, slope: 0, intercept: 0)]
    let rows = stride(from: 0, to: model.supportVectors.count, by: model.features.count + 1).flatMap {
      model.supportVectors[$0..<($0 + model.features.count + 1)] + [0]
    }
    let wider = VMAFModel(
      name: "wider", arithmetic: .integer, features: features, options: model.options, gamma: model.gamma,
      rho: model.rho, supportVectors: rows, outputSlope: model.outputSlope, outputIntercept: model.outputIntercept,
      transform: nil, clipRange: model.clipRange)
    let metric = IntegerVMAF(id: "wider", title: "", model: wider)
    #expect(metric.descriptor.steers.isEmpty)
    let plane = Plane<Float>(width: 32, height: 32, repeating: 90)
    #expect(throws: MetricError.noGradient(metric: "wider")) {
      try metric.prepareDifferentiable(SteeringInput(luma: plane))
    }
    let picture = Picture(luma: plane, chroma: nil, rgb: nil, bitDepth: 8)
    let narrow = IntegerVMAF(id: "narrow", title: "", model: model)
    #expect(try metric.prepare(picture).evaluate(picture).score == narrow.prepare(picture).evaluate(picture).score)
  }

  /// A feature's box is its own range.
  @Test func fusionsAreLookedAtOverRanges() {
    let wide = VMAFFeature("wide", range: 20...60, atPlaces: [60, 45, 40, 35])
    let model = VMAFModel(
      name: "one", arithmetic: .integer, features: [.init(kind: wide, slope: 0.025, intercept: -0.5)],
      options: VMAFFeatureOptions(), gamma: 1, rho: 0, supportVectors: [1, 0.75], outputSlope: 1, outputIntercept: 0,
      transform: nil, clipRange: nil)
    // A bump over 0.75 of the range, which is 50.
    #expect(model.curve(along: 0, through: [60], samples: 5).values == [20, 30, 40, 50, 60])
    #expect(abs(model.bestPoint().features[0] - 50) < 1e-3)
    #expect(abs(model.bestByLosing(from: [60]).features[0] - 50) < 1e-3)
    #expect(model.slopeGrid(budget: 5).negative == [1])
    #expect(FusionPlace.table.map { $0.values(of: model)[0] } == wide.atPlaces)
  }
}
