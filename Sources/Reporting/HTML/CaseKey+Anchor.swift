import AuditRecord

extension CaseKey {
  /// The case's anchor in a page: the same in every run, so that a link to a case keeps its meaning.
  var anchor: String {
    // FNV-1a, 64 bits, over the three parts with a separator that none of them holds.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in "\(image)\u{0}\(start ?? "")\u{0}\(attack ?? "")".utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }
    let digits = String(hash, radix: 16)
    return "c-" + String(repeating: "0", count: 16 - digits.count) + digits
  }
}
