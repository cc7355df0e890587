// swift-tools-version: 6.2
import Foundation
import PackageDescription

// A client of the libraries, apart from the product. It depends on this working copy by path; with AUDIT_REPOSITORY and
// AUDIT_VERSION, on a version of a repository, as a project elsewhere would.
let environment = ProcessInfo.processInfo.environment
let audit: Package.Dependency =
  if let repository = environment["AUDIT_REPOSITORY"],
    let version = environment["AUDIT_VERSION"].flatMap({ Version($0) })
  {
    .package(url: repository, exact: version)
  } else {
    .package(name: "audit", path: "..")
  }

let package = Package(
  name: "examples",
  dependencies: [audit],
  targets: [
    .executableTarget(
      name: "client",
      dependencies: ["Losses", "QualityMetrics", "Raster"].map { .product(name: $0, package: "audit") },
      swiftSettings: [.treatAllWarnings(as: .error), .enableUpcomingFeature("MemberImportVisibility")])
  ]
)
