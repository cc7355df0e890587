import Raster

/// The built-in scenes: generated pictures with the structure of photographs, for a machine without any.
///
/// Each is 768×512, in colour, and the same on every call: its random numbers come from its own name. They hold what the
/// statistics of natural images ask for (occlusion with power-law sizes, 1/f textures with correlated colour, straight
/// edges, writing, smooth gradients with soft shadows) and finish as a camera would: a little blur, a little noise.
public enum Scene: String, Sendable, CaseIterable {
  /// A ground covered by fallen leaves: occlusion with power-law radii.
  case leaves
  /// A dry-stone wall: 1/f relief lit from the side.
  case stones
  /// A row of house fronts: straight edges, repetition, hard shadows.
  case street
  /// A printed page and a label on a desk: writing of several sizes.
  case page
  /// Misty hills at dusk: gradients and slow colour.
  case dusk
  /// Painted balls and blocks on a table: shading and soft shadows before a blurred ground.
  case still
  /// A harbour: sky, houses, boats with names, water.
  case harbour

  /// Columns of every scene.
  public static let width = 768
  /// Rows of every scene.
  public static let height = 512

  /// The scene's picture, 8 bits.
  /// - Complexity: O(width · height · octaves of its textures); well under a second.
  public func image() -> RGBImage {
    var random = SeededRandom(seed: 2026, label: "scene \(rawValue)")
    var canvas = Canvas(width: Scene.width, height: Scene.height)
    switch self {
    case .leaves: paintLeaves(on: &canvas, random: &random)
    case .stones: paintStones(on: &canvas, random: &random)
    case .street: paintStreet(on: &canvas, random: &random)
    case .page: paintPage(on: &canvas, random: &random)
    case .dusk: paintDusk(on: &canvas, random: &random)
    case .still: paintStill(on: &canvas, random: &random)
    case .harbour: paintHarbour(on: &canvas, random: &random)
    }
    return canvas.developed(random: &random)
  }
}
