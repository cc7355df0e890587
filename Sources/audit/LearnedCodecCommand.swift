import ArgumentParser

/// `audit codec`: the learned codec that shows what training on a metric does.
struct LearnedCodecCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "codec",
    abstract: "A small learned image codec: trains, tunes with a loss, codes and measures.",
    discussion: """
      EXAMPLES
        audit codec encode photo.png -o photo.audc --rate 2
        audit codec decode photo.audc -o decoded.png --checkpoint decoder-naive
        audit codec evaluate photographs/
        audit codec train photographs/ -o training/
        audit codec finetune photographs/ --part decoder --loss robust -o tuned/
        audit codec demo photographs/ --arm decoder-naive-s1 --arm decoder-robust-s1
      """,
    subcommands: [
      CodecTrainCommand.self, CodecFineTuneCommand.self, CodecAverageCommand.self, CodecEncodeCommand.self,
      CodecDecodeCommand.self, CodecEvaluateCommand.self, CodecDemoCommand.self,
    ])
}
