import Foundation
import Scoring

/// A picture that a page may carry.
public struct EmbeddedPicture: Sendable, Equatable {
  /// A pixel of the whole picture.
  public struct Origin: Sendable, Equatable {
    /// The column, from 0.
    public var x: Int
    /// The row, from 0.
    public var y: Int

    /// States a pixel.
    public init(x: Int, y: Int) {
      self.x = x
      self.y = y
    }
  }

  /// What tells it from other pictures: the same picture is embedded once.
  public var id: String
  /// The file's bytes, in a format that browsers show.
  public var bytes: Data
  /// Its media type: `image/png`, `image/webp`, `image/jpeg`.
  public var mediaType: String
  /// Columns.
  public var width: Int
  /// Rows.
  public var height: Int
  /// The left upper corner of a crop in the whole picture; nil when it is the whole picture.
  public var cropOrigin: Origin?

  /// States a picture.
  public init(
    id: String, bytes: Data, mediaType: String, width: Int, height: Int, cropOrigin: Origin? = nil
  ) {
    self.id = id
    self.bytes = bytes
    self.mediaType = mediaType
    self.width = width
    self.height = height
    self.cropOrigin = cropOrigin
  }
}

/// What a picture shows of a case.
public enum PictureRole: String, Encodable, CodingKeyRepresentable, Sendable, CaseIterable {
  /// The original.
  case reference
  /// What the attack began from.
  case start
  /// What the attack made.
  case attacked
}

extension CaseMeasurement.Pictures {
  /// The path of a picture, relative to the run's folder.
  public subscript(role: PictureRole) -> String? {
    switch role {
    case .reference: reference
    case .start: start
    case .attacked: attacked
    }
  }
}

/// Where a page gets pictures from. The page asks only for those of the cases it shows.
public protocol PictureSource {
  /// The pictures of a case that a page can carry; all show the same part of the image.
  func pictures(of record: CaseRecord) -> [PictureRole: EmbeddedPicture]
}
