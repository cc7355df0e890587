import ArgumentParser
import AuditRunner
import Reporting

/// `audit codec encode`: an image to a bitstream.
struct CodecEncodeCommand: StatusCommand {
  static let configuration = CommandConfiguration(
    commandName: "encode", abstract: "Codes an image.",
    discussion: """
      EXAMPLE
        audit codec encode photo.png -o photo.audc --rate 2
      """)

  @Argument(help: "The image.")
  var image: String

  @Option(name: .shortAndLong, help: ArgumentHelp("The bitstream to write.", valueName: "file"))
  var output: String

  @Option(help: ArgumentHelp("The rate, from 0 for the smallest.", valueName: "n"))
  var rate = 2

  @Option(help: ArgumentHelp("A bundled checkpoint or a file.", valueName: "name"))
  var checkpoint = "base"

  func perform() throws -> Ending {
    let size = try CodecFiles.encode(
      image, to: output, checkpoint: CodecPhotographs.checkpoint(checkpoint), rate: rate)
    Output.line("Wrote \(output): \(size.bytes) bytes, \(NumberText.fixed(size.bitsPerPixel, 4)) bits per pixel")
    return .done
  }
}
