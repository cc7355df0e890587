/// How a decoder's interleaved samples are to be understood: grey or RGB first, `stride` samples a pixel.
struct PixelLayout {
  /// Samples from one pixel to the next.
  var stride: Int
  /// One plane, or three.
  var isGrey: Bool
  /// Where alpha stands among a pixel's samples.
  var alpha: Alpha?

  /// Position and kind of alpha.
  struct Alpha {
    /// Index of the sample in the pixel.
    var index: Int
    /// Colour is multiplied by alpha already.
    var isPremultiplied: Bool
  }
}

extension PixelLayout {
  /// Grey, grey and alpha, RGB, or RGB and alpha, as 1 to 4 channels say; alpha last and not premultiplied.
  init(channels: Int) {
    stride = channels
    isGrey = channels < 3
    alpha = channels % 2 == 0 ? Alpha(index: channels - 1, isPremultiplied: false) : nil
  }
}
