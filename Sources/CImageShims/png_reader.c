#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <png.h>

#include "CImageShims.h"

// No colour profile or text is larger (the largest ICC profiles have some megabytes).
#define LARGEST_CHUNK (16 << 20)

struct shim_png_reader {
  png_structp png;
  png_infop info;
  const uint8_t *data;
  size_t size, offset;
  uint32_t height;
  size_t row_bytes;
  jmp_buf jump;
  shim_message *message;
};

static void fail(png_structp png, png_const_charp reason) {
  shim_png_reader *reader = png_get_error_ptr(png);
  snprintf(reader->message->text, sizeof reader->message->text, "%s", reason);
  longjmp(reader->jump, 1);
}

// A claim beyond the limit of a chunk is a warning to libpng, which then makes memory for it all the same.
static void warn(png_structp png, png_const_charp reason) {
  if (strstr(reason, "chunk data is too large") != NULL) fail(png, reason);
}

static void take(png_structp png, png_bytep out, size_t count) {
  shim_png_reader *reader = png_get_io_ptr(png);
  if (count > reader->size - reader->offset) png_error(png, "the file ends too early");
  memcpy(out, reader->data + reader->offset, count);
  reader->offset += count;
}

static void describe(shim_png_reader *reader, shim_png_info *out) {
  png_structp png = reader->png;
  png_infop info = reader->info;
  out->width = png_get_image_width(png, info);
  out->height = png_get_image_height(png, info);
  out->file_bits_per_pixel = (uint32_t)png_get_bit_depth(png, info) * png_get_channels(png, info);
  out->interlaced = png_get_interlace_type(png, info) != PNG_INTERLACE_NONE;

  int intent;
  out->has_srgb = png_get_sRGB(png, info, &intent) != 0;
  out->has_gamma = png_get_gAMA(png, info, &out->gamma) != 0;
  double *c = out->chromaticities;
  out->has_chromaticities = png_get_cHRM(png, info, &c[0], &c[1], &c[2], &c[3], &c[4], &c[5], &c[6], &c[7]) != 0;
  png_charp name;
  png_bytep profile;
  png_uint_32 profile_size;
  int method;
  if (png_get_iCCP(png, info, &name, &method, &profile, &profile_size) != 0) {
    out->icc_name = name;
    out->icc = profile;
    out->icc_size = profile_size;
  }
  png_bytep exif;
  png_uint_32 exif_size;
  if (png_get_eXIf_1(png, info, &exif_size, &exif) != 0) {
    out->exif = exif;
    out->exif_size = exif_size;
  }
}

shim_png_reader *shim_png_open(const uint8_t *data, size_t size, uint32_t maximum_side, shim_png_info *out,
                               shim_message *message) {
  memset(out, 0, sizeof *out);
  shim_png_reader *reader = calloc(1, sizeof *reader);
  if (reader == NULL) {
    snprintf(message->text, sizeof message->text, "out of memory");
    return NULL;
  }
  reader->data = data;
  reader->size = size;
  reader->message = message;
  if (setjmp(reader->jump) != 0) {
    shim_png_close(reader);
    return NULL;
  }
  reader->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, reader, fail, warn);
  if (reader->png != NULL) reader->info = png_create_info_struct(reader->png);
  if (reader->info == NULL) {
    snprintf(message->text, sizeof message->text, "libpng could not start");
    shim_png_close(reader);
    return NULL;
  }
  png_structp png = reader->png;
  png_set_read_fn(png, reader, take);
  png_set_user_limits(png, maximum_side, maximum_side);
  // libpng clears a buffer as large as a chunk claims to be before it reads it. Pixels (IDAT) are not bounded by this.
  png_set_chunk_malloc_max(png, LARGEST_CHUNK);
  // A wrong checksum is damage wherever it stands, so ancillary chunks are not forgiven either.
  png_set_crc_action(png, PNG_CRC_ERROR_QUIT, PNG_CRC_ERROR_QUIT);
  png_read_info(png, reader->info);
  describe(reader, out);

  png_set_expand(png);
  const uint16_t one = 1;
  if (*(const uint8_t *)&one == 1) png_set_swap(png);
  png_set_interlace_handling(png);
  png_read_update_info(png, reader->info);
  out->bit_depth = png_get_bit_depth(png, reader->info);
  out->channels = png_get_channels(png, reader->info);
  out->row_bytes = png_get_rowbytes(png, reader->info);
  reader->height = out->height;
  reader->row_bytes = out->row_bytes;
  return reader;
}

bool shim_png_read_rows(shim_png_reader *reader, uint8_t *rows, size_t count, shim_message *message) {
  reader->message = message;
  if (setjmp(reader->jump) != 0) return false;
  for (size_t row = 0; row < count; ++row) png_read_row(reader->png, rows + row * reader->row_bytes, NULL);
  return true;
}

bool shim_png_read_interlaced(shim_png_reader *reader, uint8_t *rows, shim_message *message) {
  reader->message = message;
  if (setjmp(reader->jump) != 0) return false;
  for (int pass = 0; pass < PNG_INTERLACE_ADAM7_PASSES; ++pass) {
    for (size_t row = 0; row < reader->height; ++row) png_read_row(reader->png, rows + row * reader->row_bytes, NULL);
  }
  return true;
}

bool shim_png_finish(shim_png_reader *reader, shim_message *message) {
  reader->message = message;
  if (setjmp(reader->jump) != 0) return false;
  png_read_end(reader->png, NULL);
  return true;
}

void shim_png_close(shim_png_reader *reader) {
  if (reader == NULL) return;
  if (reader->png != NULL) png_destroy_read_struct(&reader->png, &reader->info, NULL);
  free(reader);
}
