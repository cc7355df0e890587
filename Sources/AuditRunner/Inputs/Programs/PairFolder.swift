import Foundation
import ImageFiles
import QualityMetrics
import Raster
import RunStorage
import Synchronization

/// A folder for the pictures of one reference, removed with the last who holds it.
final class PairFolder: Sendable {
  private let metric: String
  private let folder: ScratchFolder
  private let count = Mutex(0)

  /// Makes the folder.
  /// - Throws: `MetricError.disk`
  init(metric: String) throws(MetricError) {
    self.metric = metric
    do throws(AuditError) { folder = try ScratchFolder() } catch { throw MetricError.disk("\(metric): \(error)") }
  }

  /// The path of a file.
  func path(_ name: String) -> String { "\(folder.path)/\(name)" }

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
  /// - Throws: `MetricError.disk` when the file cannot be written.
  func write(_ picture: Picture, name: String) throws(MetricError) {
    let image = RGBImage(rounding: BT709.rgbPlanes(of: picture))
    do throws(ImageFileError) { try PNGWriter.write(image, to: path(name)) } catch {
      let text = "\(metric): \(error)"
      throw error.isDisk ? MetricError.disk(text) : MetricError.outside(text)
    }
  }
}
