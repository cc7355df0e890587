import AuditRecord

/// How much of a side's pictures has to read worse than every honest encode to be taken for pictures of something else.
let shareOfOtherPictures = 0.9
/// How many of the voting members have to say so of a picture. Of four photographs held against one another, turned by 180°,
/// mirrored, shifted by 8 pixels or inverted, 6 to 11 of 11 did; of WebP at quality 0 none did.
let shareOfOtherReadings = 0.5

/// What says that a side's pictures are hardly those of the references: (nearly) each scores no more than the lowest rung of
/// every honest ladder, and reads so on the panel. Then a folder was mistaken, or pictures are turned; there is nothing to
/// compare, for at the end of a ladder changes cannot be read.
///
/// A codec's lowest rate may lie below the ladders too, so it takes nearly all pictures of a side, over all its rates.
/// - Returns: nil where that is so of neither side.
func otherPictures(_ pictures: [GatePicture], ladders: [LadderRecord], run: RunHeader) -> GateObstacle? {
  let test = OtherPictureTest(ladders: ladders, run: run)
  var sides: [GateSide] = []
  var scores: [Double] = []
  for side in GateSide.allCases {
    let own = pictures.compactMap { picture -> (picture: GatePicture, score: Double)? in
      guard picture.side == side, picture.failure == nil, let score = picture.scored?.score, score.isFinite else {
        return nil
      }
      return (picture, score)
    }
    let others = own.filter { test.isOther($0.picture) }
    guard !own.isEmpty, Double(others.count) >= shareOfOtherPictures * Double(own.count) else { continue }
    sides.append(side)
    scores += others.map(\.score)
  }
  return median(scores).map { .otherPictures(of: sides, score: $0) }
}

/// The same of single pictures of a side whose others are what they should be; a median over images would not show them,
/// whatever they lost. Either all pictures of the image read worse than every honest encode, over all its rates, or one does
/// though one of fewer bytes does not.
/// - Returns: the pictures, those marked that are hardly of their reference.
func markingOthers(_ pictures: [GatePicture], ladders: [LadderRecord], run: RunHeader) -> [GatePicture] {
  let test = OtherPictureTest(ladders: ladders, run: run)
  struct Place: Hashable {
    let image: String
    let side: GateSide
  }
  let measured = Dictionary(grouping: pictures.filter { $0.failure == nil && $0.scored != nil }) { picture in
    Place(image: picture.image, side: picture.side)
  }
  let right = measured.mapValues { own in own.filter { !test.isOther($0) } }
  return pictures.map { picture in
    var picture = picture
    picture.isOther = nil
    guard picture.failure == nil, test.isOther(picture),
      let own = right[Place(image: picture.image, side: picture.side)]
    else { return picture }
    let isWorseForMore = own.contains { smaller in
      smaller.bytes.flatMap { bytes in picture.bytes.map { bytes < $0 } } ?? false
    }
    if own.isEmpty || isWorseForMore { picture.isOther = true }
    return picture
  }
}

/// Tells whether one picture reads worse than every honest encode of its reference.
private struct OtherPictureTest {
  private let sign: Double
  /// The oriented score of each image's lowest rung.
  private let lowest: [String: Double]
  private let voters: Set<String>

  init(ladders: [LadderRecord], run: RunHeader) {
    let sign = run.metric.orientation
    self.sign = sign
    lowest = Dictionary(grouping: ladders, by: \.image).compactMapValues { own in
      own.compactMap { ladder in ladder.rungs.map { sign * $0.score }.filter(\.isFinite).min() }.min()
    }
    voters = Set(run.votes.values.joined())
  }

  func isOther(_ picture: GatePicture) -> Bool {
    guard let score = picture.scored?.score, let end = lowest[picture.image], sign * score <= end else { return false }
    let readings = picture.readings.filter { voters.contains($0.id) && !$0.impliedByLadder.isEmpty }
    let below = readings.count { $0.impliedByLadder.values.allSatisfy { $0.bound == .below } }
    return !readings.isEmpty && Double(below) >= shareOfOtherReadings * Double(readings.count)
  }
}
