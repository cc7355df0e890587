/// How much of a record is there when some of it is missing: its run was stopped, or has not ended.
public struct Unfinished: Codable, Sendable, Equatable {
  /// Pieces of work that are done.
  public var done: Int
  /// Pieces of work that the finished record has.
  public var of: Int
  /// Images of which nothing is missing.
  public var images: Int
  /// Images that the finished record has.
  public var ofImages: Int
  /// The first piece that is missing, in words.
  public var lacks: String

  /// States how much is there.
  public init(done: Int, of: Int, images: Int, ofImages: Int, lacks: String) {
    self.done = done
    self.of = of
    self.images = images
    self.ofImages = ofImages
    self.lacks = lacks
  }
}

extension Unfinished: CustomStringConvertible {
  /// A clause for people, whose subject is the record: `is not finished: 34 of 111 pieces of work …`.
  public var description: String {
    "is not finished: \(done) of \(of) pieces of work, \(images) of \(ofImages) images; it lacks \(lacks)"
  }
}
