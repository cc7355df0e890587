extension SampleFile {
  /// WebP files, made on 2026-11-24 by `cwebp` of libwebp 1.2.4 out of a photograph's corner; the checksum is of what `dwebp`
  /// of the same version gives, alpha composited on white.
  static let webp: [SampleFile] = [
    SampleFile(
      "q75.webp", 21, 17, bits: 8, 0xB3F5_EBA3,
      """
      UklGRpIAAABXRUJQVlA4IIYAAAAwBACdASoVABEAPpFCm0olo6IhqAgAsBIJQBjeggv6Cpc3xe0bRPapXgAA/q2CaWLVczcMKPVAXpYK
      kRB8huW9S+tcb5M4rT1LZ3TGY5pH2Ldpf9SO2U6/5oxG//MyFHf4m1qp2s53gEL23pt0TZo4dlvH61dLZhK7AE7hYgXl8CzZl+AAAA==
      """),
    SampleFile(
      "q5.webp", 21, 17, bits: 8, 0xC1F9_5C1B,
      """
      UklGRlgAAABXRUJQVlA4IEwAAABwAwCdASoVABEAP5nE2WU5MKupKAgDIDMJQBdgAgrGTE+JtCAA+04SwVRQC4r4+ZPc+HcD2AWXQFEe
      6pbvuTpm2vNPQ6492yx1AAAA
      """),
    SampleFile(
      "ll.webp", 21, 17, bits: 8, 0x227A_920B,
      """
      UklGRpwCAABXRUJQVlA4TI8CAAAvFAAEAE2ISRPYa//Ghojof0hbhKK2beBcIZwAqj03/P0POvBrCAYQA4BN20gKNNSOmZmZd8H+/6DM
      S0pxwZLegNw2kiRJkVFjwfrv4776qqwMSG4jOZKUEaj9/w/3PH7Wm66MjPj9e738/a3pe3jid7agOFnt0q50vsP5entOL9fJqc/8/7e5
      3JKNjSAyYTXDZNd8p14gODNMqvO2sn9338+Hfj943yf7d9jb9KTS2LayyIgVBWRS00x6QKfOYKcTfJ9n7/X9el++7qMc3d5DVYwZiQzY
      IpEBKNzQAG166Oj3tvGe/u7T/nsz+78CkrZLkd3FqcQsQIQ1w2iomlP7SVgxic7X03U6vk7p9ehKXkq9JZOqckxLczzHCiyzqhRcmMPN
      2S/9vf884vv23z+sstCVEkcyIV6RMhAJQGQEBJ8YukUa+cP9vbE/+H7M9/c0eChAAzSjXNg4hNiOFzKDAkBmAPykvr9q3zX8Phf0hJoB
      QkyWT43MBLIlpMgGxFgwIF8UNY56p36f8s595F15YOzTTAoQnOmt1bCJQSAJECMFR8wnyfTpyVr3okekQpa1bXqkFYXCWgFSxJgRAwmi
      AbxxtcfsYyvH5N7u4ArSzA5qW0jXYhBLZKIACCQghcSteQ2HHW+XnSU452WMxl45TGqYuNUoAwCIxIAAAGCGbeaxI6/yNquyuC8vIjXg
      eHQw7YmcchimGJRgWhKly73/96Sh7ZUNRrWQFKjiu53CLDlEgjMihkBUVkapqA4mnRfTR1lLPKgCAOKoAeYqTCyihDyUCAAAYlTSrNeY
      9EhjDQA6XmAKFQUKCESTSlPqEABWEIrODrIl2wGwlaFECjxNwQVReTn8wMACAF0MoiEGAA==
      """),
    SampleFile(
      "alpha.webp", 21, 17, bits: 8, 0xD86F_B5C5,
      """
      UklGRuYBAABXRUJQVlA4WAoAAAAQAAAAFAAAEAAAQUxQSEEBAAAFgCUAoJKG7rCVsrt1vb/95zW2A3d3ow9peHiNiAgjyKRfp3dGAI0I
      Dr97buBPnvIhZhetIfGtuLU/UugnQFvC9M1IvhnhTxoUKXqVpRWWRXJB6PehVTIcrwpW3MZN70lbs6tCKbJ6LMActhDMHTcHhiAt57OO
      q5XsGijeNtGkfq/BTsLjqDTCcYvjs/eytpxcbT+RmVrpX6P4T2GhkOHgZ01ig4hCtW8+ncWY1xHyXxFjSmDQ1wMUWBWVvej8Du64jNtZ
      1DLmfu2tmrzk9bcpm7Bx2sHz0ZyQCYWiGZMuv9egyJDL+By35G9FpExkjr51qI82IOApg4K+SSjLQSAteEhLqnf4LIcbtxXRHG88o1WE
      p4uwofu1f3PrvR6LFI3Hrhxxwt6aphHVlLA6gIOV8s+k/89uxyH/03OQiOzzPwUAVlA4IH4AAABQBACdASoVABEAPrVSo00nJKMiKAgA
      4BaJQBdgAgv0YA/icAVrrj/6WguAAP5L+fTAZe+Z6S4JJ3Bssj0gQAQ+Et2WiSLDepUUBqMafOqQxdnq/vCSB/yR76frXhxzIon/V2lg
      oDyUd1fCPcrxqorR19fOEyE1VdTFli5qoAA=
      """),
    SampleFile(
      "llalpha.webp", 21, 17, bits: 8, 0x7404_8821,
      """
      UklGRtADAABXRUJQVlA4TMQDAAAvFAAEEE2QTdrGwE4lEf0PU7rF+JNJ2yYrYRJGz7Hh738IBlvKAUCCALBpG0ly4sCYmZkZX3D//8GY
      KeSrbUnfgNBIkiMpc/oPwfPHeN5u9xQkt5EcScqINtj/P3DP49fbzkgIAgCWjVLbmK1zZ73h/IF7+Gyb5cXt/3N08/RrjvklVxPJdkZT
      kB/YaY92RbTL/Okvt+AzcpaTfTIn19THS3f+Wbzox1d9dWUT4S7aINzXQqsSfbbAr1OLE4jkM70qMR72q275pKbmAxuxAbumq88y/q4d
      yHiUia8pa1FzovOID4r4nEjtmsNLEv6EGk1Za1CZ6bD572NerB9ouH9J8/k8SzfvjhYr5tYf94fjhWgYcDAiUrQfwKBg7tABgPEb/V9V
      kvp7nU18T86/96mR2PpHPYGfbEE67Wh5KlQLu4dzfrY5s0qA5oQtzZiMtpV18pQwnxjFCnDJRffny9HrFFl+nQ7x80P8tttu9nN093mM
      i4WlKq5q4zHksayQYq2xFRkMQgK8B2pnDuSkv4j5z8Pse9/I7/5mRmsqDiKfvUf92kCxfBwrvHGMF0gVdQAIiV4jJBEESxhHm69k9pxf
      gMdXbeJ4j/H7QfvjiywtMFKc46wvNcvkM+upisUp3B1nycdtMugUA64wBrj/FgmAqk2ST8en8fi7ksXvQwz0uaX4APPUbCcpfQog60jP
      wIjVmipIKtOA/hkHBYcA0VZCA87a2PTM+gFHeeO4/9GuK/MrI4+bloCE2SQ4lo9E1cm/AidgEaqkWEBnRoaCYeTgd6z+3fzqxDfWzYWe
      gSiQZSWtxmPSDkL30DH7W1pfVE7RDiDBiGewSX6JLgJo6Xb8oeflaN2HU/lftu/DDRMmEZWcYm+ERddiBCdWJIZLKDxRaUI2QJSgLIFC
      ao0kkazBT4Ow2KmkR/Fxr6bgUsc2b1CiKbsdcO0KyQRLVu9ROwDvhBBRKkMMwQTgAWC3waeZzWFn4h8/xa6dYmv8G+e+NB7iqVayUMch
      JWjCQqTy3VGkAYipK4OkRMc0JAmn9P6uj9fvY7I/AX6rdf+7YZzlBkUo8P9raFvHrQzvkQwMI0jKMnspEUMReGJFoiZQhQfsUr6zeP9y
      cP0fv3NVpYZBiwDwAXGNnbIcYS83hRrAhsKWKgwlmoAfgACUZeQNOsT4mkeXTteOBRMBwMYKbewDUw00lMKZIgSpIZEgWYJGc61gBBhg
      S2EplEAzpzxNSdoywELBK7MB+DOkBZs0oBCqmCiMIGGDjKBGRQAwWIvC8CoSJAYD
      """),
    SampleFile(
      "exif6.webp", 17, 21, bits: 8, 0xB0F0_78D5,
      """
      UklGRswAAABXRUJQVlA4WAoAAAAIAAAAFAAAEAAAVlA4IIYAAAAwBACdASoVABEAPpFCm0olo6IhqAgAsBIJQBjeggv6Cpc3xe0bRPap
      XgAA/q2CaWLVczcMKPVAXpYKkRB8huW9S+tcb5M4rT1LZ3TGY5pH2Ldpf9SO2U6/5oxG//MyFHf4m1qp2s53gEL23pt0TZo4dlvH61dL
      ZhK7AE7hYgXl8CzZl+AAAEVYSUYgAAAARXhpZgAASUkqAAgAAAABABIBAwABAAAABgAAAAAAAAA=
      """),
  ]
}
