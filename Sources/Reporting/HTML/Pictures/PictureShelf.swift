import Scoring

/// Hands out pictures while they fit into the page's budget, and remembers what is in the page already.
struct PictureShelf {
  /// How a page shows a picture.
  enum Placement {
    /// Its bytes go here, under this element id.
    case here(EmbeddedPicture, id: String)
    /// It stands in the page already, under this element id.
    case above(EmbeddedPicture, id: String)
    /// It is not in the page.
    case leftOut
  }

  private let source: any PictureSource
  private var budget: Int
  private var ids: [String: String] = [:]
  /// Cases whose pictures exist but were left out to keep the page small.
  private(set) var leftOut = 0
  /// Cases whose pictures are in the page.
  private(set) var shown = 0

  /// - Parameter budget: How many characters of the page pictures may take.
  init(source: any PictureSource, budget: Int) {
    self.source = source
    self.budget = budget
  }

  /// The pictures of a case: all of them or none.
  mutating func place(_ record: CaseRecord) -> [PictureRole: Placement] {
    let found = source.pictures(of: record)
    let pictures = PictureRole.allCases.compactMap { role in found[role].map { (role, $0) } }
    guard !pictures.isEmpty else { return [:] }
    var fresh: [String: EmbeddedPicture] = [:]
    for (_, picture) in pictures where ids[picture.id] == nil { fresh[picture.id] = picture }
    // Base64 takes four characters for three bytes.
    let cost = fresh.values.reduce(0) { $0 + ($1.bytes.count + 2) / 3 * 4 }
    guard cost <= budget else {
      leftOut += 1
      return [:]
    }
    budget -= cost
    shown += 1
    var result: [PictureRole: Placement] = [:]
    for (role, picture) in pictures {
      if let id = ids[picture.id] {
        result[role] = .above(picture, id: id)
      } else {
        let id = "picture-\(ids.count + 1)"
        ids[picture.id] = id
        result[role] = .here(picture, id: id)
      }
    }
    return result
  }
}
