import Scoring

/// A standing as people see it, on pages and in terminals: always a sign and a word, never a colour alone.
extension Standing {
  private var look: (sign: String, word: String, className: String) {
    switch self {
    case .failed: ("✗", "failed", "is-failed")
    case .inflated: ("▲", "inflated", "is-inflated")
    case .remarked: ("!", "remarked", "is-remarked")
    case .notDecided: ("?", "not decided", "is-undecided")
    case .notApplicable: ("□", "not applicable", "is-na")
    case .error: ("◆", "error", "is-error")
    case .passed: ("✓", "passed", "is-passed")
    }
  }

  /// The sign.
  public var sign: String { look.sign }
  /// The word.
  public var word: String { look.word }
  /// The class of the style sheet.
  var className: String { look.className }

  /// Sign and word.
  public var words: String { "\(sign) \(word)" }

  /// Sign and word as a chip.
  var chip: Markup {
    tag("span", ["class": "chip \(className)"]) {
      tag("span", ["aria-hidden": "true"]) { sign }
      " \(word)"
    }
  }
}

extension GateJudgement {
  /// Sign and word of what the judgement comes to; a remark is called by its own name.
  public func standingWords(_ standing: Standing) -> String {
    standing == .remarked ? "\(standing.sign) \(rule.words)" : standing.words
  }

  /// Sign and rule, in a table. A rate by itself decides nothing, so its sign is that of its own judgement.
  public func signedRule(in header: GateHeader) -> String {
    "\(standing(in: header).sign) \(metric == nil ? "nothing compared" : rule.words)"
  }
}
