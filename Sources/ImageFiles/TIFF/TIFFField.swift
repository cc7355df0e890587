import CTIFF

/// Fields of a TIFF directory: libtiff gives them by variable argument lists, which Swift passes as a `va_list`.
enum TIFFField {
  /// The field, or the default that the TIFF specification gives it.
  static func uint16(_ tiff: OpaquePointer, _ tag: Int32) -> UInt16? { number(tiff, tag) }

  /// The field, or the default that the TIFF specification gives it.
  static func uint32(_ tiff: OpaquePointer, _ tag: Int32) -> UInt32? { number(tiff, tag) }

  private static func number<Number: FixedWidthInteger>(_ tiff: OpaquePointer, _ tag: Int32) -> Number? {
    var value: Number = 0
    return withUnsafeMutablePointer(to: &value) { get(tiff, tag, [$0]) } ? value : nil
  }

  /// Kinds of the samples that follow a pixel's colour.
  static func extraSamples(_ tiff: OpaquePointer) -> [UInt16] {
    var count: UInt16 = 0
    var kinds: UnsafeMutablePointer<UInt16>?
    let found = withUnsafeMutablePointer(to: &count) { count in
      withUnsafeMutablePointer(to: &kinds) { get(tiff, TIFFTAG_EXTRASAMPLES, [count, $0]) }
    }
    return found ? [UInt16](UnsafeBufferPointer(start: kinds, count: kinds == nil ? 0 : Int(count))) : []
  }

  /// The remark about an embedded colour profile that is not sRGB.
  static func profileNote(_ tiff: OpaquePointer) -> String? {
    var count: UInt32 = 0
    var bytes: UnsafeMutablePointer<UInt8>?
    let found = withUnsafeMutablePointer(to: &count) { count in
      withUnsafeMutablePointer(to: &bytes) { get(tiff, TIFFTAG_ICCPROFILE, [count, $0]) }
    }
    guard found, let bytes else { return nil }
    return ICCProfile(UnsafeBufferPointer(start: bytes, count: Int(count))).note
  }

  /// The palette of a `bits`-bit image: red, green and blue of every index, one after the other.
  static func palette(_ tiff: OpaquePointer, bits: Int) -> [UInt8]? {
    var red: UnsafeMutablePointer<UInt16>?
    var green: UnsafeMutablePointer<UInt16>?
    var blue: UnsafeMutablePointer<UInt16>?
    let found = withUnsafeMutablePointer(to: &red) { red in
      withUnsafeMutablePointer(to: &green) { green in
        withUnsafeMutablePointer(to: &blue) { get(tiff, TIFFTAG_COLORMAP, [red, green, $0]) }
      }
    }
    guard found, let red, let green, let blue else { return nil }
    let pointers: [UnsafeMutablePointer<UInt16>] = [red, green, blue]
    let planes = pointers.map { UnsafeMutableBufferPointer(start: $0, count: 1 << bits) }
    // Entries have 16 bits by the specification; old programs wrote 8.
    let isWide = planes.contains { $0.contains { $0 > 255 } }
    return (0..<(1 << bits)).flatMap { index in
      planes.map { UInt8(truncatingIfNeeded: isWide ? $0[index] >> 8 : $0[index]) }
    }
  }

  /// Sets a pseudo field that takes one integer.
  static func set(_ tiff: OpaquePointer, _ tag: Int32, _ value: Int32) -> Bool {
    withVaList([value]) { TIFFVSetField(tiff, UInt32(tag), $0) } != 0
  }

  private static func get(_ tiff: OpaquePointer, _ tag: Int32, _ pointers: [any CVarArg]) -> Bool {
    withVaList(pointers) { TIFFVGetFieldDefaulted(tiff, UInt32(tag), $0) } != 0
  }
}
