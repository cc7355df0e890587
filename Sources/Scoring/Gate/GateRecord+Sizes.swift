import AuditRecord

/// Images of a side whose pictures have one size at all rates.
public struct GateConstantSizes: Sendable {
  /// The side.
  public let side: GateSide
  /// How many images have several rates and one size.
  public let images: Int
  /// How many have several rates with a size.
  public let of: Int
  /// One of them, and its size in bytes.
  public let example: (image: String, bytes: Int)
}

extension GateRecord {
  /// Where sizes do not change with the rate, as those of a folder's entry or of a checksum do not; sides without such
  /// images are absent.
  public var constantSizes: [GateConstantSizes] {
    GateSide.allCases.compactMap { side in
      let images = Dictionary(
        grouping: pictures.filter { $0.side == side && $0.bytes != nil && $0.failure == nil }, by: \.image
      ).filter { Set($0.value.map(\.rate)).count > 1 }
      let constant = images.filter { Set($0.value.map(\.bytes)).count == 1 }
      guard let first = constant.min(by: { $0.key < $1.key }), let bytes = first.value.first?.bytes else { return nil }
      return GateConstantSizes(side: side, images: constant.count, of: images.count, example: (first.key, bytes))
    }
  }
}
