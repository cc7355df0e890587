import Raster

/// The first line of a YUV4MPEG2 stream.
///
/// The format has no standard; this follows the manual page `yuv4mpeg(5)` of the mjpegtools, and for more than 8 bits
/// and the colour range the tags that FFmpeg writes (`C420p10`, `XCOLORRANGE=FULL`).
public struct Y4MHeader: Sendable, Equatable {
  /// How chroma is sampled; where its samples lie between those of luma makes no difference to a metric.
  public enum Chroma: String, Sendable {
    /// Luma alone.
    case mono
    /// Half the columns and half the rows.
    case s420 = "420"
    /// Half the columns.
    case s422 = "422"
    /// As luma.
    case s444 = "444"

    /// As people write it: `4:2:0`, or `mono`.
    public var title: String { self == .mono ? rawValue : rawValue.map(String.init).joined(separator: ":") }
  }

  /// Columns of luma.
  public var width: Int
  /// Rows of luma.
  public var height: Int
  /// Sampling of chroma.
  public var chroma: Chroma
  /// Bits of a code value, 8 to 16; more than 8 are stored in two bytes, low byte first.
  public var bitDepth = 8
  /// Range of the code values; nil where the stream does not say.
  public var range: CodeRange?
  /// What the stream says of its range that is neither; nil where there is no such word.
  public var unknownRange: String?
  /// The stream says that its frames are made of two fields.
  public var isInterlaced = false

  /// Columns of chroma; an odd number of columns is rounded up. 0 without chroma.
  public var chromaWidth: Int {
    switch chroma {
    case .mono: 0
    case .s444: width
    case .s420, .s422: (width + 1) / 2
    }
  }

  /// Rows of chroma; an odd number of rows is rounded up. 0 without chroma.
  public var chromaHeight: Int {
    switch chroma {
    case .mono: 0
    case .s444, .s422: height
    case .s420: (height + 1) / 2
    }
  }

  /// Samples of a frame.
  var frameSamples: Int { width * height + 2 * chromaWidth * chromaHeight }
  /// Bytes of a frame.
  var frameBytes: Int { frameSamples * (bitDepth > 8 ? 2 : 1) }

  /// Remarks for the record: what the stream says that a metric does not take into account.
  public var notes: [String] {
    var notes = isInterlaced ? ["interlaced; both fields are scored as one frame"] : []
    if let unknownRange {
      notes.append("XCOLORRANGE=\(unknownRange) is neither FULL nor LIMITED; code values are taken as limited")
    }
    return notes
  }
}
