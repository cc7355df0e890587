import ImageFiles
import LearnedCodec
import Raster

/// Reads whole folders of photographs for training.
public enum CodecPhotographs {
  /// The images below `paths` as 8-bit R'G'B', in the order of their names.
  /// - Throws: `DatasetError`, or `RunError.input` naming a file that cannot be read.
  public static func read(_ paths: [String]) throws -> [RGBImage] {
    try DatasetScanner.scan(paths).items.map { item in
      guard case .file(let path) = item.source else { throw RunError.input("\(item.name) cannot be read") }
      do throws(ImageFileError) {
        return try ImageReader.read(path: path).image.reducedTo8Bits
      } catch {
        throw RunError.input(error.description)
      }
    }
  }

  /// A checkpoint by bundled name or path; a tuned half takes the rest from `base`, or from the bundled base.
  /// - Throws: `RunError.input`
  public static func checkpoint(_ nameOrPath: String, over base: Checkpoint? = nil) throws(RunError) -> Checkpoint {
    do throws(CheckpointError) {
      return try CheckpointLibrary.checkpoint(nameOrPath, over: base)
    } catch {
      throw RunError.input("\(nameOrPath): \(error)")
    }
  }
}
