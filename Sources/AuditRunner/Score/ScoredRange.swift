import Raster

/// The range in which a pair is scored, and what has to be said of it.
///
/// Two streams are scored in the range of the distorted one, and so FFmpeg gives them to libvmaf: where ranges differ, the
/// filter's second input is put into the range of its first. A stream beside an image is scored in limited range, which
/// images are put into. A stream that does not say is taken as limited.
struct ScoredRange {
  /// The range of the code values that the metrics get.
  let range: CodeRange
  /// What was converted, or taken as it is.
  let notes: [String]

  init(reference: (path: String, range: CodeRange?), distorted: (path: String, range: CodeRange?)) {
    let range = reference.range == nil ? .limited : distorted.range ?? .limited
    self.range = range
    notes = [reference, distorted].compactMap { stream in
      guard let own = stream.range else { return nil }
      if own != range {
        return "\(stream.path): \(own.words) range, converted to the \(range.words) range of the "
          + (stream.path == reference.path ? "distorted picture" : "reference")
      }
      return own == .full ? "\(stream.path): full range; code values are used as they are" : nil
    }
  }
}

extension CodeRange {
  /// The range as people write it.
  var words: String {
    switch self {
    case .full: "full"
    case .limited: "limited"
    }
  }
}
