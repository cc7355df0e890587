extension BT709 {
  /// Gamma-coded R'G'B' of a picture, 0…255: its own where it has them, else converted from Y'CbCr, else grey.
  ///
  /// The conversion is the inverse of BT.709 in the picture's range, clipped to 0…255 and not rounded. Subsampled chroma is
  /// interpolated linearly, each sample sited at the centre of its block of luma samples (as in JPEG and in Y4M's
  /// `420jpeg`). A picture without chroma gives three equal planes of its luma stretched from black and white to 0…255.
  /// - Complexity: O(width · height)
  public static func rgbPlanes(of picture: Picture) -> RGBPlanes {
    if let rgb = picture.rgb { return rgb }
    let luma = picture.luma8
    let scale = 1 / Float(1 << (picture.bitDepth - 8))
    // On the 8-bit scale: exact, for the scale is a power of 2.
    let lumaSpan = picture.range.span(bitDepth: picture.bitDepth, isChroma: false)
    let (black, white) = (Float(lumaSpan.zero) * scale, Float(lumaSpan.width) * scale)
    let span = picture.range.span(bitDepth: picture.bitDepth, isChroma: true).width * Double(scale)
    guard let chroma = picture.chroma else {
      let grey = luma.map { clip(($0 - black) * (255 / white)) }
      return RGBPlanes(red: grey, green: grey, blue: grey)
    }
    let cb = upsampled(chroma.cb, width: picture.width, height: picture.height)
    let cr = upsampled(chroma.cr, width: picture.width, height: picture.height)
    var red = luma
    var green = luma
    var blue = luma
    let toRed = Float(1.5748 * 255 / span)
    let toBlue = Float(1.8556 * 255 / span)
    let crToGreen = Float(redWeight * 1.5748 / greenWeight * 255 / span)
    let cbToGreen = Float(blueWeight * 1.8556 / greenWeight * 255 / span)
    for index in 0..<luma.count {
      let y = (luma.samples[index] - black) * (255 / white)
      let b = cb.samples[index] * scale - 128
      let r = cr.samples[index] * scale - 128
      red.samples[index] = clip(y + toRed * r)
      green.samples[index] = clip(y - crToGreen * r - cbToGreen * b)
      blue.samples[index] = clip(y + toBlue * b)
    }
    return RGBPlanes(red: red, green: green, blue: blue)
  }

  private static func clip(_ value: Float) -> Float { min(max(value, 0), 255) }

  /// Linear interpolation to a larger size, samples sited at the centres of their blocks, edges repeated.
  private static func upsampled(_ plane: Plane<Float>, width: Int, height: Int) -> Plane<Float> {
    guard plane.width != width || plane.height != height else { return plane }
    let columns = positions(from: plane.width, to: width)
    let rows = positions(from: plane.height, to: height)
    var result = Plane<Float>(width: width, height: height, repeating: 0)
    for y in 0..<height {
      let (top, bottom, down) = rows[y]
      for x in 0..<width {
        let (left, right, across) = columns[x]
        let upper = plane[left, top] + (plane[right, top] - plane[left, top]) * across
        let lower = plane[left, bottom] + (plane[right, bottom] - plane[left, bottom]) * across
        result.samples[y * width + x] = upper + (lower - upper) * down
      }
    }
    return result
  }

  /// For each position of the larger size, its two neighbours and the weight of the second.
  ///
  /// The factor is the whole number of samples a chroma sample stands for: an odd size's last block is cut off.
  private static func positions(from small: Int, to large: Int) -> [(Int, Int, Float)] {
    let factor = (large + small - 1) / small
    return (0..<large).map { index in
      let position = (Float(index) + 0.5) / Float(factor) - 0.5
      let first = Int(position.rounded(.down))
      return (min(max(first, 0), small - 1), min(max(first + 1, 0), small - 1), position - Float(first))
    }
  }
}
