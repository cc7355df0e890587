import AuditRecord

extension CodecEvaluationRecord {
  /// Means over the images at each setting of each codec, in the order in which they were measured. A metric is averaged
  /// over the images that have it.
  public var means: [CodecEvaluationLine.Point] {
    var keys: [String] = []
    var groups: [String: [CodecEvaluationLine.Point]] = [:]
    for point in points {
      let key = "\(point.codec) \(point.setting)"
      if groups[key] == nil { keys.append(key) }
      groups[key, default: []].append(point)
    }
    return keys.compactMap { key in
      guard let group = groups[key], let first = group.first else { return nil }
      func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
      let ids = Set(group.flatMap(\.values.keys))
      return CodecEvaluationLine.Point(
        image: "", codec: first.codec, setting: first.setting, bitsPerPixel: mean(group.map(\.bitsPerPixel)),
        values: Dictionary(uniqueKeysWithValues: ids.map { id in (id, mean(group.compactMap { $0.values[id] })) }))
    }
  }
}
