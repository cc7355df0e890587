import Raster
import Testing

@Suite("BT.709") struct BT709Tests {
  // ITU-R BT.709-6, item 3.4 and 4.6: black 16, white 235, neutral chroma 128; 75 % bars from EBU Tech 3325.
  @Test(arguments: [
    (0, 0, 0, 16, 128, 128), (255, 255, 255, 235, 128, 128), (255, 0, 0, 63, 102, 240), (0, 255, 0, 173, 42, 26),
    (0, 0, 255, 32, 240, 118),
  ]) func primaries(r: Int, g: Int, b: Int, y: Int, cb: Int, cr: Int) throws {
    func plane(_ v: Int) -> Plane<UInt16> { Plane(width: 2, height: 1, repeating: UInt16(v)) }
    let picture = BT709.picture(RGBImage(red: plane(r), green: plane(g), blue: plane(b), bitDepth: 8))
    #expect(picture.luma[0, 0] == Float(y))
    #expect(try #require(picture.chroma).cb[1, 0] == Float(cb))
    #expect(try #require(picture.chroma).cr[1, 0] == Float(cr))
  }
}
