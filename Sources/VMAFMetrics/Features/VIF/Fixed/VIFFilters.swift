/// The window of each scale of fixed-point VIF: Gaussians of 17, 9, 5 and 3 taps in units of 2⁻¹⁶.
///
/// A scale's window weights its statistics; the next scale's window smooths the picture before it is halved.
/// Source of the figures: libvmaf's `integer_vif.h`.
enum VIFFilters {
  /// By scale, from the finest.
  static let scales: [PairTaps] = [
    PairTaps([489, 935, 1640, 2640, 3896, 5274, 6547, 7455, 7784, 7455, 6547, 5274, 3896, 2640, 1640, 935, 489]),
    PairTaps([1244, 3663, 7925, 12590, 14692, 12590, 7925, 3663, 1244]),
    PairTaps([3571, 16004, 26386, 16004, 3571]),
    PairTaps([10904, 43728, 10904]),
  ]
}
