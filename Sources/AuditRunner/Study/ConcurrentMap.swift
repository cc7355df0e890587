/// Maps with at most `limit` calls in flight; results keep the order of the items whatever order they finish in.
///
/// The first error ends it; calls in flight are waited for.
/// - Parameter limit: at least 1.
func concurrentMap<Item: Sendable, Result: Sendable>(
  _ items: [Item], limit: Int, _ transform: @escaping @Sendable (Item) async throws -> Result
) async throws -> [Result] {
  try await withThrowingTaskGroup(of: (Int, Result).self) { group in
    var results = [Result?](repeating: nil, count: items.count)
    var next = 0
    func start() {
      guard next < items.count else { return }
      let (index, item) = (next, items[next])
      group.addTask { (index, try await transform(item)) }
      next += 1
    }
    for _ in 0..<max(limit, 1) { start() }
    while let (index, result) = try await group.next() {
      results[index] = result
      start()
    }
    return results.compactMap { $0 }
  }
}
