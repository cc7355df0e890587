/// What readers call what an attack chose or reached (`CaseMeasurement.chosen`).
enum ChosenNames {
  /// The name in words; names that say it themselves stay.
  static func title(_ name: String) -> String {
    switch name {
    case "mse": "mean squared error of luma"
    case "mse_ratio": "luma's mean squared error over the start's"
    case "luma_mse": "mean squared error of luma to the start"
    case "score_change": "change of score"
    case "cb": "shift of Cb"
    case "cr": "shift of Cr"
    case "flat": "flat share of the picture"
    case "steps": "gradient steps kept"
    case "queries": "scores asked for"
    case "kept": "changes kept"
    case "improved": "changes that improved the score"
    default: name.replacing("_", with: " ")
    }
  }
}
