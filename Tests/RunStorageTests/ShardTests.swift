import RunStorage
import Testing

@Suite("Shards") struct ShardTests {
  @Test func shardsAreParts() throws {
    let shards = (1...3).compactMap { Shard("\($0)/3") }
    #expect(shards.map(\.description) == ["1/3", "2/3", "3/3"])
    for position in 0..<10 {
      #expect(shards.filter { $0.contains(position) }.map(\.index) == [position % 3 + 1])
    }
    for text in ["0/3", "4/3", "1/0", "1", "1/2/3", "a/b", "-1/2", "", "1/9223372036854775808"] {
      #expect(Shard(text) == nil, "\(text)")
    }
  }

  @Test func aHeaderHasItsOwnImages() {
    let images = (0..<5).map { "\($0)" }
    #expect(Sample.header(images).ownImages == images)
    #expect(Sample.header(images, shard: "2/3").ownImages == ["1", "4"])
    #expect(Sample.header(images, shard: "4/9").ownImages == ["3"])
  }
}
