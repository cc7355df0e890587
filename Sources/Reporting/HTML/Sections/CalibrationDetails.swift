import AuditRecord

/// How far inflation can be trusted: the calibration against people, folded away.
struct CalibrationDetails {
  let calibrations: [HumanCalibration]

  var markup: Markup {
    tag("details", ["class": "calibration"]) {
      tag("summary") { "How inflation agrees with people" }
      tag("p") {
        "Pictures of \(calibrations.first?.references ?? 0) photographs with opinion scores (TID2013, rebuilt). What people "
          + "say is VMAF NEG less the VMAF NEG of a JPEG that people like as well; what a group says is read on the ladder of "
          + "the same JPEGs, as drawn. Dots on the line agree; no correction is applied, for none held on photographs left "
          + "out. Intervals in brackets: 95 %, over photographs."
      }
      for calibration in calibrations {
        tag("p") {
          tag("strong") { calibration.distortion.title }
          ": \(calibration.human.count) pictures. \(calibration.distortion.remark)"
        }
        tag("div", ["class": "plots"]) {
          for group in calibration.groups { CalibrationFigure(calibration: calibration, group: group).markup }
        }
        tag("ul") {
          for group in calibration.groups {
            tag("li") {
              tag("strong") { group.group.title }
              ": \(CalibrationFigure(calibration: calibration, group: group).text); "
                + "\(NumberText.fixed(group.errorWithin, 1)) points with each photograph's own offset taken off"
            }
          }
        }
      }
      tag("p", ["class": "note"]) {
        noise
          + "SSIMULACRA 2 and ColorVideoVDP, two of the whole picture's three voters, were fitted to TID2013's opinions "
          + "among others, so there it is no independent evidence."
      }
    }
  }

  private var noise: String {
    guard let noise = calibrations.first?.noise else { return "" }
    return "People's own noise is \(NumberText.fixed(noise, 1)) points on blur. "
  }
}

extension HumanCalibration.Distortion {
  /// Its name on the page.
  fileprivate var title: String {
    switch self {
    case .blur: "Blur"
    case .tone: "Tone"
    case .colour: "Colour"
    }
  }

  /// What is to be known of it.
  fileprivate var remark: String {
    switch self {
    case .blur: "What encoders do to a picture, and what the verdict is made for."
    case .tone:
      "Shifts of the mean level and changes of contrast: groups read the picture with its tone matched where that is kinder. "
        + "VMAF NEG itself underrates contrasts, so much lies far below 0, where nobody is accused."
    case .colour:
      "Changes of saturation: colour finds them, and its size is too large where people level off. So a case that colour "
        + "decides reads over its limit, without a size."
    }
  }
}
