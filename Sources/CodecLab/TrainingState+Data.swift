import Foundation
import LearnedCodec

extension TrainingState {
  private static let magic: [UInt8] = Array("AUDITTS1".utf8)

  /// Magic number, step, parameter count, then parameters and both moments as little-endian `Float32`.
  public var data: Data {
    var data = Data(Self.magic)
    for value in [UInt64(optimiser.step), UInt64(parameters.count)] {
      data.append(contentsOf: value.littleEndianBytes)
    }
    for vector in [parameters, optimiser.first, optimiser.second] {
      vector.withUnsafeBytes { data.append(contentsOf: $0) }
    }
    return data
  }

  /// Reads what `data` wrote.
  /// - Returns: nil when the bytes are not a state of `count` parameters, all of them numbers.
  public init?(data: Data, count: Int) {
    let header = Self.magic.count + 16
    let bytes = [UInt8](data)
    guard bytes.count == header + 3 * 4 * count, Array(bytes[0..<Self.magic.count]) == Self.magic else { return nil }
    let step = UInt64(littleEndian: bytes, at: Self.magic.count)
    guard UInt64(littleEndian: bytes, at: Self.magic.count + 8) == UInt64(count), step < UInt64(Int32.max) else {
      return nil
    }
    func vector(_ index: Int) -> [Float] {
      [Float](unsafeUninitializedCapacity: count) { buffer, initialised in
        bytes.withUnsafeBytes { source in
          UnsafeMutableRawBufferPointer(buffer).copyMemory(
            from: UnsafeRawBufferPointer(
              rebasing: source[(header + index * 4 * count)..<(header + (index + 1) * 4 * count)]))
        }
        initialised = count
      }
    }
    let vectors = (0..<3).map(vector)
    guard vectors.allSatisfy({ $0.allSatisfy(\.isFinite) }) else { return nil }
    self.init(parameters: vectors[0])
    optimiser.first = vectors[1]
    optimiser.second = vectors[2]
    optimiser.step = Int(step)
  }
}
