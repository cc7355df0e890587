import AuditRecord
import Foundation
import QualityMetrics
import Raster
import RunStorage
import TestSupport
import Testing

@testable import AuditRunner

@Suite("What a gate takes in") struct GateInputTests {
  @Test func templatesAreSplitAsAShellWouldAndFilledAfterwards() throws {
    let codec = try CodecCommand(
      encoder: #"cp "a b" 'c\d' e\ f {input} -q {q} -o {output}"#, decoder: "cp {input} {output}", qualities: ["5"])
    #expect(codec.encoder == ["cp", "a b", #"c\d"#, "e f", "{input}", "-q", "{q}", "-o", "{output}"])
    let words = CodecCommand.filled(codec.encoder, input: "/x y/{q}.png", output: "o", quality: "5")
    #expect(words.suffix(5) == ["/x y/{q}.png", "-q", "5", "-o", "o"])
  }

  @Test(arguments: [
    ("cp 'open {input} {output}", ["1"]), ("cp {input}", ["1"]), ("", ["1"]), ("cp {input} {output}", ["1", "2"]),
    ("cp {input} {output}", []), ("cp {q} {input} {output}", ["1", "1"]), ("no-such-codec {input} {output}", ["1"]),
  ]) func badTemplatesAreUsageErrors(encoder: String, qualities: [String]) {
    #expect {
      _ = try CodecCommand(encoder: encoder, decoder: "cp {input} {output}", qualities: qualities)
    } throws: { error in
      (error as? AuditError)?.kind == .usage
    }
  }

  static func image(_ width: Int = 64, _ height: Int = 48, _ sample: (Int, Int) -> Double) -> RGBImage {
    let samples = (0..<height).flatMap { y in
      (0..<width).map { x in UInt16(min(max(sample(x, y).rounded(), 0), 255)) }
    }
    let plane = Plane(width: width, height: height, samples: samples)
    return RGBImage(red: plane, green: plane, blue: plane, bitDepth: 8)
  }

  static func texture(_ x: Int, _ y: Int) -> Double { Double((x * 37 + y * 101 + x * y * 7) % 256) }

  @Test func theProtocolsHolesAreRefused() throws {
    let reference = Self.image(64, 48, Self.texture)
    #expect(GateProtocol.violation(reference: reference, decoded: reference) == nil)
    let noisy = Self.image { Self.texture($0, $1) + Double(($0 + $1) % 5) - 2 }
    #expect(GateProtocol.violation(reference: reference, decoded: noisy) == nil)

    let narrowed = Self.image { 16 + 219.0 / 255 * Self.texture($0, $1) }
    #expect(try #require(GateProtocol.violation(reference: reference, decoded: narrowed)).contains("range"))
    #expect(try #require(GateProtocol.violation(reference: narrowed, decoded: reference)).contains("range"))

    let smaller = Self.image(60, 48, Self.texture)
    #expect(try #require(GateProtocol.violation(reference: reference, decoded: smaller)).contains("60×48"))

    func padded(_ shift: Double) -> RGBImage {
      Self.image { x, y in
        (8..<56).contains(x) && (8..<40).contains(y) ? Self.texture(x, y) + shift : 0
      }
    }
    #expect(try #require(GateProtocol.violation(reference: padded(0), decoded: padded(1))).contains("border"))
    // A flat border of the original alone is the picture's own business: nothing was padded on both.
    #expect(GateProtocol.violation(reference: padded(0), decoded: noisy) == nil)
  }

  @Test func aTableOfSizesNamesItsFaults() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("audit-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = "\(folder)/sizes.csv"
    func write(_ text: String) throws { try text.write(toFile: path, atomically: true, encoding: .utf8) }

    try write("\u{FEFF}image,bytes,rate,side\r\n\"a, b.png\",12,30,baseline\r\nc.png,9,30,candidate\r\n")
    let table = try SizeTable(path: path, references: ["a, b.png", "c.png"])
    #expect(table.bytes(side: .baseline, rate: "30", image: "a, b.png") == 12)
    #expect(table.bytes(side: .candidate, rate: "30", image: "c.png") == 9)
    #expect(table.bytes(side: .candidate, rate: "40", image: "c.png") == nil)

    // Names with dots, with their extension, without, or with the bitstream's.
    try write(
      "side,rate,image,bytes\nbaseline,1,k.v1,1\nbaseline,1,k.1.png,2\nbaseline,1,k.2.jxl,3\nbaseline,1,k.3,4\n"
        + "baseline,1,k,5\n")
    let dotted = try SizeTable(path: path, references: ["k.v1.png", "k.1.png", "k.2.png", "k.3.tif", "k.png"])
    let sizes = ["k.v1.png", "k.1.png", "k.2.png", "k.3.tif", "k.png"].map {
      dotted.bytes(side: .baseline, rate: "1", image: $0)
    }
    #expect(sizes == [1, 2, 3, 4, 5])

    for (text, reason) in [
      ("image,bytes,rate\n", "no column side; its first line reads “image,bytes,rate”"),
      ("side;rate;image;bytes\n", "reads “side;rate;image;bytes”, and cells are parted by commas"),
      ("side\trate\timage\tbytes\n", "reads “side→rate→image→bytes”, and cells are parted by commas"),
      ("Side,Rate,Image,Bytes\n", "reads “Side,Rate,Image,Bytes”"),
      ("image,bytes,rate,side\na,0,1,baseline\n", ":2: bytes"),
      ("image,bytes,rate,side\na,1,1,other\n", ":2: side"), ("image,bytes,rate,side\na,1,1\n", ":2: has 3 cells"),
      ("image,bytes,rate,side\na,1,1,baseline\na.png,2,1,baseline\n", ":3: names"),
    ] {
      try write(text)
      #expect {
        _ = try SizeTable(path: path, references: ["a.png"])
      } throws: { error in
        "\(error)".hasPrefix(path) && "\(error)".contains(reason)
      }
    }
  }
}
