/// What a value keeps alive in arrays, counted by walking through its stored properties; an array that is shared counts
/// once. Memory behind raw pointers is not seen.
public struct KeptMemory {
  /// Bytes of all arrays' elements so far.
  public private(set) var bytes = 0
  private var seen: Set<UnsafeRawPointer> = []

  /// Nothing counted yet.
  public init() {}

  /// Counts what `value` keeps and was not counted before.
  /// - Returns: the bytes that it added.
  @discardableResult
  public mutating func add(_ value: Any) -> Int {
    let before = bytes
    walk(value)
    return bytes - before
  }

  private mutating func walk(_ value: Any) {
    if let block = value as? any Block {
      if let start = block.start, seen.insert(start).inserted { bytes += block.size }
      return
    }
    var mirror: Mirror? = Mirror(reflecting: value)
    if mirror?.displayStyle == .class {
      guard seen.insert(UnsafeRawPointer(Unmanaged.passUnretained(value as AnyObject).toOpaque())).inserted else {
        return
      }
    }
    while let part = mirror {
      for child in part.children { walk(child.value) }
      mirror = part.superclassMirror
    }
  }
}

/// An array of numbers: one block of memory.
private protocol Block {
  var start: UnsafeRawPointer? { get }
  var size: Int { get }
}

/// A number, or a register of them.
private protocol Number {}
extension Float: Number {}
extension Double: Number {}
extension UInt16: Number {}
extension Int16: Number {}
extension Int32: Number {}
extension SIMD8: Number {}

extension Array: Block where Element: Number {
  fileprivate var start: UnsafeRawPointer? { withUnsafeBytes { $0.baseAddress } }
  fileprivate var size: Int { count * MemoryLayout<Element>.stride }
}
