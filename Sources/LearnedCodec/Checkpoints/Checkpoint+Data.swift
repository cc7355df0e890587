import Foundation

extension Checkpoint {
  /// Begins a whole model.
  private static let magic: [UInt8] = Array("AUDITCP1".utf8)
  /// Begins a file of differences from a base; as long as `magic`.
  private static let partMagic: [UInt8] = Array("AUDITCD1".utf8)
  /// Longest header accepted.
  private static let longestHeader = 1 << 16

  /// What the file says before its numbers.
  private struct Header: Codable {
    var configuration: CodecConfiguration
    var provenance: String
    /// First place and length of the parameters that the file holds.
    var first: Int
    var count: Int
    /// CRC-32 of the base's parameters, for a file that holds a part.
    var base: UInt32?
  }

  /// CRC-32 of the parameters in half precision, low byte first: which model it is, in records.
  /// - Complexity: O(parameters)
  public var checksum: UInt32 { CRC32.checksum(Self.halves(parameters[...])) }

  /// The whole model as a file: magic number, length and JSON of the header, parameters as `Float16`, initial
  /// probabilities as `UInt16`, CRC-32; all little-endian.
  public func data() throws -> Data {
    try data(of: 0..<parameters.count, base: nil)
  }

  /// Only the parameters in `range`, as a file that needs its base beside it: their differences from the base's in eight
  /// bits (`ParameterDeltas`).
  public func data(of range: Range<Int>, over base: Checkpoint) throws -> Data {
    try data(of: range, base: base)
  }

  private func data(of range: Range<Int>, base: Checkpoint?) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    let header = try encoder.encode(
      Header(
        configuration: configuration, provenance: provenance, first: range.lowerBound, count: range.count,
        base: base?.checksum))
    var bytes = (base == nil ? Self.magic : Self.partMagic) + UInt32(header.count).littleEndianBytes + header
    if let base {
      let stretches = ParameterDeltas.stretches(CodecModel(configuration).layout, in: range)
      bytes += ParameterDeltas.bytes(from: base.parameters, to: parameters, stretches)
    } else {
      bytes += Self.halves(parameters[range])
    }
    if base == nil { for value in initialProbabilities { bytes += value.littleEndianBytes } }
    return Data(bytes + CRC32.checksum(bytes).littleEndianBytes)
  }

  /// Reads a file.
  /// - Parameter base: the checkpoint whose other parameters a part-only file takes.
  /// - Throws: `CheckpointError`
  public init(data: Data, base: Checkpoint? = nil) throws(CheckpointError) {
    let bytes = [UInt8](data)
    let magic = Array(bytes.prefix(Self.magic.count))
    let isPart = magic == Self.partMagic
    guard bytes.count > Self.magic.count + 8, isPart || magic == Self.magic else { throw .notACheckpoint }
    guard CRC32.checksum(bytes.dropLast(4)) == UInt32(littleEndian: bytes, at: bytes.count - 4) else { throw .damaged }
    let headerStart = Self.magic.count + 4
    let headerLength = Int(UInt32(littleEndian: bytes, at: Self.magic.count))
    guard headerLength <= Self.longestHeader, headerStart + headerLength + 4 <= bytes.count else {
      throw .notACheckpoint
    }
    guard
      let header = try? JSONDecoder().decode(
        Header.self, from: Data(bytes[headerStart..<(headerStart + headerLength)]))
    else { throw .badHeader("its JSON cannot be read") }
    guard header.configuration.isReasonable else { throw .badHeader("the network's shape is outside the limits") }
    let layout = CodecModel(header.configuration).layout
    let count = layout.count
    guard isPart == (header.base != nil) else { throw .badHeader("its kind is not what its beginning says") }
    guard
      header.first >= 0, header.count >= 0, header.first <= count, header.count <= count - header.first,
      isPart || (header.first == 0 && header.count == count)
    else { throw .badHeader("the parameters do not fit the shape") }
    let start = headerStart + headerLength
    let range = header.first..<(header.first + header.count)
    guard isPart else {
      try self.init(whole: bytes[start..<(bytes.count - 4)], header, count: count)
      return
    }
    guard let base, base.checksum == header.base, base.configuration == header.configuration else {
      throw .otherBase
    }
    let stretches = ParameterDeltas.stretches(layout, in: range)
    guard let values = ParameterDeltas.values(bytes[start..<(bytes.count - 4)], over: base.parameters, stretches)
    else { throw .notACheckpoint }
    guard values.allSatisfy({ Float16($0).isFinite }) else { throw .badHeader("a parameter is not a number") }
    self = base.replacing(range, with: values, provenance: header.provenance)
  }

  /// Reads a whole model's numbers.
  private init(whole bytes: ArraySlice<UInt8>, _ header: Header, count: Int) throws(CheckpointError) {
    guard bytes.count == 2 * (count + LatentModel.count) else { throw .notACheckpoint }
    let start = bytes.startIndex
    func half(_ index: Int) -> UInt16 { UInt16(bytes[start + 2 * index]) | UInt16(bytes[start + 2 * index + 1]) << 8 }
    let values = (0..<count).map { Float(Float16(bitPattern: half($0))) }
    guard values.allSatisfy(\.isFinite) else { throw .badHeader("a parameter is not a number") }
    self.init(
      configuration: header.configuration, provenance: header.provenance, parameters: values,
      initialProbabilities: (0..<LatentModel.count).map { min(max(half(count + $0), 1), 65535) })
  }

  private static func halves(_ values: ArraySlice<Float>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(2 * values.count)
    for value in values {
      let half = Float16(value).bitPattern
      bytes.append(UInt8(half & 0xFF))
      bytes.append(UInt8(half >> 8))
    }
    return bytes
  }
}
