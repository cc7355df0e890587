import Foundation

/// What an encoder wrote for one picture: a template may add an extension that its program insists on, as in `{output}.jp2`,
/// and a program may write several files.
struct CodedFiles: Equatable {
  /// The bitstream's size: that of all files that count.
  let bytes: Int
  /// What was added up and what was left out; nil for one file alone.
  let note: String?

  /// Finds what an encoder wrote.
  /// - Parameters:
  ///   - folder: the folder it wrote into.
  ///   - name: the name it was given.
  /// - Throws: `ProgramError`, in the encoder's name, where there is no bitstream, or a folder in its place.
  init(in folder: String, named name: String, by encoder: String) throws(ProgramError) {
    let written = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { $0.hasPrefix(name) }
      .sorted()
    for file in written {
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: "\(folder)/\(file)", isDirectory: &isFolder), isFolder.boolValue {
        throw ProgramError(
          program: encoder,
          reason:
            "wrote a folder where its bitstream should be; what of it counts is not guessed, let it write one file")
      }
    }
    // What has the very name that was asked for is the bitstream, whatever it holds.
    let counted = written.filter { $0 == name || Sidecar.mayBeBitstream("\(folder)/\($0)") }
    bytes = counted.reduce(0) { $0 + Sidecar.size("\(folder)/\($1)") }
    guard bytes > 0 else {
      let instead = written.isEmpty ? "" : ", only \(Self.list(written, name))"
      throw ProgramError(program: encoder, reason: "wrote no bitstream\(instead)")
    }
    let left = written.filter { !counted.contains($0) }
    let notes = [
      counted.count > 1 ? "the size is the sum of \(Self.list(counted, name))" : nil,
      left.isEmpty ? nil : "\(Self.list(left, name)) \(left.count == 1 ? "is" : "are") not counted in the size",
    ].compactMap { $0 }
    note = notes.isEmpty ? nil : notes.joined(separator: "; ")
  }

  /// Files as the template named them: `{output}.log`.
  private static func list(_ files: [String], _ name: String) -> String {
    files.map { "{output}\($0.dropFirst(name.count))" }.joined(separator: ", ")
  }
}
