import CImageShims

extension shim_message {
  /// The library's words, or `fallback` where it had none.
  func reason(_ fallback: String) -> String {
    withUnsafeBytes(of: text) { bytes in
      let end = bytes.firstIndex(of: 0) ?? bytes.endIndex
      return end == 0 ? fallback : String(decoding: bytes[..<end], as: UTF8.self)
    }
  }
}
