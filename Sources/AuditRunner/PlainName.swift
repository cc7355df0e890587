extension String {
  /// Whether this can name a suite, an attack's entry or a metric, and so a file: 1 to 64 letters, digits, `.`, `-` and `_`
  /// of ASCII, not beginning with `.`.
  var isPlainName: Bool {
    !isEmpty && utf8.count <= 64 && !hasPrefix(".")
      && unicodeScalars.allSatisfy { scalar in
        switch scalar {
        case "0"..."9", "A"..."Z", "a"..."z", "-", ".", "_": true
        default: false
        }
      }
  }

  /// What is wrong with a name that is not plain.
  var plainNameFault: String { "the name \"\(self)\" may hold letters, digits, ., - and _ only" }
}
