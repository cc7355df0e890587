import Foundation
import ImageFiles
import Raster
import TestSupport
import Testing

@Suite("audit score of Y4M streams") struct ScoreY4MTests {
  /// A sequence that slides by `step` columns a frame; the distorted one is coarser in value.
  private func write(_ name: String, frames: Int, width: Int = 96, step: Int, coarse: Bool, to folder: URL) throws {
    let pictures = (0..<frames).map { frame in
      let samples = (0..<(width * 64)).map { index -> Float in
        let (x, y) = (index % width + frame * step, index / width)
        let value = Float((x * x + 3 * x * y + 7 * y) % 241)
        return coarse ? (value / 12).rounded() * 12 : value
      }
      return Picture(
        luma: Plane(width: width, height: 64, samples: samples), chroma: nil, rgb: nil, bitDepth: 8)
    }
    try Data(Y4MWriter.encode(pictures)).write(to: folder.appendingPathComponent(name))
  }

  private func document(_ arguments: [String], in folder: URL) throws -> [String: Any] {
    let result = try Audit.run(["score"] + arguments + ["--format", "json"], in: folder)
    #expect(result.status == 0, "\(result.errors)")
    return try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
  }

  @Test func framesHaveScoresAndMotion() throws {
    let folder = try Scratch.folder()
    try write("a.y4m", frames: 4, step: 3, coarse: false, to: folder)
    try write("b.y4m", frames: 4, step: 3, coarse: true, to: folder)
    let arguments = ["a.y4m", "b.y4m", "--metric", "vmaf", "--metric", "vmaf_float", "--metric", "psnr"]
    let found = try document(arguments, in: folder)
    #expect(found["frames"] as? Int == 4)
    let means = try #require(found["scores"] as? [String: Double])
    let frames = try #require(found["per_frame"] as? [[String: Any]])
    #expect(frames.count == 4 && Set(means.keys) == ["vmaf", "vmaf_float", "psnr"])
    for id in means.keys {
      let scores = try frames.map { try #require(($0["scores"] as? [String: Double])?[id]) }
      #expect(abs(scores.reduce(0, +) / 4 - (means[id] ?? .nan)) < 1e-9)
    }
    for id in ["vmaf", "vmaf_float"] {
      let motion = try frames.map {
        try #require(($0["features"] as? [String: [String: Double]])?[id]?["motion2"])
      }
      #expect(motion[0] == 0 && motion.dropFirst().allSatisfy { $0 > 1 }, "\(id)")
    }
    let text = try Audit.run(["score"] + arguments, in: folder)
    #expect(text.output.hasPrefix("means of 4 frames\n"))
  }

  @Test func aStreamOfOneFrameIsAStill() throws {
    let folder = try Scratch.folder()
    try write("a.y4m", frames: 1, step: 0, coarse: false, to: folder)
    try write("b.y4m", frames: 1, step: 0, coarse: true, to: folder)
    let found = try document(["a.y4m", "b.y4m"], in: folder)
    #expect(found["frames"] as? Int == 1 && found["per_frame"] == nil)
  }

  @Test func pipesAreStreams() throws {
    let folder = try Scratch.folder()
    try write("a.y4m", frames: 2, step: 2, coarse: false, to: folder)
    try write("b.y4m", frames: 2, step: 2, coarse: true, to: folder)
    #expect(mkfifo(folder.appendingPathComponent("pipe").path, 0o600) == 0)
    let writer = Process()
    writer.executableURL = URL(fileURLWithPath: "/bin/sh")
    writer.arguments = ["-c", "cat b.y4m > pipe"]
    writer.currentDirectoryURL = folder
    try writer.runLimited()
    let piped = try document(["a.y4m", "pipe"], in: folder)
    writer.waitUntilExit()
    let read = try document(["a.y4m", "b.y4m"], in: folder)
    #expect(piped["frames"] as? Int == 2)
    #expect(piped["scores"] as? [String: Double] == read["scores"] as? [String: Double])
  }

  /// One picture and a coarser one, of full range and of limited, 4:2:0 without colour.
  private func writeRanges(to folder: URL) throws {
    let flat = Plane<Float>(width: 48, height: 32, repeating: 128)
    for (name, coarse) in [("ref", false), ("dist", true)] {
      let codes = (0..<(96 * 64)).map { index -> Float in
        let (x, y) = (index % 96, index / 96)
        let value = Float((x * x + 3 * x * y + 7 * y) % 241)
        return coarse ? (value / 12).rounded() * 12 : value
      }
      for range in [CodeRange.full, .limited] {
        let samples = range == .full ? codes : codes.map { ($0 * 219 / 255 + 16).rounded() }
        let picture = Picture(
          luma: Plane(width: 96, height: 64, samples: samples), chroma: Picture.Chroma(cb: flat, cr: flat), rgb: nil,
          bitDepth: 8)
        let file = folder.appendingPathComponent("\(name)-\(range.rawValue.lowercased()).y4m")
        try Data(Y4MWriter.encode([picture], range: range)).write(to: file)
      }
    }
  }

  /// FFmpeg n9.0.2 (imageio-ffmpeg), 2026-11-30: `-i DISTORTED -i REFERENCE -lavfi
  /// libvmaf=model=version=vmaf_v0.6.1neg:feature=name=psnr`, which puts the reference into the range of the distorted.
  @Test(arguments: [
    ("ref-limited", "dist-limited", 92.185383, 38.565740), ("ref-limited", "dist-full", 91.805637, 37.306012),
    ("ref-full", "dist-limited", 92.185383, 38.565740), ("ref-full", "dist-full", 91.746571, 37.316899),
    ("ref-limited", "ref-full", 96.448024, 56.580371), ("ref-full", "ref-limited", 97.426698, 60),
  ]) func rangesAreConvertedAsFFmpegDoes(reference: String, distorted: String, neg: Double, psnr: Double) throws {
    let folder = try Scratch.folder()
    try writeRanges(to: folder)
    let found = try document(
      ["\(reference).y4m", "\(distorted).y4m", "--metric", "vmafneg", "--metric", "psnr"], in: folder)
    let scores = try #require(found["scores"] as? [String: Double])
    #expect(abs((scores["vmafneg"] ?? .nan) - neg) < 1e-6 && abs((scores["psnr"] ?? .nan) - psnr) < 1e-6, "\(scores)")
    let notes = found["notes"] as? [String] ?? []
    let isFull = [reference, distorted].map { $0.hasSuffix("full") }
    #expect(notes.contains { $0.contains("converted to the") } == (isFull[0] != isFull[1]), "\(notes)")
    #expect(notes.isEmpty == !(isFull[0] || isFull[1]))
  }

  /// What reads R'G'B' sees the same colours in either range.
  @Test func coloursOfFullRangeAreDecodedAsSuch() throws {
    let folder = try Scratch.folder()
    let image = Pictures.collage(seed: 3)
    let coarse = try JPEGCodec.decode(JPEGCodec.encode(image, quality: 40))
    for (name, image) in [("ref", image), ("dist", coarse)] {
      try PNGWriter.write(image, to: folder.appendingPathComponent("\(name).png").path)
      let full = BT709.picture(image).converted(to: .full)
      let plain = Picture(luma: full.luma, chroma: full.chroma, rgb: nil, bitDepth: 8)
      try Data(Y4MWriter.encode([plain], range: .full)).write(to: folder.appendingPathComponent("\(name).y4m"))
    }
    let metrics = ["ssimulacra2", "ciede2000", "butteraugli_3norm"].flatMap { ["--metric", $0] }
    func scores(_ pair: [String]) throws -> [String: Double] {
      try #require(try document(pair + metrics, in: folder)["scores"] as? [String: Double])
    }
    let images = try scores(["ref.png", "dist.png"])
    for pair in [["ref.y4m", "dist.y4m"], ["ref.png", "dist.y4m"], ["ref.y4m", "dist.png"]] {
      for (id, score) in try scores(pair) {
        // What rounding to 8 bits of Y'CbCr leaves.
        let own = try #require(images[id])
        #expect(abs(score - own) < 0.03 * abs(own), "\(pair) \(id): \(score), \(own)")
      }
    }
    // The same picture as an image and as a stream of full range.
    let same = try #require(
      try document(["ref.png", "ref.y4m", "--metric", "psnr", "--metric", "vmafneg"], in: folder)["scores"]
        as? [String: Double])
    #expect((same["psnr"] ?? 0) > 48 && (same["vmafneg"] ?? 0) > 96, "\(same)")
  }

