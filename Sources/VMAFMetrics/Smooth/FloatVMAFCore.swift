import Raster

/// The features of float VMAF, in one number type.
struct FloatVMAFCore<L: VMAFLanes>: Sendable {
  typealias Scalar = L.Scalar

  /// Offset of samples before they are filtered (libvmaf's `picture_copy`).
  static var offset: Scalar { -128 }

  /// VIF's windows by scale.
  let taps: [VIFTaps<Scalar>]
  /// ADM's contrast sensitivity by level.
  let weights: [(straight: Scalar, diagonal: Scalar)]
  /// The largest gains that are credited: 1 in the NEG models, 100 in the others.
  let vifLimit: Scalar
  let admLimit: Scalar

  init(options: VMAFFeatureOptions) {
    taps = (0..<4).map { VIFTaps(scale: $0) }
    weights = (0..<4).map {
      let weight = ADMWeights.level(
        $0, viewingDistance: options.admViewingDistance, displayHeight: options.admDisplayHeight)
      return (Scalar(weight.straight), Scalar(weight.diagonal))
    }
    vifLimit = Scalar(options.vifEnhancementGainLimit)
    admLimit = Scalar(options.admEnhancementGainLimit)
  }

  /// Luma on the 8-bit scale as a source of rows.
  @inline(__always)
  func withSource<Result>(
    _ luma: Plane<Scalar>, _ workspace: FloatVMAFWorkspace<L>, _ body: (RowSource<Scalar>) -> Result
  ) -> Result {
    luma.samples.withUnsafeBufferPointer { samples in
      // A plane has at least one sample.
      guard let start = samples.baseAddress else { preconditionFailure("a plane without samples") }
      return body(
        RowSource(
          start, width: luma.width, height: luma.height, offset: Self.offset, lastRow: workspace.lastRow))
    }
  }

  /// A pass over one scale of VIF.
  @inline(__always)
  func withPass<Result>(
    _ scale: Int, over source: RowSource<Scalar>, _ workspace: FloatVMAFWorkspace<L>, _ body: (VIFPass<L>) -> Result
  ) -> Result {
    withTaps(scale) { taps, radius in
      body(VIFPass(own: source, taps: taps, radius: radius, buffers: workspace.vif))
    }
  }

  /// The step from the scale before to this one.
  @inline(__always)
  func withDecimation<Result>(
    to scale: Int, _ workspace: FloatVMAFWorkspace<L>, _ body: (Decimation<L>) -> Result
  ) -> Result {
    withTaps(scale) { taps, radius in body(Decimation(taps: taps, radius: radius, row: workspace.row)) }
  }

  @inline(__always)
  private func withTaps<Result>(_ scale: Int, _ body: (UnsafePointer<Scalar>, Int) -> Result) -> Result {
    taps[scale].taps.withUnsafeBufferPointer { taps in
      guard let start = taps.baseAddress else { preconditionFailure("a window without taps") }
      return body(start, taps.count / 2)
    }
  }

  /// A pass over one level of ADM.
  @inline(__always)
  func admPass(_ level: Int, _ window: ADMWindow, _ workspace: FloatVMAFWorkspace<L>) -> ADMPass<L> {
    ADMPass(
      straight: weights[level].straight, diagonal: weights[level].diagonal, limit: admLimit, window: window,
      buffers: workspace.adm)
  }
}
