import Foundation
import Raster
import TestSupport
import Testing

@testable import ImageFiles

@Suite("Y4M") struct Y4MTests {
  /// Two frames each of FFmpeg 9.0.2's `testsrc=s=5x3`, made on 2026-11-24 with `-f yuv4mpegpipe`; the checksum is
  /// zlib's crc32 of what the same program reads back as `-f rawvideo`.
  @Test(arguments: [
    (
      """
      WVVWNE1QRUcyIFc1IEgzIEYyNToxIElwIEExOjEgQzQyMHAxMCBYWVNDU1M9NDIwUDEwCkZSQU1FCkAARgGqAaQApABAAKYCqgGkAEgD
      RgEUA2oCcgF1Ab4B4wLAA/UArQFIA8MCIAO3AfYC8ABXAkZSQU1FCkAARgGqAaQApABAAKYCqgGkAEgDWgEJA24CXQGAAb4B4wLAA/EA
      ugFJA8MCIAO3AeYC7gBnAg==
      """, Y4MHeader.Chroma.s420, 10, 0x2E9F_2F3E as UInt32
    ),
    (
      """
      WVVWNE1QRUcyIFc1IEgzIEYyNToxIElwIEExOjEgQzQyMiBYWVNDU1M9NDIyCkZSQU1FChBRaikpEKpqKdJRxZtcXXC58JDLaD1r0rHI
      bk+UhL08lkZSQU1FChBRaikpEKpqKdJXwpxXYHC58JDLaDxv0rHIbk+UhLk8mg==
      """, .s422, 8, 0x7162_980A
    ),
    (
      """
      WVVWNE1QRUcyIFc1IEgzIEYyNToxIElwIEExOjEgQ21vbm8xMiBYQ09MT1JSQU5HRT1GVUxMCkZSQU1FCgAAyASbBtMB0wEAADcLmwbT
      ASwOyAQ3DR4KlAWmBUZSQU1FCgAAyASbBtMB0wEAADcLmwbTASwOJwUHDTEKNgXWBQ==
      """, .mono, 12, 0x34B5_CFB6
    ),
  ]) func readsAsFFmpegDoes(base64: String, chroma: Y4MHeader.Chroma, bits: Int, checksum: UInt32) throws {
    let data = try #require(Data(base64Encoded: base64, options: .ignoreUnknownCharacters))
    let reader = try Y4MReader(data: [UInt8](data), name: "x.y4m")
    #expect(reader.header.width == 5 && reader.header.height == 3)
    #expect(reader.header.chroma == chroma && reader.header.bitDepth == bits)
    #expect((reader.header.range == .full) == (chroma == .mono) && reader.header.notes.isEmpty)
    var bytes: [UInt8] = []
    while let picture = try reader.next() {
      #expect(picture.rgb == nil && picture.bitDepth == bits)
      for plane in [picture.luma] + (picture.chroma.map { [$0.cb, $0.cr] } ?? []) {
        for sample in plane.samples {
          bytes.append(UInt8(Int(sample) & 255))
          if bits > 8 { bytes.append(UInt8(Int(sample) >> 8)) }
        }
      }
    }
    #expect(reader.frameCount == 2)
    #expect(crc32(bytes) == checksum)
  }

  @Test(arguments: [Y4MHeader.Chroma.mono, .s420, .s422, .s444], [8, 9, 10, 12, 14, 16])
  func readsBackWhatItWrites(chroma: Y4MHeader.Chroma, bits: Int) throws {
    for (width, height) in [(1, 1), (2, 2), (7, 5), (16, 9)] {
      let pictures = (0..<3).map { Self.picture(width, height, chroma, bits, seed: UInt64($0)) }
      let bytes = try Y4MWriter.encode(pictures, range: .full)
      let reader = try Y4MReader(data: bytes, name: "x.y4m")
      #expect(reader.header.range == .full)
      for picture in pictures {
        let read = try #require(try reader.next())
        #expect(read.luma == picture.luma && read.bitDepth == bits)
        #expect(read.chroma?.cb == picture.chroma?.cb && read.chroma?.cr == picture.chroma?.cr)
      }
      #expect(try reader.next() == nil)
    }
  }

  @Test(arguments: [
    ("W4 H2", Y4MHeader.Chroma.s420, 8), ("W4 H2 C420jpeg", .s420, 8), ("W4 H2 C420mpeg2", .s420, 8),
    ("W4 H2 C420paldv", .s420, 8), ("W4 H2 C420p10", .s420, 10), ("W4 H2 C444p16", .s444, 16),
    ("W4 H2 Cmono", .mono, 8),
    ("W4 H2 Cmono10", .mono, 10), ("W4 H2 XYSCSS=422P12", .s422, 12), ("W4 H2 C444 XYSCSS=420JPEG", .s444, 8),
  ]) func headers(fields: String, chroma: Y4MHeader.Chroma, bits: Int) throws {
    let header = try Y4MReader(data: Array("YUV4MPEG2 \(fields)\n".utf8), name: "x").header
    #expect(header.chroma == chroma && header.bitDepth == bits && header.width == 4 && header.height == 2)
  }

  private static let ranges: [(String, CodeRange?, String?)] = [
    ("", nil, nil), (" XCOLORRANGE=FULL", .full, nil), (" XCOLORRANGE=LIMITED", .limited, nil),
    (" XCOLORRANGE=full", .full, nil), (" XCOLORRANGE=FULL XCOLORRANGE=FULL", .full, nil),
    (" XCOLORRANGE=PC", nil, "PC"), (" XCOLORRANGE=", nil, ""),
  ]

