/// Mirrors a row of samples at both ends, without repeating the edge.
/// - Parameter reach: how many samples are needed outside.
@inline(__always)
func mirrorMargins<Sample>(_ samples: UnsafeMutablePointer<Sample>, width: Int, reach: Int) {
  for distance in 1...reach {
    samples[-distance] = samples[min(distance, width - 1)]
    samples[width - 1 + distance] = samples[max(width - 1 - distance, 0)]
  }
}
