import AuditRecord

/// A verdict as people see it: always a sign and a word, never a colour alone.
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

  /// The sign.
  var sign: String {
    switch self {
    case .failed: "▲"
    case .passed: "●"
    case .weak: "◧"
    case .notApplicable: "□"
    case .error: "◆"
    }
  }

  /// The word.
  var word: String {
    switch self {
    case .failed: "failed"
    case .passed: "passed"
    case .weak: "weak evidence"
    case .notApplicable: "not applicable"
    case .error: "error"
    }
  }

  /// The class of the style sheet.
  var className: String {
    switch self {
    case .failed: "is-failed"
    case .passed: "is-passed"
    case .weak: "is-weak"
    case .notApplicable: "is-na"
    case .error: "is-error"
    }
  }

  /// The order of lists: what needs attention first.
  var rank: Int {
    switch self {
    case .failed: 0
    case .error: 1
    case .weak: 2
    case .notApplicable: 3
    case .passed: 4
    }
  }

  /// Sign and word.
  var chip: Markup {
    tag("span", ["class": "chip \(className)"]) {
      tag("span", ["aria-hidden": "true"]) { sign }
      " \(word)"
    }
  }
}
