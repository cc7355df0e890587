import Glibc

extension ImageFileError {
  /// Why the operating system refused a file, in its words, or in ours where it cannot know better.
  ///
  /// A name is bytes on the disk. One that is not UTF-8 is read with U+FFFD for what does not fit, and a file of that name is not
  /// there.
  public static func systemReason(_ code: Int32, for path: String) -> String {
    code == ENOENT && path.unicodeScalars.contains("\u{FFFD}")
      ? "the name is not UTF-8" : String(cString: strerror(code))
  }
}
