import CodecLab
import ImageFiles
import LearnedCodec
import Raster
import RunStorage

/// Reads whole folders of photographs for training.
public enum CodecPhotographs {
  /// The images below `paths`, in the order of their names, to draw crops of side `crop` from.
  /// - Throws: `AuditError.input` naming a file that cannot be read or is too small.
  static func trainingSet(_ paths: [String], crop: Int) throws -> TrainingSet {
    let largest = TrainingSet.factors.max() ?? 1
    let photographs = try DatasetScanner.scan(paths).items.map { item in
      guard case .file(let path) = item.source else { throw AuditError.input("\(item.name) cannot be read") }
      let image: RGBImage
      do throws(ImageFileError) {
        image = try ImageReader.read(path: path).image.reducedTo8Bits
      } catch {
        throw AuditError(reading: error)
      }
      guard min(image.width, image.height) / largest >= crop else {
        throw AuditError.input(
          path, "\(image.width)×\(image.height) is too small for crops of \(crop) after reduction by \(largest)")
      }
      return image
    }
    return TrainingSet(photographs)
  }

  /// A checkpoint by bundled name or path; a tuned half takes the rest from `base`, or from the bundled base.
  /// - Throws: `AuditError.input`
  public static func checkpoint(_ nameOrPath: String, over base: Checkpoint? = nil) throws(AuditError) -> Checkpoint {
    do throws(CheckpointError) {
      return try CheckpointLibrary.checkpoint(nameOrPath, over: base)
    } catch {
      throw AuditError(error, subject: nameOrPath)
    }
  }
}
