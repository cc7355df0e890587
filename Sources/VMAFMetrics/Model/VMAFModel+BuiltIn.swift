// Parameters of the published models. Source: libvmaf's model folder, copyright (c) 2020 Netflix, Inc.,
// BSD-2-Clause-Patent (NOTICE).

extension VMAFModel {
  /// `vmaf_v0.6.1neg`: fixed point, no enhancement gain, 1080p at three heights.
  public static let v061neg = highDefinition("vmaf_v0.6.1neg", .integer, .noEnhancementGain)
  /// `vmaf_v0.6.1`: fixed point, 1080p at three heights.
  public static let v061 = highDefinition("vmaf_v0.6.1", .integer, VMAFFeatureOptions())
  /// `vmaf_float_v0.6.1neg`: floating point, no enhancement gain.
  public static let floatV061neg = highDefinition("vmaf_float_v0.6.1neg", .float, .noEnhancementGain)
  /// `vmaf_float_v0.6.1`: floating point.
  public static let floatV061 = highDefinition("vmaf_float_v0.6.1", .float, VMAFFeatureOptions())
  /// `vmaf_4k_v0.6.1neg`: fixed point, no enhancement gain, 2160p at one and a half heights.
  public static let fourKV061neg = fourK("vmaf_4k_v0.6.1neg", .noEnhancementGain)
  /// `vmaf_4k_v0.6.1`: fixed point, 2160p at one and a half heights.
  public static let fourKV061 = fourK("vmaf_4k_v0.6.1", VMAFFeatureOptions())

  /// Every built-in model.
  public static let builtIn: [VMAFModel] = [v061neg, v061, fourKV061neg, fourKV061, floatV061neg, floatV061]

  private static func highDefinition(
    _ name: String, _ arithmetic: Arithmetic, _ options: VMAFFeatureOptions
  ) -> VMAFModel {
    VMAFModel(
      name: name, arithmetic: arithmetic,
      features: [
        Feature(kind: .adm2, slope: 2.8098077502505414, intercept: -1.7993968597186747),
        Feature(kind: .motion2, slope: 0.06264407466686016, intercept: -0.003017198086831897),
        Feature(kind: .vifScale0, slope: 1.222763456258933, intercept: -0.1728125095425364),
        Feature(kind: .vifScale1, slope: 1.5360318811084146, intercept: -0.5294309090081222),
        Feature(kind: .vifScale2, slope: 1.7620864995501058, intercept: -0.7577185792093722),
        Feature(kind: .vifScale3, slope: 2.08656468286432, intercept: -1.083428597549764),
      ],
      options: options, gamma: 0.04, rho: -1.33133, supportVectors: VMAFFusionTables.hd,
      outputSlope: 0.012020766332648465, outputIntercept: -0.3092981927591963, transform: nil, clipRange: 0...100)
  }

  private static func fourK(_ name: String, _ options: VMAFFeatureOptions) -> VMAFModel {
    VMAFModel(
      name: name, arithmetic: .integer,
      features: [
        Feature(kind: .adm2, slope: 1.853012066458466, intercept: -0.8536192302086182),
        Feature(kind: .motion2, slope: 0.05141551931924402, intercept: -0.01336836451078975),
        Feature(kind: .vifScale0, slope: 1.0960374437054892, intercept: -0.09603743694887917),
        Feature(kind: .vifScale1, slope: 1.2189036205165853, intercept: -0.21890356649141152),
        Feature(kind: .vifScale2, slope: 1.3583508615652835, intercept: -0.35835059999617175),
        Feature(kind: .vifScale3, slope: 1.5373567703674345, intercept: -0.5373563330683786),
      ],
      options: options, gamma: 0.04, rho: -2.30449, supportVectors: VMAFFusionTables.fourK,
      outputSlope: 0.012388059998472608, outputIntercept: -0.31191973282964003, transform: nil, clipRange: 0...100)
  }
}
