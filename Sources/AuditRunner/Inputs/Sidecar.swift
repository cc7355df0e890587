import Foundation

/// What stands beside pictures and bitstreams and is nobody's bitstream: checksums, logs, scores, metadata, raw frames.
enum Sidecar {
  /// Extensions, in lower case, that no bitstream has.
  private static let extensions: Set<String> = [
    // Checksums and signatures.
    "md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha", "b2", "b3", "crc", "sfv", "asc", "sig",
    // Words and numbers.
    "txt", "json", "jsonl", "xml", "csv", "tsv", "log", "yml", "yaml", "toml", "ini", "cfg", "md", "html", "stats",
    "out",
    "err", "npy", "npz", "mat", "pkl", "pt", "pdf", "svg",
    // What belongs to a picture.
    "xmp", "icc", "icm", "exif", "thm", "mask",
    // Pixels that are not coded.
    "yuv", "rgb", "raw", "bmp", "ppm", "pgm", "pbm", "pnm", "pam", "pfm", "tga", "dpx", "exr", "hdr", "y4m",
    // What programs leave behind.
    "tmp", "bak", "old", "orig", "part", "swp", "lock", "pid", "done",
  ]
  /// How much of a file is looked at.
  private static let looked = 512

  /// Whether a file may be a bitstream: no sidecar, and no picture without loss.
  static func mayBeBitstream(_ path: String) -> Bool {
    let isPicture = Still.extensions.contains((path as NSString).pathExtension.lowercased())
    return (GateInputs.isCoded(path) || !isPicture) && !holds(path)
  }

  /// Whether a file is no bitstream: by its name, or because it is empty, text, or no regular file.
  private static func holds(_ path: String) -> Bool {
    let kind = (path as NSString).pathExtension.lowercased()
    guard !extensions.contains(kind), size(path) > 0, let file = FileHandle(forReadingAtPath: path) else { return true }
    defer { try? file.close() }
    return isText([UInt8]((try? file.read(upToCount: looked)) ?? Data()))
  }

  /// The bytes of a regular file; 0 for anything else.
  static func size(_ path: String) -> Int {
    let path = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
      attributes[.type] as? FileAttributeType == .typeRegular
    else { return 0 }
    return (attributes[.size] as? NSNumber)?.intValue ?? 0
  }

  /// Whether bytes are UTF-8 text without control characters but white space; what is cut off within a character is.
  private static func isText(_ bytes: [UInt8]) -> Bool {
    guard !bytes.contains(where: { $0 < 0x20 && !(9...13).contains($0) || $0 == 0x7F }) else { return false }
    return (0...3).contains { String(validating: bytes.dropLast($0), as: UTF8.self) != nil }
  }
}
