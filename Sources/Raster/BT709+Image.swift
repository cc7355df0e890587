extension BT709 {
  /// Y' of an image, rounded code values.
  static func luma(of image: RGBImage) -> Plane<Float> {
    codes(image, image.red) { _, y in 16 + y * (219.0 / 255.0) }
  }

  /// Cb and Cr of an image, rounded code values.
  static func chroma(of image: RGBImage) -> Picture.Chroma {
    Picture.Chroma(
      cb: codes(image, image.blue) { blue, y in 128 + (blue - y) * (224.0 / 255.0 / 1.8556) },
      cr: codes(image, image.red) { red, y in 128 + (red - y) * (224.0 / 255.0 / 1.5748) })
  }

  /// R', G' and B' of an image on the 0…255 scale.
  static func rgbPlanes(of image: RGBImage) -> RGBPlanes {
    let scale = scale(image)
    func levels(_ plane: Plane<UInt16>) -> Plane<Float> {
      Plane(
        width: plane.width, height: plane.height,
        samples: [Float](unsafeUninitializedCapacity: plane.count) { target, count in
          plane.samples.withUnsafeBufferPointer { source in
            for index in 0..<source.count { target[index] = Float(source[index]) * scale }
          }
          count = plane.count
        })
    }
    return RGBPlanes(red: levels(image.red), green: levels(image.green), blue: levels(image.blue))
  }

  private typealias Channel = UnsafeBufferPointer<UInt16>

  /// What a sample is multiplied with to stand on the 8-bit scale.
  private static func scale(_ image: RGBImage) -> Float { image.bitDepth == 8 ? 1 : 1 / 257 }

  /// One plane of rounded code values, eight pixels at a time: the operations of `yCbCr` in its order.
  /// - Parameters:
  ///   - channel: the plane that `code` gets beside the weighted sum.
  ///   - code: positive code values of a channel's levels and of the weighted sums of R', G' and B'.
  @inline(__always)
  private static func codes(
    _ image: RGBImage, _ channel: Plane<UInt16>, _ code: (SIMD8<Double>, SIMD8<Double>) -> SIMD8<Double>
  ) -> Plane<Float> {
    let scale = SIMD8<Float>(repeating: scale(image))
    let total = image.red.count
    let samples = [Float](unsafeUninitializedCapacity: total) { target, initialized in
      let output = UnsafeMutableRawBufferPointer(target)
      image.red.samples.withUnsafeBufferPointer { red in
        image.green.samples.withUnsafeBufferPointer { green in
          image.blue.samples.withUnsafeBufferPointer { blue in
            channel.samples.withUnsafeBufferPointer { channel in
              var index = 0
              while index < total {
                let r = levels(red, index, scale)
                let g = levels(green, index, scale)
                let b = levels(blue, index, scale)
                let y = redWeight * r + greenWeight * g + blueWeight * b
                let rounded = SIMD8<Float>(roundedPositive(code(levels(channel, index, scale), y)))
                if index &+ 8 <= total {
                  output.storeBytes(of: rounded, toByteOffset: 4 &* index, as: SIMD8<Float>.self)
                } else {
                  for lane in 0..<(total &- index) { target[index &+ lane] = rounded[lane] }
                }
                index &+= 8
              }
            }
          }
        }
      }
      initialized = total
    }
    return Plane(width: image.width, height: image.height, samples: samples)
  }

  /// Eight samples on the 8-bit scale; zeros beyond the end.
  @inline(__always)
  private static func levels(_ channel: Channel, _ index: Int, _ scale: SIMD8<Float>) -> SIMD8<Double> {
    var samples = SIMD8<UInt16>.zero
    if index &+ 8 <= channel.count {
      samples = UnsafeRawBufferPointer(channel).loadUnaligned(fromByteOffset: 2 &* index, as: SIMD8<UInt16>.self)
    } else {
      for lane in 0..<(channel.count &- index) { samples[lane] = channel[index &+ lane] }
    }
    return SIMD8<Double>(SIMD8<Float>(samples) * scale)
  }

  /// Positive numbers rounded as `rounded()` does, halves up: the largest number below a half is added, so that what lies
  /// just under a half stays below, and the fraction is cut off.
  @inline(__always)
  private static func roundedPositive(_ values: SIMD8<Double>) -> SIMD8<Double> {
    (values + SIMD8(repeating: 0.5.nextDown)).rounded(.towardZero)
  }
}
