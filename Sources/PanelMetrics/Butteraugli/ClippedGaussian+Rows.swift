extension ClippedGaussian {
  /// Blurs every row by itself.
  func blurRows(_ plane: UnsafePointer<Float>, _ layout: PlaneStack.Layout, into result: UnsafeMutablePointer<Float>) {
    let radius = radius
    let width = layout.width
    let rowLength = layout.rowLength
    let padding = [Float](repeating: 0, count: rowLength - width)
    let scales = reciprocalSums(width) + padding
    // 1 where the whole window lies on the row.
    let isWhole = (0..<width).map { $0 >= radius && $0 + radius < width ? Float(1) : 0 } + padding
    // Registers that hold whole windows alone.
    let whole = (radius + 7) / 8 * 8..<max((radius + 7) / 8 * 8, (width - radius) / 8 * 8)
    withPointers(weights, halfNormalised, scales, isWhole) { weights, half, scales, isWhole in
      withScratch(Float.self, rowLength + 2 * radius) { row in
        row.update(repeating: 0, count: rowLength + 2 * radius)
        for y in 0..<layout.height {
          (row + radius).update(from: plane + y * rowLength, count: width)
          let target = result + y * rowLength
          for x in registers(rowLength) {
            let centre = UnsafePointer(row) + (x &+ radius)
            let inner = folded(centre, step: 1, half, radius)
            if whole.contains(x) {
              target.store(inner, x)
            } else {
              let outer = inOrder(centre, step: 1, weights, radius, 0, 2 &* radius) * scales.lanes(x)
              target.store(outer.replacing(with: inner, where: isWhole.lanes(x) .> Vector(repeating: 0)), x)
            }
          }
        }
      }
    }
  }
}
