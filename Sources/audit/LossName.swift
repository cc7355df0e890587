import ArgumentParser
import Losses

/// A loss of the registry, as an option names it.
struct LossName: ExpressibleByArgument {
  /// The loss, with its default weights.
  let loss: any Loss

  init?(argument: String) {
    guard let loss = LossRegistry.loss(argument) else { return nil }
    self.loss = loss
  }

  static var allValueStrings: [String] { LossRegistry.all.map(\.id) }
}
