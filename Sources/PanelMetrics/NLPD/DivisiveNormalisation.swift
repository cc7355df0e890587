/// What a band's samples are divided by: σ and the weighed magnitudes of the four neighbours.
///
/// The numbers were fitted by the authors to photographs, so that the magnitude of a sample is told from those beside it.
///
/// Source: Laparra and others (2016); `DN_filters` of the authors' `NLP_dist.m`. Its first filter has a fifth weight of
/// 0.0072 two columns to the right, which IQA-pytorch 0.1 leaves out, and so does this.
struct DivisiveNormalisation: Sendable {
  let sigma: Float
  let above: Float
  let left: Float
  let right: Float
  let below: Float

  /// Those of the six bands, the finest first.
  static let levels: [DivisiveNormalisation] = [
    DivisiveNormalisation(sigma: 0.0248, above: 0.1011, left: 0.1493, right: 0.1460, below: 0.1015),
    DivisiveNormalisation(sigma: 0.0185, above: 0.0757, left: 0.1986, right: 0.1846, below: 0.0837),
    DivisiveNormalisation(sigma: 0.0179, above: 0.0477, left: 0.2138, right: 0.2243, below: 0.0467),
    DivisiveNormalisation(sigma: 0.0191, above: 0, left: 0.2503, right: 0.2616, below: 0),
    DivisiveNormalisation(sigma: 0.0220, above: 0, left: 0.2598, right: 0.2552, below: 0),
    DivisiveNormalisation(sigma: 0.2782, above: 0, left: 0.2215, right: 0.0717, below: 0),
  ]
}
