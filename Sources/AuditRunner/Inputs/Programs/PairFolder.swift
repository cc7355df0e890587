import Foundation
import ImageFiles
import QualityMetrics
import Raster
import Synchronization

/// A folder for the pictures of one reference, removed with the last who holds it.
final class PairFolder: Sendable {
  private let metric: String
  private let folder: String
  private let count = Mutex(0)

  /// Makes the folder.
  init(metric: String) throws(MetricError) {
    self.metric = metric
    guard let made = Leftovers.makeFolder() else {
      let place = FileManager.default.temporaryDirectory.path
      throw MetricError.outside("\(metric): \(place): no folder can be made there")
    }
    folder = made
  }

  deinit { Leftovers.remove(folder: folder) }

  /// The path of a file.
  func path(_ name: String) -> String { "\(folder)/\(name)" }

  /// A name that no other picture of the folder has.
  func nextName() -> String {
    let number = count.withLock { count in
      count += 1
      return count
    }
    return "distorted-\(number).png"
  }

  /// Removes a file.
  func remove(_ name: String) { try? FileManager.default.removeItem(atPath: path(name)) }

  /// Writes a picture with 8 bits a sample.
  func write(_ picture: Picture, name: String) throws(MetricError) {
    let planes = BT709.rgbPlanes(of: picture)
    func levels(_ plane: Plane<Float>) -> Plane<UInt16> { plane.map { UInt16(min(max($0.rounded(), 0), 255)) } }
    let image = RGBImage(
      red: levels(planes.red), green: levels(planes.green), blue: levels(planes.blue), bitDepth: 8)
    do throws(ImageFileError) { try PNGWriter.write(image, to: path(name)) } catch {
      throw MetricError.outside("\(metric): \(error.description)")
    }
  }
}
