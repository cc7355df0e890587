import MetricKit

/// Every feature extractor, once. What models may read and set, the places and boxes in which fusions are looked at, and
/// what records hold follows from this list.
enum FeatureTable {
  static let extractors: [any FeatureExtractor] = [ADMExtractor(), MotionExtractor(), VIFExtractor()]
}

extension VMAFModel {
  /// What computes the features that the model reads.
  var extractors: [any FeatureExtractor] {
    FeatureTable.extractors.filter { extractor in features.contains { extractor.features.contains($0.kind) } }
  }

  /// The planes of a picture that it reads.
  var reads: PicturePlanes { extractors.reduce(into: []) { $0.formUnion($1.reads) } }

  /// Every feature that is computed for it, those beside the ones that it reads among them.
  public var computedFeatures: [VMAFFeature] { extractors.flatMap(\.features) }

  /// Whether it can steer: what a distorted picture changes of its features has a smooth form.
  var isSmooth: Bool {
    features.allSatisfy { feature in
      feature.kind.range == nil
        || FeatureTable.extractors.contains { $0.smooth != nil && $0.features.contains(feature.kind) }
    }
  }
}
