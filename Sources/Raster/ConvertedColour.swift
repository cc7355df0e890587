import Synchronization

/// The planes beside luma of a picture that is made from an image, each made when it is first asked for.
///
/// An attack asks a metric of luma for hundreds of scores, and of each picture five planes in six would be made for
/// nothing. Nothing that is computed depends on whether a plane was there already, so it is a memory and no state.
final class ConvertedColour: Sendable {
  private let image: RGBImage
  private let planes = Mutex<(chroma: Picture.Chroma?, rgb: RGBPlanes?)>((nil, nil))

  /// The colour of `image`, which is kept.
  init(_ image: RGBImage) { self.image = image }

  /// Cb and Cr.
  var chroma: Picture.Chroma {
    planes.withLock { planes in
      let chroma = planes.chroma ?? BT709.chroma(of: image)
      planes.chroma = chroma
      return chroma
    }
  }

  /// R', G' and B'.
  var rgb: RGBPlanes {
    planes.withLock { planes in
      let rgb = planes.rgb ?? BT709.rgbPlanes(of: image)
      planes.rgb = rgb
      return rgb
    }
  }
}

/// The R', G' and B' of a picture whose code values were put into another range, made when they are first asked for.
final class DecodedColour: Sendable {
  private let picture: Picture
  private let planes = Mutex<RGBPlanes?>(nil)

  /// The colour of `picture`, which is kept.
  init(_ picture: Picture) { self.picture = picture }

  /// R', G' and B'.
  var rgb: RGBPlanes {
    planes.withLock { planes in
      let rgb = planes ?? BT709.rgbPlanes(of: picture)
      planes = rgb
      return rgb
    }
  }
}
