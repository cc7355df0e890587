import AuditRecord
import Foundation
import Raster
import Reporting
import Testing

@testable import Scoring

@Suite("The page of losses") struct LossPageTests {
  private func record(naive: Double) -> LossRecord {
    let losses = ["mse", "naive <x>"]
    let descents = losses.flatMap { loss in
      ["a.png", "<b>.png"].flatMap { image in
        ["pgd-linf-4", "adam"].map { attack in
          LossLine.Descent(
            image: image, loss: loss, attack: attack, start: "jpeg:30", lossBefore: 2, lossAfter: 1, metricChange: 5,
            groupChanges: loss == "mse"
              ? [.structure: 4, .fidelity: 6] : [.structure: naive, .fidelity: naive / 2])
        }
      }
    }
    let orderings = losses.flatMap { loss in
      ["a.png", "<b>.png"].map {
        LossRecord.Ordering(
          image: $0, loss: loss, honestPairs: 20, honestInverted: 2, attackedPairs: 30, attackedInverted: 9,
          correlation: 0.91)
      }
    }
    var random = SeededRandom(seed: 1)
    return LossRecord(
      toolVersion: "0.1.0", metric: SampleRun.metric, panel: SampleRun.panel,
      losses: losses.map { LossRequest.Entry(id: $0, summary: "charges for <things>") },
      attacks: [SampleRun.attacks[2]], starts: ["jpeg:30"], seed: 1, datasets: ["<d>"], images: ["a.png", "<b>.png"],
      failures: ["<c>.png: is empty"], margin: 0.5, pictures: [], orderings: orderings, descents: descents,
      summary: summariseLosses(
        losses, attacks: ["pgd-linf-4", "adam"], orderings: orderings, descents: descents, margin: 0.5,
        random: &random))
  }

  @Test func namesTheLossThatIsGamed() throws {
    let html = LossPage.render(record(naive: -3))
    let page = PageMarkup(html)
    #expect(page.faults == [])
    #expect(
      page.all("h1")[0].text
        == "Most of what descending naive &lt;x&gt; gains in VMAF NEG is not confirmed by the panel")
    #expect(!html.contains("<x>") && !html.contains("<b>.png") && !html.contains("<d>") && !html.contains("nan"))
    #expect(page.all("svg").contains { $0.attributes["class"] == "figure descents" })
    for element in page.elements { #expect(element.attributes["style"] == nil) }
    for cell in page.all("th") { #expect(cell.attributes["scope"] != nil) }
    // Both losses with all attacks and each of two.
    #expect(page.all("tr").count == 2 + 6 + 2)
  }

  @Test func saysSoWhenNoneIs() {
    let page = PageMarkup(LossPage.render(record(naive: 9)))
    #expect(page.all("h1")[0].text == "What descending each loss gains, the panel confirms")
  }
}
