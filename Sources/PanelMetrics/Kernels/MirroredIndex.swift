/// An index mirrored about the first and the last of `count`: … c b | a b c … x y | x …
@inline(__always)
func mirrored(_ index: Int, _ count: Int) -> Int {
  index < 0 ? 0 &- index : index < count ? index : 2 &* (count &- 1) &- index
}
