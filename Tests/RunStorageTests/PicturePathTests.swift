import Foundation
import ImageFiles
import Raster
import RunStorage
import Testing

@Suite("Paths of pictures") struct PicturePathTests {
  @Test func namesAreReadable() {
    #expect(PicturePath.path(image: "kodim01.png", "jpeg:30") == "images/kodim01.png/jpeg~30.png")
    #expect(
      PicturePath.path(image: "a.png", "pgd-linf from jpeg:30") == "images/a.png/pgd-linf+from+jpeg~30.png")
    #expect(PicturePath.path(image: "sub/ä.png", "x") == "images/sub=2F=C3=A4.png/x.png")
    #expect(PicturePath.path(image: ".hidden..png", "..") == "images/=2Ehidden..png/=2E..png")
  }

  /// Names that are easily taken for one another.
  static let alike = [
    "a b.png", "a-b.png", "a:b.png", "a+b.png", "a~b.png", "a=20b.png", "a=b.png", "a_b.png", "a/b.png", "a\\b.png",
    "a?b.png", "A b.png", "a  b.png", " a b.png", "a b.png ", "a\nb.png", "a\u{0}b.png", ".a b.png", "..a b.png",
    "=2Ea b.png", "..", ".", "../a.png", "e\u{301}.png", "\u{E9}.png", "ä.png", "ö.png", "画像.png", "🙂.png", "",
    String(repeating: "x", count: 300), String(repeating: "x", count: 301), String(repeating: "x", count: 180),
    String(repeating: "x", count: 180) + "=/", String(repeating: "x", count: 180) + ".png",
    String(repeating: "x", count: 179) + ".png", String(repeating: "x", count: 180) + "=2Epng",
    String(repeating: "x", count: 180) + "/" + String(repeating: "x", count: 120),
    String(repeating: "ä", count: 150), String(repeating: "ä", count: 149) + "ö",
  ]

  private func expectAccepted(_ path: String, _ name: String) {
    for part in path.split(separator: "/", omittingEmptySubsequences: false) {
      #expect(part.utf8.count <= 200 && !part.hasPrefix("."), "\(name): \(path)")
      #expect(part.utf8.allSatisfy { Self.allowed.contains($0) }, "\(name): \(path)")
    }
  }

  private static let allowed = Set(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_+~=".utf8)

  /// Scalar by scalar: Swift takes precomposed and decomposed letters for equal, and file systems may not.
  private func distinct(_ names: [String]) -> Int { Set(names.map { Array($0.utf8) }).count }

  @Test func namesThatAreAlikeStayApart() {
    let paths = Self.alike.map { PicturePath.path(image: $0, "reference") }
    #expect(distinct(paths) == Self.alike.count)
    #expect(distinct(Self.alike.map { PicturePath.path(image: "a.png", $0) }) == Self.alike.count)
    for (path, name) in zip(paths, Self.alike) where !name.isEmpty { expectAccepted(path, name) }
  }

  /// No picture is where another image's folder is, so writing one never needs what is already a file.
  @Test func noPictureIsAnothersFolder() {
    let paths =
      Self.alike.map { PicturePath.path(image: $0, "reference") }
      + Self.alike.map { PicturePath.path(image: "a.png", $0) }
    let files = Set(paths)
    for path in paths {
      var folder = path
      while let slash = folder.lastIndex(of: "/") {
        folder = String(folder[..<slash])
        #expect(!files.contains(folder), "\(folder)")
      }
    }
  }

  /// Random names over the characters that matter, and over all of Unicode.
  @Test(arguments: 1...8 as ClosedRange<UInt64>) func isInjective(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    func below(_ count: Int) -> Int { min(Int(random.uniform() * Double(count)), count - 1) }
    let special = Array(" -:+~=_./\\ab2E\u{E9}".unicodeScalars)
    func name() -> String {
      var scalars = String.UnicodeScalarView()
      let length = below(20) == 0 ? 100 + below(300) : 1 + below(5)
      for _ in 0..<length {
        if seed % 2 == 0 {
          scalars.append(special[below(special.count)])
        } else {
          scalars.append(Unicode.Scalar(UInt32(below(0x11_0000))) ?? "x")
        }
      }
      return String(scalars)
    }
    var names: [[UInt8]: [UInt8]] = [:]
    for _ in 0..<4000 {
      let (image, picture) = (name(), name())
      let path = PicturePath.path(image: image, picture)
      let pair = Array(image.utf8) + [0xFF] + Array(picture.utf8)
      let known = names.updateValue(pair, forKey: Array(path.utf8))
      #expect(known == nil || known == pair, "\(path)")
      expectAccepted(path, image)
    }
    #expect(names.count > 3000)
  }

  /// The longest names are written, read and found where the path says.
  @Test func longAndOddNamesAreWritten() throws {
    let scratch = try Scratch()
    let pictures = PictureFolder(root: scratch.path)
    for (index, name) in Self.alike.enumerated() where !name.isEmpty {
      let image = Sample.image(seed: UInt64(index))
      #expect(try pictures.store(image, at: PicturePath.path(image: name, name)) == image)
    }
    for (index, name) in Self.alike.enumerated() where !name.isEmpty {
      let back = try ImageReader.read(path: "\(scratch.path)/\(PicturePath.path(image: name, name))").image
      #expect(back == Sample.image(seed: UInt64(index)), "another picture took the place of \(name)")
    }
  }
}

@Suite("The folder of pictures") struct PictureFolderTests {
  @Test func whatIsStoredComesBackAndIsCopied() throws {
    let (one, other) = (try Scratch(), try Scratch())
    let path = PicturePath.path(image: "a b.png", "reference")
    #expect(try PictureFolder(root: one.path).store(Sample.image(), at: path) == Sample.image())
    try PictureFolder(root: other.path).copy(path, from: one.path)
    #expect(one.text(path) != nil && other.text(path) == one.text(path))
    let error = #expect(throws: AuditError.self) {
      try PictureFolder(root: other.path).copy("images/none.png", from: one.path)
    }
    #expect(error?.kind == .disk && error?.subject?.hasSuffix("images/none.png") == true)
  }

  /// A link among the folders leads out of the record.
  @Test(arguments: ["images", "images/a.png"]) func foldersThatAreLinksAreRefused(place: String) throws {
    let scratch = try Scratch()
    try scratch.write("x", "elsewhere/note.txt")
    try scratch.write("x", "run/images.txt")
    if place == "images/a.png" { try scratch.write("x", "run/images/x.txt") }
    try scratch.link("run/\(place)", to: "\(scratch.path)/elsewhere")
    let error = #expect(throws: AuditError.self) {
      try PictureFolder(root: "\(scratch.path)/run").store(Sample.image(), at: "images/a.png/reference.png")
    }
    #expect(error?.kind == .disk && error?.reason.contains("is a link or a file") == true)
    #expect(try FileManager.default.contentsOfDirectory(atPath: "\(scratch.path)/elsewhere") == ["note.txt"])
  }

  @Test func aFileThatIsALinkIsRefused() throws {
    let scratch = try Scratch()
    try scratch.write("precious", "victim.png")
    try scratch.write("x", "images/a.png/x.txt")
    try scratch.link("images/a.png/reference.png", to: "../../victim.png")
    #expect(throws: AuditError.self) {
      try PictureFolder(root: scratch.path).store(Sample.image(), at: "images/a.png/reference.png")
    }
    #expect(scratch.text("victim.png") == "precious")
  }
}
