import Raster

/// Linear interpolation between a picture and a square, as saliency uses it.
enum Stretch {
  /// A place between two samples.
  private struct Place {
    let first: Int
    let second: Int
    let share: Float
  }

  /// A plane stretched to `side × side`, sample areas aligned: place `(i + ½)·n/side − ½`, not before the first sample.
  /// - Complexity: O(width · side)
  static func toSquare(_ plane: Plane<Float>, _ side: Int) -> [Float] {
    func places(_ count: Int) -> [Place] {
      let factor = Double(count) / Double(side)
      return (0..<side).map { place(max((Double($0) + 0.5) * factor - 0.5, 0), count) }
    }
    return interpolated(plane.samples, plane.width, columns: places(plane.width), rows: places(plane.height))
  }

  /// A square stretched to `width × height`, outermost samples aligned, and its range made 0…1 (0 where it has none).
  /// - Complexity: O(width · height)
  static func fromSquare(_ square: [Float], _ side: Int, width: Int, height: Int) -> Plane<Float> {
    func places(_ count: Int) -> [Place] {
      let factor = count > 1 ? Double(side - 1) / Double(count - 1) : 0
      return (0..<count).map { place(Double($0) * factor, side) }
    }
    var samples = interpolated(square, side, columns: places(width), rows: places(height))
    let range = extent(samples)
    let (low, high) = (range.lowerBound, range.upperBound)
    let factor = high > low ? 1 / (high - low) : 0
    withMutablePointers(&samples) { for index in 0..<(width * height) { $0[index] = ($0[index] - low) * factor } }
    return Plane(width: width, height: height, samples: samples)
  }

  /// The smallest and the largest of at least eight numbers.
  static func extent(_ samples: [Float]) -> ClosedRange<Float> {
    withPointers(samples) { numbers in
      var low = numbers.lanes(samples.count - 8)
      var high = low
      for index in registers(samples.count - 7) {
        let values = numbers.lanes(index)
        low = low.smaller(values)
        high = high.larger(values)
      }
      return low.min()...high.max()
    }
  }

  private static func place(_ position: Double, _ count: Int) -> Place {
    let first = min(Int(position), count - 1)
    return Place(first: first, second: min(first + 1, count - 1), share: Float(position - Double(first)))
  }

  /// Down the columns first, then along each row.
  private static func interpolated(
    _ source: [Float], _ width: Int, columns: [Place], rows: [Place]
  ) -> [Float] {
    let count = columns.count
    return [Float](count: count * rows.count) { target in
      withPointers(source, columns) { source, columns in
        withScratch(Float.self, width) { line in
          for (y, row) in rows.enumerated() {
            let (upper, lower) = (source + row.first &* width, source + row.second &* width)
            // `a + (b − a)·t` gives equal neighbours back exactly.
            for x in 0..<width { line[x] = upper[x] + (lower[x] - upper[x]) * row.share }
            let to = target + y &* count
            for x in 0..<count {
              let column = columns[x]
              let left = line[column.first]
              to[x] = left + (line[column.second] - left) * column.share
            }
          }
        }
      }
    }
  }
}