  @Test(arguments: ranges)
  func aRangeIsReadOrSaidToBeUnknown(field: String, range: CodeRange?, unknown: String?) throws {
    let header = try Y4MReader(data: Array("YUV4MPEG2 W4 H2\(field)\n".utf8), name: "x").header
    #expect(header.range == range && header.unknownRange == unknown)
    #expect(header.notes.contains { $0.contains("taken as limited") } == (unknown != nil))
  }

  @Test func rangesThatContradictOneAnotherAreRefused() {
    #expect(throws: ImageFileError.self) {
      try Y4MReader(data: Array("YUV4MPEG2 W4 H2 XCOLORRANGE=FULL XCOLORRANGE=LIMITED\n".utf8), name: "x")
    }
  }

  @Test(arguments: [
    ("", "the file is empty"), ("hello", "is not a Y4M stream"), ("YUV4MPEG2X W4 H2\n", "is not a Y4M stream"),
    ("YUV4MPEG2 W4 H2", "ends within a line"), ("YUV4MPEG2 W4\n", "width and height"),
    ("YUV4MPEG2 Wx H2\n", "width and height"), ("YUV4MPEG2 W99999999999999999999 H2\n", "width and height"),
    ("YUV4MPEG2 W0 H2\n", "has no pixels"), ("YUV4MPEG2 W20000 H20000\n", "more than the limit"),
    ("YUV4MPEG2 W4 H2 C411\n", "“411” is not read"), ("YUV4MPEG2 W4 H2 C420p17\n", "“420p17” is not read"),
    ("YUV4MPEG2 W4 H2 C444alpha\n", "“444alpha” is not read"), ("YUV4MPEG2 W4 H2 Cmono\n", "has no frames"),
    ("YUV4MPEG2 W4 H2 Cmono\nFRAME\n1234", "frame 1 ends too early (4 of 8 bytes)"),
    ("YUV4MPEG2 W4 H2 Cmono\nFRAME Ixyz\n12345678FRAME\n1", "frame 2 ends too early (1 of 8 bytes)"),
    ("YUV4MPEG2 W4 H2 Cmono\nFRAME\n12345678FRAM\n", "FRAME is missing where frame 2 should begin"),
    ("YUV4MPEG2 W4 H2 Cmono\n12345678\n", "FRAME is missing where frame 1 should begin"),
    ("YUV4MPEG2 W2 H1 Cmono10\nFRAME\n\u{1}\u{1}\u{1}\u{4}", "frame 1 has samples of more than 10 bits"),
  ]) func damagedStreams(content: String, words: String) {
    let error = #expect(throws: ImageFileError.self) {
      let reader = try Y4MReader(data: Array(content.utf8), name: "folder/x.y4m")
      while try reader.next() != nil {}
    }
    #expect(error?.file == "folder/x.y4m")
    #expect(error?.reason.contains(words) == true, "\(error?.reason ?? "")")
  }

  @Test func randomDamageNeverCrashes() throws {
    let bytes = try Y4MWriter.encode((0..<3).map { Self.picture(9, 7, .s420, 10, seed: UInt64($0)) })
    var mutator = Mutator(seed: 4)
    for _ in 0..<3000 {
      do throws(ImageFileError) {
        let reader = try Y4MReader(data: mutator.damage(bytes), name: "x", limits: DamageTests.limits)
        while try reader.next() != nil {}
      } catch {
        #expect(error.file == "x" && !error.reason.isEmpty)
      }
    }
  }

  /// More frames than a buffer holds, through a pipe, where bytes come in parts.
  @Test func readsPipes() async throws {
    let path = NSTemporaryDirectory() + "audit-pipe-\(UUID().uuidString)"
    #expect(mkfifo(path, 0o600) == 0)
    defer { unlink(path) }
    let pictures = (0..<5).map { Self.picture(150, 70, .s422, 12, seed: UInt64($0)) }
    let bytes = try Y4MWriter.encode(pictures)
    let writer = Thread {
      let file = FileHandle(forWritingAtPath: path)
      for start in stride(from: 0, to: bytes.count, by: 7777) {
        file?.write(Data(bytes[start..<min(start + 7777, bytes.count)]))
      }
    }
    writer.start()
    let reader = try Y4MReader(path: path)
    for picture in pictures { #expect(try reader.next()?.luma == picture.luma) }
    #expect(try reader.next() == nil)
  }

  @Test func writerRefusesWhatIsNoCodeValue() {
    func picture(_ sample: Float) -> Picture {
      Picture(luma: Plane(width: 1, height: 1, repeating: sample), chroma: nil, rgb: nil, bitDepth: 8)
    }
    for sample: Float in [-1, 0.5, 256, .nan] {
      #expect(throws: ImageFileError.self) { try Y4MWriter.encode([picture(sample)]) }
    }
    #expect(throws: ImageFileError.self) { try Y4MWriter.encode([]) }
  }

  private static func picture(
    _ width: Int, _ height: Int, _ chroma: Y4MHeader.Chroma, _ bits: Int, seed: UInt64
  ) -> Picture {
    var random = SeededRandom(seed: seed)
    func plane(_ width: Int, _ height: Int) -> Plane<Float> {
      Plane(
        width: width, height: height,
        samples: (0..<(width * height)).map { _ in Float(random.next() >> UInt64(64 - bits)) })
    }
    let header = Y4MHeader(width: width, height: height, chroma: chroma, bitDepth: bits)
    let luma = plane(width, height)
    guard chroma != .mono else { return Picture(luma: luma, chroma: nil, rgb: nil, bitDepth: bits) }
    let (w, h) = (header.chromaWidth, header.chromaHeight)
    return Picture(luma: luma, chroma: .init(cb: plane(w, h), cr: plane(w, h)), rgb: nil, bitDepth: bits)
  }
}
