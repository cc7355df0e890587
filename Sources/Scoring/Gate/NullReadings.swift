import AuditRecord

/// What was read of a null corpus, as its file has it: of every encode its size, the metric and each member of the panel,
/// and the rungs of every photograph's ladders. Whatever a rule of the gate makes of them can be made again.
///
/// A reading is the score and the members in the panel's order; where tone was matched gain, offset and shift follow, then the
/// members of the matched picture.
public struct NullReadings: Codable, Sendable {
  /// Why readings make no corpus.
  public enum Fault: Error, Equatable {
    /// A build or a ladder with rows of another length, or for other photographs than there are.
    case rows(String)
    /// A game, or further rates, of a build that is not there.
    case baseline(String)
    /// There is nothing to judge.
    case noHonestBuild
  }

  /// What measured them, and on what.
  struct Run: Codable, Sendable {
    var toolVersion: String
    var startedAt: String
    var metric: MetricInfo
    var panel: [MetricInfo]
    /// Ladder codec → rungs beside the reference.
    var ladders: [String: Int]
    var limit: Double?
    var colour: String
    /// What the photographs are.
    var source: String
    /// Their names.
    var images: [String]
  }

  /// The ladder of a photograph.
  struct Ladder: Codable, Sendable {
    var image: String
    var codec: String
    /// Quality, bytes and reading, from the lowest rung to the reference.
    var rungs: [[Double?]]
  }

  /// A build of a codec.
  struct Build: Codable, Sendable {
    /// What a build is there for.
    enum Kind: String, Codable {
      /// A change to or from it could be made in good faith.
      case honest
      /// It pleases the metric and not the eye.
      case game
      /// Further rates of its baseline.
      case rates
    }

    var name: String
    var codec: String
    var kind: Kind
    /// Program and version.
    var encoder: String
    /// What a game is held against, or what the rates are further ones of.
    var baseline: String?
    /// Rate → bytes and reading, a row a photograph.
    var rates: [String: [[Double?]]]
  }

  var run: Run
  var ladders: [Ladder]
  var builds: [Build]

  /// The corpus: every encode with what the panel implies of it.
  public func corpus() throws(Fault) -> NullCorpus {
    let ladders = try self.ladders.map(record)
    let header = RunHeader(
      kind: .gate, toolVersion: run.toolVersion, startedAt: run.startedAt, metric: run.metric, panel: run.panel,
      suite: "gate", attacks: [], ladders: run.ladders, datasets: [run.source], seed: 1, shard: nil, limit: run.limit,
      limitWasAsked: false, colour: run.colour, images: run.images, skippedFiles: 0)
    var found: [String: GateBuild] = [:]
    for build in builds {
      let pictures = gateReadings(try pictures(of: build), ladders: ladders, run: header)
      found[build.name] = GateBuild(name: build.name, codec: build.codec, pictures: pictures)
    }
    let honest = builds.filter { $0.kind == .honest }.compactMap { found[$0.name] }
    guard !honest.isEmpty else { throw .noHonestBuild }
    func pairs(_ kind: Build.Kind) throws(Fault) -> [(baseline: GateBuild, build: GateBuild)] {
      var result: [(baseline: GateBuild, build: GateBuild)] = []
      for build in builds where build.kind == kind {
        guard let own = found[build.name],
          let baseline = honest.first(where: { $0.name == build.baseline && $0.codec == build.codec })
        else { throw .baseline(build.name) }
        result.append((baseline, own))
      }
      return result
    }
    return NullCorpus(
      honest: honest, games: try pairs(.game),
      manyRates: try pairs(.rates).map { baseline, further in
        GateBuild(name: baseline.name, codec: baseline.codec, pictures: baseline.pictures + further.pictures)
      }, run: header)
  }

  private func record(_ ladder: Ladder) throws(Fault) -> LadderRecord {
    var rungs: [LadderRecord.Rung] = []
    for row in ladder.rungs {
      guard row.count > 2, let read = scored(row.dropFirst(2)) else { throw .rows("\(ladder.image) \(ladder.codec)") }
      rungs.append(
        LadderRecord.Rung(
          quality: row[0], bytes: row[1].flatMap { Int(exactly: $0) }, score: read.score, panel: read.panel,
          tone: read.tone))
    }
    return LadderRecord(image: ladder.image, codec: ladder.codec, rungs: rungs)
  }

  private func pictures(of build: Build) throws(Fault) -> [GatePicture] {
    var result: [GatePicture] = []
    for (rate, rows) in build.rates {
      guard rows.count == run.images.count else { throw .rows(build.name) }
      for (image, row) in zip(run.images, rows) {
        guard let bytes = row.first.flatMap({ $0 }).flatMap({ Int(exactly: $0) }), let read = scored(row.dropFirst())
        else { throw .rows(build.name) }
        result.append(
          GatePicture(side: .candidate, image: image, rate: RateName(rawValue: rate), bytes: bytes, scored: read))
      }
    }
    return result.sorted { ($0.image, $0.rate) < ($1.image, $1.rate) }
  }

  /// A reading; nil where its row has another length.
  private func scored(_ row: ArraySlice<Double?>) -> CaseMeasurement.Scored? {
    let count = run.panel.count
    guard let score = row.first.flatMap({ $0 }) else { return nil }
    let rest = Array(row.dropFirst())
    func members(_ values: ArraySlice<Double?>) -> [String: Double] {
      var result: [String: Double] = [:]
      for (info, value) in zip(run.panel, values) { result[info.id] = value }
      return result
    }
    let panel = members(rest.prefix(count))
    switch rest.count {
    case count: return CaseMeasurement.Scored(score: score, features: [:], panel: panel)
    case 2 * count + 3:
      guard let gain = rest[count], let offset = rest[count + 1], let shift = rest[count + 2] else { return nil }
      return CaseMeasurement.Scored(
        score: score, features: [:], panel: panel,
        tone: ToneReading(gain: gain, offset: offset, shift: shift, panel: members(rest.suffix(count))))
    default: return nil
    }
  }
}
