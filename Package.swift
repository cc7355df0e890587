// swift-tools-version: 6.2
import PackageDescription

// `swift run audit` builds in debug mode, and unoptimised pixel loops are 250 to 1000 times slower. So every target that
// touches pixels is optimised in every configuration.
// -fno-math-errno: `squareRoot()` of a SIMD vector becomes one instruction instead of a call per lane.
#if arch(x86_64)
  let pixelFlags = ["-O", "-wmo", "-num-threads", "2", "-Xcc", "-march=x86-64-v3", "-Xcc", "-fno-math-errno"]
#else
  let pixelFlags = ["-O", "-wmo", "-num-threads", "2", "-Xcc", "-fno-math-errno"]
#endif

let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("ExistentialAny"),
]
let pixels = strict + [.unsafeFlags(pixelFlags)]

func debian(_ package: String) -> [SystemPackageProvider] { [.apt([package])] }

let package = Package(
  name: "audit",
  products: [
    .executable(name: "audit", targets: ["audit"]),
    // For other projects, and the nested packages Examples and Benchmarks.
    .library(name: "Raster", targets: ["Raster"]),
    .library(name: "QualityMetrics", targets: ["QualityMetrics"]),
    .library(name: "Losses", targets: ["Losses"]),
    .library(name: "LearnedCodec", targets: ["LearnedCodec"]),
    .library(name: "CodecLab", targets: ["CodecLab"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
  ],
  targets: [
    .systemLibrary(name: "CPNG", pkgConfig: "libpng", providers: debian("libpng-dev")),
    .systemLibrary(name: "CTIFF", pkgConfig: "libtiff-4", providers: debian("libtiff-dev")),
    .systemLibrary(name: "CJPEG", pkgConfig: "libjpeg", providers: debian("libjpeg-dev")),
    .systemLibrary(name: "CWebP", pkgConfig: "libwebp", providers: debian("libwebp-dev")),
    .systemLibrary(name: "CXML2", pkgConfig: "libxml-2.0", providers: debian("libxml2-dev")),
    .systemLibrary(name: "CBLAS", pkgConfig: "openblas", providers: debian("libopenblas-dev")),

    .target(name: "Raster", swiftSettings: pixels),
    .target(name: "CImageShims", dependencies: ["CPNG", "CJPEG"]),
    .target(
      name: "ImageFiles", dependencies: ["Raster", "CImageShims", "CTIFF", "CWebP"], swiftSettings: pixels),
    .target(name: "Scenes", dependencies: ["Raster"], swiftSettings: pixels),
    .target(name: "HonestCodecs", dependencies: ["Raster", "ImageFiles"], swiftSettings: pixels),
    .target(name: "MetricKit", dependencies: ["Raster", "AuditRecord"], swiftSettings: strict),
    .target(name: "VMAFMetrics", dependencies: ["Raster", "MetricKit"], swiftSettings: pixels),
    .target(name: "PanelMetrics", dependencies: ["Raster", "AuditRecord", "MetricKit"], swiftSettings: pixels),
    .target(
      name: "QualityMetrics", dependencies: ["MetricKit", "VMAFMetrics", "PanelMetrics"], swiftSettings: strict),
    .target(name: "Losses", dependencies: ["Raster", "QualityMetrics"], swiftSettings: pixels),
    .target(
      name: "LearnedCodec", dependencies: ["Raster", "CBLAS"], resources: [.copy("Checkpoints/Bundled")],
      swiftSettings: pixels),
    .target(
      name: "CodecLab", dependencies: ["Raster", "QualityMetrics", "Losses", "LearnedCodec"], swiftSettings: pixels),
    .target(name: "AttackEngine", dependencies: ["Raster", "QualityMetrics", "Losses"], swiftSettings: pixels),
    .target(name: "AuditRecord", swiftSettings: strict),
    .target(name: "RunStorage", dependencies: ["Raster", "ImageFiles", "AuditRecord"], swiftSettings: strict),
    .target(name: "Scoring", dependencies: ["AuditRecord"], swiftSettings: pixels),
    .target(
      name: "Reporting", dependencies: ["AuditRecord", "Scoring", "CXML2"],
      resources: ["report.css", "viewer.css", "report.js", "viewer.js"].map { .embedInCode("HTML/Assets/\($0)") },
      swiftSettings: strict),
    // Suites are embedded file by file: a folder cannot be, and a test compares this list with the folder.
    .target(
      name: "BuiltinSuites", path: "Attacks", exclude: ["README.md"],
      resources: ["quick", "standard", "thorough", "blindspots"].map { .embedInCode("\($0).yml") },
      swiftSettings: strict),
    .target(
      name: "AuditRunner",
      dependencies: [
        "Raster", "ImageFiles", "Scenes", "HonestCodecs", "QualityMetrics", "Losses", "AttackEngine", "LearnedCodec",
        "CodecLab", "AuditRecord", "RunStorage", "Scoring", "Reporting", "BuiltinSuites",
        .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: strict),
    // The command line is built for any processor, so that it can say which instructions are missing.
    .executableTarget(
      name: "audit",
      dependencies: [
        "Raster", "ImageFiles", "HonestCodecs", "QualityMetrics", "Losses", "AttackEngine", "LearnedCodec",
        "CodecLab", "AuditRecord", "RunStorage", "Scoring", "Reporting", "AuditRunner",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    .target(
      name: "TestSupport", dependencies: ["ImageFiles", "MetricKit", "Raster"], path: "Tests/TestSupport",
      swiftSettings: pixels),
    .target(
      name: "CodecTestSupport", dependencies: ["LearnedCodec", "TestSupport"], path: "Tests/CodecTestSupport",
      swiftSettings: pixels),
    .testTarget(name: "RasterTests", dependencies: ["Raster", "TestSupport"], swiftSettings: pixels),
    .testTarget(name: "ImageFilesTests", dependencies: ["ImageFiles", "Raster", "TestSupport"], swiftSettings: pixels),
    .testTarget(name: "ScenesTests", dependencies: ["Scenes", "Raster"], swiftSettings: pixels),
    .testTarget(
      name: "HonestCodecsTests", dependencies: ["HonestCodecs", "Scenes", "Raster", "TestSupport"],
      swiftSettings: pixels),
    .testTarget(
      name: "MetricKitTests", dependencies: ["MetricKit", "AuditRecord", "Raster"], swiftSettings: strict),
    .testTarget(
      name: "VMAFMetricsTests", dependencies: ["VMAFMetrics", "MetricKit", "ImageFiles", "Raster", "TestSupport"],
      exclude: ["Published"], swiftSettings: pixels),
    .testTarget(
      name: "PanelMetricsTests",
      dependencies: ["PanelMetrics", "MetricKit", "AuditRecord", "ImageFiles", "Raster", "TestSupport"],
      swiftSettings: pixels),
    .testTarget(
      name: "QualityMetricsTests", dependencies: ["QualityMetrics", "AuditRecord", "Raster", "TestSupport"],
      swiftSettings: pixels),
    .testTarget(
      name: "AttackEngineTests",
      dependencies: ["AttackEngine", "AuditRecord", "Losses", "QualityMetrics", "Raster", "TestSupport"],
      swiftSettings: pixels),
    .testTarget(
      name: "LossesTests", dependencies: ["Losses", "QualityMetrics", "Raster", "TestSupport"],
      swiftSettings: pixels),
    .testTarget(
      name: "LearnedCodecTests", dependencies: ["LearnedCodec", "CodecTestSupport", "Raster", "TestSupport"],
      swiftSettings: pixels),
    .testTarget(
      name: "CodecLabTests",
      dependencies: ["CodecLab", "CodecTestSupport", "LearnedCodec", "Losses", "Raster", "TestSupport"],
      swiftSettings: pixels),
    .testTarget(
      name: "ScoringTests", dependencies: ["Scoring", "AuditRecord", "Raster", "RunStorage", "TestSupport"],
      exclude: ["NullCorpus"], swiftSettings: strict),
    .testTarget(
      name: "RunStorageTests",
      dependencies: ["RunStorage", "AuditRecord", "ImageFiles", "Raster", "Scoring", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "ReportingTests",
      dependencies: ["Reporting", "RunStorage", "Scoring", "AuditRecord", "Raster", "TestSupport", "CXML2"],
      exclude: ["Golden"], swiftSettings: strict),
    .testTarget(
      name: "AuditRunnerTests",
      dependencies: [
        "AuditRunner", "BuiltinSuites", "AttackEngine", "AuditRecord", "HonestCodecs", "ImageFiles", "QualityMetrics",
        "Raster", "Reporting", "RunStorage", "Scenes", "Scoring", "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(name: "ArchitectureTests", swiftSettings: strict),
    .testTarget(
      name: "EndToEndTests",
      dependencies: [
        "audit", "AuditRecord", "AuditRunner", "ImageFiles", "LearnedCodec", "Raster", "Reporting", "RunStorage",
        "Scoring", "TestSupport", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
  ]
)
