import ArgumentParser
import AuditRunner

/// `audit codec decode`: a bitstream to an image.
struct CodecDecodeCommand: StatusCommand {
  static let configuration = CommandConfiguration(
    commandName: "decode", abstract: "Decodes a bitstream to PNG.",
    discussion: """
      A fine-tuned decoder reads the bitstreams of its base.

      EXAMPLE
        audit codec decode photo.audc -o decoded.png --checkpoint decoder-naive
      """)

  @Argument(help: "The bitstream.")
  var bitstream: String

  @Option(name: .shortAndLong, help: ArgumentHelp("The PNG to write.", valueName: "png"))
  var output: String

  @Option(help: ArgumentHelp("A bundled checkpoint or a file.", valueName: "name"))
  var checkpoint = "base"

  func perform() throws -> Ending {
    try CodecFiles.decode(bitstream, to: output, checkpoint: CodecPhotographs.checkpoint(checkpoint))
    Output.line("Wrote \(output)")
    return .done
  }
}
