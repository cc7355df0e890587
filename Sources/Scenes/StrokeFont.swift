/// A plain alphabet of strokes, drawn for the scenes: each letter is a few chains of points on a small grid.
///
/// The grid is 4 units wide; capitals stand from 0 (top) to 6 (line), small letters begin at 2, tails end at 8.
enum StrokeFont {
  /// A line from one grid point to another.
  struct Segment {
    let from: Point
    let to: Point
  }

  /// Units from one letter's left to the next one's, at the letter's own width.
  static func advance(_ letter: Character) -> Float {
    switch letter {
    case " ": return 3.2
    case "i", "l", "I", ".", ",", ":", "'", "!": return 2.4
    case "f", "j", "r", "t", "1", "-": return 4
    default: return 5.4
    }
  }

  /// The segments of a letter; none for one that the alphabet does not have.
  static func segments(_ letter: Character) -> [Segment] {
    guard let chains = glyphs[letter] else { return [] }
    return chains.split(separator: " ").flatMap { chain -> [Segment] in
      let digits = chain.utf8.map { Float($0) - 48 }
      let points = stride(from: 0, to: digits.count - 1, by: 2).map { Point(digits[$0], digits[$0 + 1]) }
      return zip(points, points.dropFirst()).map { Segment(from: $0, to: $1) }
    }
  }

  /// How wide a line of text is, in units.
  static func width(_ text: String) -> Float { text.reduce(0) { $0 + advance($1) } }

  // Each chain is a run of (x, y) digits.
  private static let glyphs: [Character: String] = [
    "A": "062046 1434", "B": "00063645443303 0030414233", "C": "4130100105163645", "D": "00062645412000",
    "E": "40000646 0333", "F": "400006 0333", "G": "41301001051636454323", "H": "0006 4046 0343", "I": "1016",
    "J": "404536160504", "K": "0006 4003 1346", "L": "000646", "M": "0600234046", "N": "06004640",
    "O": "103041453616050110", "P": "0600304142330313", "Q": "103041453616050110 2446", "R": "06003041423303 2346",
    "S": "413010010213334445361605", "T": "0040 2026", "U": "00051636454540", "V": "002640", "W": "0016233640",
    "X": "0046 4006", "Y": "002340 2326", "Z": "00400646", "a": "12324346 44341405163645",
    "b": "0006 0312324345361605", "c": "4332120305163645", "d": "4046 4332120305163645", "e": "04444332120305163645",
    "f": "41302026 0333", "g": "4332120305163645 4247381807", "h": "0006 0312324346", "i": "1216 1010",
    "j": "22271807 2020", "k": "0006 3204 1436", "l": "1016", "m": "0206 03122326 23324346", "n": "0206 0312324346",
    "o": "123243453616050312", "p": "0208 0312324345361605", "q": "4248 4332120305163645", "r": "0206 04123242",
    "s": "43321203143445361605", "t": "10152636 0232", "u": "020516364542 4246", "v": "022642", "w": "0216233642",
    "x": "0246 4206", "y": "0226 4218", "z": "02420646", "0": "103041453616050110", "1": "112026",
    "2": "0110304142240646", "3": "01103041423313 334445361605", "4": "30044434 3036", "5": "400002324345361605",
    "6": "413010010516364544331304", "7": "004026", "8": "103041423313020110 133344453616050413",
    "9": "05163645413010010213 1343", ".": "1616", ",": "1608", ":": "1313 1616", "-": "0434", "+": "2125 0343",
    "'": "1011", "!": "1014 1616",
  ]
}
