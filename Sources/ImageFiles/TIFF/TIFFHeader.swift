import CTIFF

/// What a TIFF directory says of its image, as far as it is read here; everything else is refused by name.
struct TIFFHeader {
  /// How samples become colours.
  enum Colour: Equatable {
    case grey(isInverted: Bool)
    case palette
    case rgb
  }

  let width: Int
  let height: Int
  /// 1, 2, 4, 8 or 16; RGB has 8 or 16.
  let bitsPerSample: Int
  let samplesPerPixel: Int
  let colour: Colour
  let alpha: PixelLayout.Alpha?
  /// Every kind of sample stands in strips or tiles of its own.
  let isPlanar: Bool
  let orientation: Int

  /// Samples of a pixel that make its colour.
  var colourSamples: Int { colour == .rgb ? 3 : 1 }
  /// Red, green and blue are one.
  var isGrey: Bool {
    if case .grey = colour { true } else { false }
  }

  /// Compressions that are read, each with a test; libtiff's others are refused, for their decoders are seldom used and
  /// seldom examined.
  private static let compressions: Set<Int32> = [
    COMPRESSION_NONE, COMPRESSION_LZW, COMPRESSION_DEFLATE, COMPRESSION_ADOBE_DEFLATE, COMPRESSION_PACKBITS,
    COMPRESSION_JPEG, COMPRESSION_CCITTRLE, COMPRESSION_CCITTFAX3, COMPRESSION_CCITTFAX4, COMPRESSION_ZSTD,
  ]

  /// Reads the directory that libtiff stands at.
  init(_ tiff: OpaquePointer, name: String, limits: ImageLimits) throws(ImageFileError) {
    func error(_ reason: String) -> ImageFileError { ImageFileError(file: name, reason: "TIFF: " + reason) }
    width = Int(TIFFField.uint32(tiff, TIFFTAG_IMAGEWIDTH) ?? 0)
    height = Int(TIFFField.uint32(tiff, TIFFTAG_IMAGELENGTH) ?? 0)
    try limits.check(width: width, height: height, file: name)

    let compression = Int32(TIFFField.uint16(tiff, TIFFTAG_COMPRESSION) ?? 1)
    guard Self.compressions.contains(compression), TIFFIsCODECConfigured(UInt16(compression)) != 0 else {
      let title = TIFFFindCODEC(UInt16(compression)).flatMap { $0.pointee.name }.map { " (\(String(cString: $0)))" }
      throw error("compression \(compression)\(title ?? "") is not read")
    }
    let bits = Int(TIFFField.uint16(tiff, TIFFTAG_BITSPERSAMPLE) ?? 1)
    samplesPerPixel = Int(TIFFField.uint16(tiff, TIFFTAG_SAMPLESPERPIXEL) ?? 1)
    switch Int32(TIFFField.uint16(tiff, TIFFTAG_SAMPLEFORMAT) ?? 1) {
    case SAMPLEFORMAT_UINT, SAMPLEFORMAT_VOID: break
    case SAMPLEFORMAT_INT: throw error("signed samples are not read")
    case SAMPLEFORMAT_IEEEFP: throw error("floating-point samples (\(bits) bits) are not read")
    default: throw error("complex samples are not read")
    }
    bitsPerSample = bits
    isPlanar = Int32(TIFFField.uint16(tiff, TIFFTAG_PLANARCONFIG) ?? 1) == PLANARCONFIG_SEPARATE && samplesPerPixel > 1

    guard let photometric = TIFFField.uint16(tiff, TIFFTAG_PHOTOMETRIC).map(Int32.init) else {
      throw error("the file does not say what its samples mean (no photometric interpretation)")
    }
    let allowedBits: [Int]
    switch photometric {
    case PHOTOMETRIC_MINISWHITE, PHOTOMETRIC_MINISBLACK:
      colour = .grey(isInverted: photometric == PHOTOMETRIC_MINISWHITE)
      allowedBits = samplesPerPixel == 1 ? [1, 2, 4, 8, 16] : [8, 16]
    case PHOTOMETRIC_PALETTE:
      colour = .palette
      allowedBits = samplesPerPixel == 1 ? [1, 2, 4, 8] : [8]
    case PHOTOMETRIC_RGB:
      colour = .rgb
      allowedBits = [8, 16]
    case PHOTOMETRIC_YCBCR where compression == COMPRESSION_JPEG && !isPlanar:
      // libjpeg converts and upsamples inside libtiff.
      guard TIFFField.set(tiff, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB) else {
        throw error("Y'CbCr cannot be converted")
      }
      colour = .rgb
      allowedBits = [8]
    default: throw error("\(Self.name(ofPhotometric: photometric)) is not read")
    }
    guard allowedBits.contains(bits) else { throw error("\(bits) bits a sample are not read in this kind of image") }
    let colours = colour == .rgb ? 3 : 1
    guard samplesPerPixel >= colours else {
      throw error("\(samplesPerPixel) samples a pixel are too few for its colours")
    }
    let extras = TIFFField.extraSamples(tiff)
    let first = extras.firstIndex { [EXTRASAMPLE_ASSOCALPHA, EXTRASAMPLE_UNASSALPHA].contains(Int32($0)) }
    if let first, colours + first < samplesPerPixel {
      alpha = PixelLayout.Alpha(
        index: colours + first, isPremultiplied: Int32(extras[first]) == EXTRASAMPLE_ASSOCALPHA)
    } else {
      alpha = nil
    }
    orientation = Int(TIFFField.uint16(tiff, TIFFTAG_ORIENTATION) ?? 1)
  }

  private static func name(ofPhotometric photometric: Int32) -> String {
    switch photometric {
    case PHOTOMETRIC_SEPARATED: "CMYK, which has no RGB values without its printing profile,"
    case PHOTOMETRIC_YCBCR: "Y'CbCr outside JPEG compression"
    case PHOTOMETRIC_CIELAB, PHOTOMETRIC_ICCLAB, PHOTOMETRIC_ITULAB: "L*a*b* colour"
    case PHOTOMETRIC_LOGL, PHOTOMETRIC_LOGLUV: "LogLuv colour"
    case PHOTOMETRIC_CFA: "a raw sensor pattern"
    case PHOTOMETRIC_MASK: "a transparency mask"
    default: "photometric interpretation \(photometric)"
    }
  }
}
