import Foundation
import Raster
import TestSupport
import Testing

@testable import PanelMetrics

@Suite("Fourier transforms") struct StripTransformTests {
  /// Float's rounding over a handful of passes, relative to the largest value.
  static let tolerance: Float = 2e-6

  /// Every factor, primes with and without a pass of their own, and lengths that pictures have.
  @Test(arguments: Array(2...40) + [64, 77, 96, 101, 121, 169, 187, 227, 256, 341, 384, 509])
  func isTheSum(count: Int) {
    let transform = StripTransform(count)
    let room = transform.bufferCount
    let (source, first, second) = (Strip.allocate(room), Strip.allocate(room), Strip.allocate(room))
    defer { for strip in [source, first, second] { strip.deallocate() } }
    let planes = (0..<16).map { Plane<Float>.random(width: count, height: 1, in: -1...1, seed: UInt64(100 + $0)) }
    for k in 0..<count {
      for lane in 0..<8 {
        source.re[k][lane] = planes[lane].samples[k]
        source.im[k][lane] = planes[8 + lane].samples[k]
      }
    }
    let forward = transform.run(source, first, second)
    for lane in [0, 3, 7] {
      let re = PlainFourier(planes[lane].map { Double($0) })
      let im = PlainFourier(planes[8 + lane].map { Double($0) })
      let scale = Float(count).squareRoot()
      for k in 0..<count {
        #expect(abs(forward.re[k][lane] - Float(re.re.samples[k] - im.im.samples[k])) <= Self.tolerance * scale)
        #expect(abs(forward.im[k][lane] - Float(re.im.samples[k] + im.re.samples[k])) <= Self.tolerance * scale)
      }
    }
    let back = transform.runInverse(forward, forward.re == first.re ? second : first, source)
    for k in 0..<count {
      for lane in 0..<8 {
        #expect(abs(back.re[k][lane] / Float(count) - planes[lane].samples[k]) <= Self.tolerance)
        #expect(abs(back.im[k][lane] / Float(count) - planes[8 + lane].samples[k]) <= Self.tolerance)
      }
    }
  }

  @Test func blocksChangeRowsAndColumns() {
    let block = (0..<8).map { row in SIMD8<Float>((0..<8).map { Float(10 * row + $0) }) }
    var turned = block
    turned.withUnsafeMutableBufferPointer { target in
      block.withUnsafeBufferPointer { source in transposeBlock(source.baseAddress!, target.baseAddress!) }
    }
    for row in 0..<8 { for column in 0..<8 { #expect(turned[row][column] == Float(10 * column + row)) } }
  }

  @Test func selectionIsThatOfSorting() {
    var random = SeededRandom(seed: 6)
    let numbers = (0..<1000).map { _ in Float(random.uniform() * random.uniform() * 1000).bitPattern }
    let sorted = numbers.sorted()
    for rank in [0, 1, 499, 500, 998, 999] {
      #expect(numbers.withUnsafeBufferPointer { smallest(rank, of: $0) } == sorted[rank])
    }
  }
}
