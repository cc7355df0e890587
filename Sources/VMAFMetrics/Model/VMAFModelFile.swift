// JSON is the one thing here that needs Foundation; the kernels of this module do without it.
import FoundationEssentials

/// The parts of libvmaf's model JSON that matter, as they stand in the file.
///
/// Source: libvmaf's `read_json_model.c` for the keys and for what is optional.
struct VMAFModelFile: Decodable {
  let model: Model

  enum CodingKeys: String, CodingKey { case model = "model_dict" }

  struct Model: Decodable {
    let type: String
    let featureNames: [String]
    /// Absent where nothing is normalised.
    let slopes: [Double]?
    let intercepts: [Double]?
    let normalisation: String
    let regression: String
    let featureOptions: [[String: Option]]?
    let scoreClip: [Double]?
    let scoreTransform: Transform?
    let chromaCorrection: Double?

    enum CodingKeys: String, CodingKey {
      case type = "model_type"
      case featureNames = "feature_names"
      case slopes, intercepts
      case normalisation = "norm_type"
      case regression = "model"
      case featureOptions = "feature_opts_dicts"
      case scoreClip = "score_clip"
      case scoreTransform = "score_transform"
      case chromaCorrection = "chroma_correction_parameter"
    }
  }

  struct Transform: Decodable {
    let enabled: Bool?
    let p0: Double?
    let p1: Double?
    let p2: Double?
    let knots: [[Double]]?
    let notAboveInput: String?
    let notBelowInput: String?

    enum CodingKeys: String, CodingKey {
      case enabled, p0, p1, p2, knots
      case notAboveInput = "out_lte_in"
      case notBelowInput = "out_gte_in"
    }
  }

  /// A feature option's value: a number, a truth value or text.
  enum Option: Decodable, Equatable {
    case number(Double)
    case flag(Bool)
    case text(String)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let flag = try? container.decode(Bool.self) {
        self = .flag(flag)
      } else if let number = try? container.decode(Double.self) {
        self = .number(number)
      } else {
        self = .text(try container.decode(String.self))
      }
    }
  }

  /// Decodes a file's bytes: the model, or the models of a collection, which stand under "0", "1" and so on.
  /// - Throws: `VMAFModelError.malformed` with the place and the reason.
  static func decode(_ bytes: [UInt8], file: String) throws(VMAFModelError) -> [Model] {
    do {
      return [try JSONDecoder().decode(VMAFModelFile.self, from: Data(bytes)).model]
    } catch let error as DecodingError {
      if let models = try? JSONDecoder().decode([String: VMAFModelFile].self, from: Data(bytes)), models.count > 1 {
        let ordered = (0..<models.count).compactMap { models[String($0)]?.model }
        guard ordered.count == models.count else {
          throw .malformed(file: file, reason: "the \(models.count) models of a collection are not numbered from 0")
        }
        return ordered
      }
      throw .malformed(file: file, reason: sentence(for: error))
    } catch {
      throw .malformed(file: file, reason: "\(error)")
    }
  }

  /// The bytes of the file at `path`.
  /// - Throws: `VMAFModelError.unreadable`
  static func bytes(path: String) throws(VMAFModelError) -> [UInt8] {
    guard !path.isEmpty else { throw .unreadable(file: "the model", reason: "its path is empty") }
    var isFolder = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder {
      throw .unreadable(file: path, reason: "is a folder")
    }
    do {
      return [UInt8](try Data(contentsOf: URL(filePath: path)))
    } catch let error as CocoaError where error.code == .fileReadNoSuchFile {
      throw .unreadable(file: path, reason: "no such file")
    } catch {
      throw .unreadable(file: path, reason: "the file system refuses it")
    }
  }

  private static func sentence(for error: DecodingError) -> String {
    func place(_ context: DecodingError.Context) -> String {
      let path = context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
      return path.isEmpty ? "" : " at \(path)"
    }
    switch error {
    case .keyNotFound(let key, let context): return "\(key.stringValue) is missing" + place(context)
    case .typeMismatch(_, let context): return "a value of the wrong type" + place(context)
    case .valueNotFound(_, let context): return "a null value" + place(context)
    case .dataCorrupted(let context): return "not valid JSON" + place(context)
    @unknown default: return "it cannot be decoded"
    }
  }
}
