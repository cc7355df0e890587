/// Mirrors a row of 16-bit samples at both ends, without repeating the edge.
/// - Parameter reach: how many samples are needed outside.
@inline(__always)
func mirrorMargins(_ row: UnsafeMutableRawPointer, width: Int, reach: Int) {
  let samples = row.assumingMemoryBound(to: Int16.self)
  for distance in 1...reach {
    samples[-distance] = samples[min(distance, width - 1)]
    samples[width - 1 + distance] = samples[max(width - 1 - distance, 0)]
  }
}
