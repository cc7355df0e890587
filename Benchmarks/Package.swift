// swift-tools-version: 6.2
import PackageDescription

// Timings of the pixel code, apart from the product: nothing here is built or run by `swift build` or `swift test`.
let package = Package(
  name: "benchmarks",
  dependencies: [.package(name: "audit", path: "..")],
  targets: [
    .executableTarget(
      name: "vmaf-benchmark",
      dependencies: [
        .product(name: "QualityMetrics", package: "audit"), .product(name: "Raster", package: "audit"),
      ],
      swiftSettings: [.treatAllWarnings(as: .error)]),
    .executableTarget(
      name: "codec-benchmark",
      dependencies: [
        .product(name: "CodecLab", package: "audit"), .product(name: "Raster", package: "audit"),
      ],
      swiftSettings: [.treatAllWarnings(as: .error)]),
    .executableTarget(
      name: "panel-benchmark",
      dependencies: [
        .product(name: "QualityMetrics", package: "audit"), .product(name: "Raster", package: "audit"),
      ],
      swiftSettings: [.treatAllWarnings(as: .error)]),
  ]
)
