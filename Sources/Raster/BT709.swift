/// R'G'B' ↔ Y'CbCr after ITU-R BT.709-6, limited range (Y' 16…235, Cb and Cr 16…240 at 8 bits).
///
/// `Y' = 16 + 219·(0.2126·R + 0.7152·G + 0.0722·B)` with R, G, B in [0, 1];
/// `Cb = 128 + 224·(B − Y)/1.8556`, `Cr = 128 + 224·(R − Y)/1.5748`. (BT.709-6, items 3.2, 3.3 and 3.4.)
public enum BT709 {
  /// Weight of red in luma.
  public static let redWeight = 0.2126
  /// Weight of green in luma.
  public static let greenWeight = 0.7152
  /// Weight of blue in luma.
  public static let blueWeight = 0.0722
  /// Luma code values per level of a grey R = G = B step: 219/255.
  public static let lumaPerGreyLevel = 219.0 / 255.0

  /// The picture that every metric of the project sees of an R'G'B' image: 8 bits, 4:4:4, limited range, rounded.
  ///
  /// 16-bit images keep their precision in `rgb`; their Y'CbCr is rounded to 8 bits as a codec's input would be. Luma is
  /// made here, the other planes when the first of them is asked for.
  /// - Complexity: O(width · height)
  public static func picture(_ image: RGBImage) -> Picture { Picture(luma: luma(of: image), colourOf: image) }

  /// Unrounded 8-bit code values of one pixel given on the 0…255 scale.
  @inlinable
  public static func yCbCr(red: Double, green: Double, blue: Double) -> (y: Double, cb: Double, cr: Double) {
    let y = redWeight * red + greenWeight * green + blueWeight * blue
    return (
      16 + y * (219.0 / 255.0),
      128 + (blue - y) * (224.0 / 255.0 / 1.8556),
      128 + (red - y) * (224.0 / 255.0 / 1.5748)
    )
  }

  /// R', G', B' on the 0…255 scale of unrounded 8-bit code values, not clipped: the inverse of `yCbCr`.
  @inlinable
  public static func rgb(y: Double, cb: Double, cr: Double) -> (red: Double, green: Double, blue: Double) {
    let luma = (y - 16) * (255.0 / 219.0)
    let red = luma + (cr - 128) * (255.0 / 224.0 * 1.5748)
    let blue = luma + (cb - 128) * (255.0 / 224.0 * 1.8556)
    return (red, (luma - redWeight * red - blueWeight * blue) / greenWeight, blue)
  }
}
