import LearnedCodec
import Losses
import QualityMetrics
import Raster

/// What a unit of a loss is worth in bits per pixel at each rate, read off the base's own ladder of rates.
///
/// From one rate to the next the base trades squared error against bits at a known λ. Over the same steps the loss
/// changes too, and the ratio of both changes turns λ into the exchange rate of the loss: every arm of a comparison
/// then weighs rate against quality as its base does, whatever the loss's unit.
struct LossExchange: Sendable, Equatable {
  /// Bits per pixel for each unit of loss, by rate.
  let weights: [Double]

  /// Measures on pictures of the training set.
  /// - Complexity: O(rates · pixels)
  init(
    _ loss: any Loss, model: CodecModel, parameters: [Float], pictures: [FeatureMap]
  ) throws(MetricError) {
    let rates = model.configuration.rates
    var errors = [Double](repeating: 0, count: rates)
    var losses = errors
    let error = MeanSquaredErrorLoss()
    for picture in pictures {
      let reference = PictureScaling.planes(picture)
      let preparedError = error.prepare(reference, base: nil)
      for rate in 0..<rates {
        let quantised = Quantiser.rounded(model.latents(picture, rate: rate, parameters))
        let decoded = PictureScaling.planes(model.picture(quantised, rate: rate, parameters))
        errors[rate] += try preparedError.value(decoded)
        // The picture itself stands for the frozen base: being compared with that costs nothing here.
        losses[rate] += try loss.prepare(reference, base: decoded).value(decoded)
      }
    }
    weights = (0..<rates).map { rate in
      let lower = max(0, rate - 1)
      let upper = min(rates - 1, rate + 1)
      let slope = (errors[lower] - errors[upper]) / max(losses[lower] - losses[upper], 1e-9)
      return Double(model.configuration.lambda(rate)) * max(slope, 0)
    }
  }
}
