import Scoring

/// A verdict as people see it: always a sign and a word, never a colour alone. What needs attention stands first.
enum CaseStatus: String, CaseIterable {
  case failed
  case error
  case weak
  case notApplicable
  case passed

  init(_ record: CaseRecord) {
    switch record.verdict {
    case .passed: self = .passed
    case .failed: self = .failed
    case .error: self = .error
    case .notApplicable: self = record.finding == .weakEvidence ? .weak : .notApplicable
    }
  }

  private var look: (sign: String, word: String, className: String) {
    switch self {
    case .failed: ("▲", "failed", "is-failed")
    case .passed: ("●", "passed", "is-passed")
    case .weak: ("◧", "weak evidence", "is-weak")
    case .notApplicable: ("□", "not applicable", "is-na")
    case .error: ("◆", "error", "is-error")
    }
  }

  /// The sign.
  var sign: String { look.sign }
  /// The word.
  var word: String { look.word }
  /// The class of the style sheet.
  var className: String { look.className }
  /// The place in lists.
  var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }

  /// Sign and word.
  var chip: Markup {
    tag("span", ["class": "chip \(className)"]) {
      tag("span", ["aria-hidden": "true"]) { sign }
      " \(word)"
    }
  }
}