  @Test func streamsThatDoNotMatchAreRefused() throws {
    let folder = try Scratch.folder()
    try write("a.y4m", frames: 3, step: 1, coarse: false, to: folder)
    try write("long.y4m", frames: 4, step: 1, coarse: false, to: folder)
    try write("wide.y4m", frames: 3, width: 112, step: 1, coarse: false, to: folder)
    let longer = try Audit.run(["score", "a.y4m", "long.y4m"], in: folder)
    #expect(longer.status == 65 && longer.errors.contains("long.y4m has more frames than the other's 3"))
    let wider = try Audit.run(["score", "a.y4m", "wide.y4m"], in: folder)
    #expect(wider.status == 65 && wider.errors.contains("112×64"))
    // What libvmaf's tool refuses, too: luma agrees, but the streams are not of one kind.
    var grey = try Data(contentsOf: folder.appendingPathComponent("a.y4m"))
    grey.replaceSubrange(
      grey.startIndex..<(try #require(grey.firstIndex(of: 0x0A))), with: Data("YUV4MPEG2 W64 H64".utf8))
    try grey.write(to: folder.appendingPathComponent("subsampled.y4m"))
    let chroma = try Audit.run(["score", "a.y4m", "subsampled.y4m"], in: folder)
    #expect(chroma.status == 65 && chroma.errors.contains("chroma is mono, that of the distorted stream 4:2:0"))
    try Data("YUV4MPEG2 W96 H64 F25:1 Cmono\n".utf8).write(to: folder.appendingPathComponent("empty.y4m"))
    let empty = try Audit.run(["score", "a.y4m", "empty.y4m"], in: folder)
    #expect(empty.status == 65 && empty.errors.contains("no frames"))
  }
}
