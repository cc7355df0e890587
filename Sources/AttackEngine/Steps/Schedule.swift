import Foundation

/// How the length of a step changes in the course of a run: a factor of the first length.
enum Schedule: Sendable {
  /// The same length throughout.
  case constant
  /// From 1 straight down to `end`.
  case linear(end: Double)
  /// From 1 down to `end` along half a cosine.
  case cosine(end: Double)

  /// The factor of step `step` (from 0) of `count`.
  func factor(step: Int, of count: Int) -> Double {
    let progress = count > 1 ? Double(step) / Double(count - 1) : 0
    switch self {
    case .constant: return 1
    case .linear(let end): return 1 - (1 - end) * progress
    case .cosine(let end): return end + (1 - end) * (1 + cos(.pi * progress)) / 2
    }
  }
}
