// libpng and libjpeg report errors by longjmp, which must never pass over a Swift frame. Every function here catches
// the jump, leaves the reason in a message and returns; none calls back into Swift. Nothing else lives here.
//
// A reader borrows `data` until it is closed. Close every reader and writer once, whatever happened to it.
#ifndef CIMAGESHIMS_H
#define CIMAGESHIMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// The library's reason, as it gave it: a C string, empty where none was given.
typedef struct {
  char text[256];
} shim_message;

// MARK: PNG

typedef struct shim_png_reader shim_png_reader;
typedef struct shim_png_writer shim_png_writer;

/// What a PNG says of itself before its first row. Pointers stay valid until the reader is closed.
typedef struct {
  uint32_t width, height;
  /// Of the rows that shim_png_read_rows gives: 8, or 16 in the machine's byte order.
  uint32_t bit_depth;
  /// Of the rows that shim_png_read_rows gives: 1 grey, 2 grey and alpha, 3 RGB, 4 RGB and alpha (not premultiplied).
  uint32_t channels;
  size_t row_bytes;
  /// The bits a pixel has in the file, before filtering.
  uint32_t file_bits_per_pixel;
  bool interlaced;
  bool has_srgb;
  bool has_gamma;
  /// gAMA: the exponent that encoded the samples, 0.45455 for sRGB.
  double gamma;
  bool has_chromaticities;
  /// cHRM: x and y of white, red, green, blue.
  double chromaticities[8];
  const char *icc_name;
  const uint8_t *icc;
  uint32_t icc_size;
  const uint8_t *exif;
  uint32_t exif_size;
} shim_png_info;

/// Reads up to the first row. NULL when that fails.
shim_png_reader *shim_png_open(const uint8_t *data, size_t size, uint32_t maximum_side, shim_png_info *info,
                               shim_message *message);
/// Reads the next `count` rows of an image that is not interlaced, packed, `row_bytes` apart.
bool shim_png_read_rows(shim_png_reader *reader, uint8_t *rows, size_t count, shim_message *message);
/// Reads a whole interlaced image of `height` rows, packed, `row_bytes` apart.
bool shim_png_read_interlaced(shim_png_reader *reader, uint8_t *rows, shim_message *message);
/// Reads what follows the last row, to the IEND chunk.
bool shim_png_finish(shim_png_reader *reader, shim_message *message);
void shim_png_close(shim_png_reader *reader);

/// Begins an RGB image of 8 or 16 bits. `level` is zlib's, 0 to 9; `filters` a set of libpng's PNG_FILTER_ bits.
shim_png_writer *shim_png_begin(uint32_t width, uint32_t height, int bit_depth, int level, int filters,
                                shim_message *message);
/// Writes `count` rows, packed, 16 bits in the machine's byte order.
bool shim_png_write_rows(shim_png_writer *writer, const uint8_t *rows, size_t count, shim_message *message);
/// Ends the image. The bytes stay the writer's.
bool shim_png_end(shim_png_writer *writer, const uint8_t **bytes, size_t *size, shim_message *message);
void shim_png_discard(shim_png_writer *writer);

// MARK: JPEG

typedef struct shim_jpeg_reader shim_jpeg_reader;
typedef struct shim_jpeg_writer shim_jpeg_writer;

typedef enum {
  SHIM_JPEG_GREY = 1,
  SHIM_JPEG_RGB = 3,
  SHIM_JPEG_CMYK = 4,
  SHIM_JPEG_OTHER = 0,
} shim_jpeg_colour;

typedef struct {
  uint32_t width, height;
  /// What the rows will hold: one byte of grey, or three of RGB; the other kinds are not read.
  shim_jpeg_colour colour;
  /// Several scans: the library keeps every coefficient of the image in memory.
  bool several_scans;
} shim_jpeg_info;

/// Reads up to the first scan. NULL when that fails. A file with more than `maximum_scans` scans fails later.
shim_jpeg_reader *shim_jpeg_open(const uint8_t *data, size_t size, int maximum_scans, shim_jpeg_info *info,
                                 shim_message *message);
/// Prepares for reading rows; decodes everything when there are several scans.
bool shim_jpeg_start(shim_jpeg_reader *reader, shim_message *message);
/// Reads the next `count` rows, packed.
bool shim_jpeg_read_rows(shim_jpeg_reader *reader, uint8_t *rows, size_t count, shim_message *message);
/// Reads what follows the last row, to the end marker.
bool shim_jpeg_finish(shim_jpeg_reader *reader, shim_message *message);
void shim_jpeg_close(shim_jpeg_reader *reader);

/// Begins a baseline Y'CbCr image from RGB rows. `chroma_step` is 1 for 4:4:4, 2 for 4:2:0.
shim_jpeg_writer *shim_jpeg_begin(uint32_t width, uint32_t height, int quality, int chroma_step, bool optimise,
                                  shim_message *message);
/// Writes `count` RGB rows, packed.
bool shim_jpeg_write_rows(shim_jpeg_writer *writer, const uint8_t *rows, size_t count, shim_message *message);
/// Ends the image. The bytes stay the writer's.
bool shim_jpeg_end(shim_jpeg_writer *writer, const uint8_t **bytes, size_t *size, shim_message *message);
void shim_jpeg_discard(shim_jpeg_writer *writer);

#endif
