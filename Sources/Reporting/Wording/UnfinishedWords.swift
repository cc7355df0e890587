import AuditRecord

/// What is said of a record of which something is missing.
public enum UnfinishedWords {
  /// A sentence: what is there of how much, and how to go on.
  public static func sentence(_ state: Unfinished) -> String {
    "Unfinished: \(state.done) of \(counted(state.of, "piece")) of work, \(state.images) of "
      + "\(counted(state.ofImages, "image")). It lacks \(state.lacks). Go on with --resume."
  }

  /// The banner of a page.
  static func banner(_ state: Unfinished?) -> Markup? {
    state.map { state in
      tag("p", ["class": "warning unfinished", "role": "note"]) {
        tag("strong") { "◆ \(sentence(state))" }
        " What stands below is of the part that is there."
      }
    }
  }

  /// The suite that says it in a JUnit report.
  static func suite(_ state: Unfinished?, className: String) -> JUnitDocument.Suite? {
    state.map { state in
      JUnitDocument.Suite(
        name: "run", className: className,
        cases: [.init(name: "finished", outcome: .error(type: "unfinished"), message: sentence(state))])
    }
  }
}
