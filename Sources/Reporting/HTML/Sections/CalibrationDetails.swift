import AuditRecord

/// How far inflation can be trusted: the calibration against people, folded away.
struct CalibrationDetails {
  let calibration: HumanCalibration

  var markup: Markup {
    tag("details", ["class": "calibration"]) {
      tag("summary") { "How inflation agrees with people" }
      tag("p") {
        "\(calibration.human.count) blurred pictures of \(calibration.references) photographs with opinion scores "
          + "(TID2013, rebuilt). What people say is VMAF NEG less the VMAF NEG of a JPEG that people like as well; what a "
          + "group says is read on the ladder of the same JPEGs, as drawn. Dots on the line agree; no correction is "
          + "applied, for none held on photographs left out. Intervals in brackets: 95 %, over photographs."
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
      tag("p", ["class": "note"]) {
        "People's own noise is \(NumberText.fixed(calibration.noise, 1)) points. SSIMULACRA 2 and ColorVideoVDP, two of "
          + "the whole picture's three voters, were fitted to TID2013's opinions among others, so there it is no independent "
          + "evidence. Colour has not been held against people."
      }
    }
  }
}
