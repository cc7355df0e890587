/// Width and height from which inflation is judged. Of 72 honest crops, 24, 23, 15 and 3 read beyond ±6 points of VMAF
/// at 32, 64, 128 and 256 pixels (measured on Kodak photographs; docs/method.md, "Inflation").
public let smallestJudgedSide = 256
