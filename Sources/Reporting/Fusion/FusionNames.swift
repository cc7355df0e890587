import Scoring

/// What readers call a fusion's features.
public enum FusionNames {
  /// The short name of a feature; its space does not break.
  static func title(_ feature: String) -> String {
    switch feature {
    case "adm2": "ADM"
    case "motion2": "motion"
    case "vif_scale0": "VIF\u{A0}0"
    case "vif_scale1": "VIF\u{A0}1"
    case "vif_scale2": "VIF\u{A0}2"
    case "vif_scale3": "VIF\u{A0}3"
    default: feature
    }
  }

  /// What the feature measures.
  static func meaning(_ feature: String) -> String {
    switch feature {
    case "adm2": "detail loss"
    case "vif_scale0": "the finest detail"
    case "vif_scale1": "fine detail"
    case "vif_scale2": "coarse detail"
    case "vif_scale3": "the coarsest detail"
    default: ""
    }
  }

  /// A band of scores in words.
  public static func band(_ band: FusionSummary.Band) -> String {
    switch (band.from, band.to) {
    case (nil, let to?): "below \(NumberText.plain(to))"
    case (let from?, let to?): "\(NumberText.plain(from)) … \(NumberText.plain(to))"
    case (let from?, nil): "from \(NumberText.plain(from))"
    case (nil, nil): "all"
    }
  }

  /// A share in per cent; a share that is nearly all or nearly nothing does not read as all or nothing.
  static func percent(_ share: Double) -> String {
    let text = NumberText.fixed(100 * share, 0)
    if text == "100", share < 1 { return "> 99 %" }
    if text == "0", share > 0 { return "< 1 %" }
    return "\(text) %"
  }
}
