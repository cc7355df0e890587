import MetricKit
import Raster

/// Features that are computed together because they share their work. The list of all is `FeatureTable`.
///
/// A protocol at the outside only: what is behind `fixed` and `smooth` are concrete kernels, called once a picture.
protocol FeatureExtractor: Sendable {
  /// What messages call it.
  var name: String { get }
  /// What it computes.
  var features: [VMAFFeature] { get }
  /// The planes of a picture that it reads.
  var reads: PicturePlanes { get }
  /// What a model may set.
  var options: [VMAFFeatureOption] { get }
  /// The form that steers; nil where there is none. `FloatVMAFCore` holds those that there are, each with its type.
  var smooth: (any SmoothFeatures.Type)? { get }
  /// The form in fixed point against one reference; nil for what is computed of a sequence's references alone.
  /// - Parameter codes: where the reference's luma will stand.
  func fixed(_ codes: SamplePlane, bitDepth: Int, options: VMAFFeatureOptions) -> (any FixedFeatures)?
}

extension FeatureExtractor {
  var reads: PicturePlanes { .luma }
  var options: [VMAFFeatureOption] { [] }
  var smooth: (any SmoothFeatures.Type)? { nil }
}

/// A picture as the forms in fixed point take it.
struct FixedPicture {
  /// The picture, for whoever needs more than luma.
  let picture: Picture
  /// Its luma as whole code values.
  let codes: SamplePlane

  /// A picture whose luma is written to `codes`.
  /// - Complexity: O(width · height)
  init(_ picture: Picture, codes: SamplePlane) {
    self.picture = picture
    self.codes = codes
    codes.fill(picture.luma, peak: (1 << picture.bitDepth) - 1)
  }
}

/// An extractor in fixed point against one reference: filled again and again where frames stream, read by any number of
/// evaluations at once.
protocol FixedFeatures: Sendable {
  /// Computes what depends on the reference alone.
  func fill(_ reference: FixedPicture)
  /// The features of a distorted picture of the reference's size and depth.
  func values(_ distorted: FixedPicture) -> VMAFFeatureValues
}
