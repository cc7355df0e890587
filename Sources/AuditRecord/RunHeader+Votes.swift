extension RunHeader {
  /// Group → ids of the members that vote in it, in the panel's order. A metric is no witness to itself, whatever the
  /// panel says of it.
  public var votes: [PanelGroup: [String]] {
    var result: [PanelGroup: [String]] = [:]
    for info in panel where info.votes && info.id != metric.id {
      if let group = info.group { result[group, default: []].append(info.id) }
    }
    return result
  }
}
