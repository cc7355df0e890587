#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <png.h>

#include "CImageShims.h"
#include "byte_sink.h"

struct shim_png_writer {
  png_structp png;
  png_infop info;
  byte_sink sink;
  size_t row_bytes;
  jmp_buf jump;
  shim_message *message;
};

static void fail(png_structp png, png_const_charp reason) {
  shim_png_writer *writer = png_get_error_ptr(png);
  snprintf(writer->message->text, sizeof writer->message->text, "%s", reason);
  longjmp(writer->jump, 1);
}

static void ignore(png_structp png, png_const_charp reason) {
  (void)png;
  (void)reason;
}

static void give(png_structp png, png_bytep bytes, size_t count) {
  shim_png_writer *writer = png_get_io_ptr(png);
  if (!byte_sink_append(&writer->sink, bytes, count)) png_error(png, "out of memory");
}

static void flush(png_structp png) { (void)png; }

shim_png_writer *shim_png_begin(uint32_t width, uint32_t height, int bit_depth, int level, int filters,
                                shim_message *message) {
  shim_png_writer *writer = calloc(1, sizeof *writer);
  if (writer == NULL) {
    snprintf(message->text, sizeof message->text, "out of memory");
    return NULL;
  }
  writer->message = message;
  if (setjmp(writer->jump) != 0) {
    shim_png_discard(writer);
    return NULL;
  }
  writer->png = png_create_write_struct(PNG_LIBPNG_VER_STRING, writer, fail, ignore);
  if (writer->png != NULL) writer->info = png_create_info_struct(writer->png);
  if (writer->info == NULL) {
    snprintf(message->text, sizeof message->text, "libpng could not start");
    shim_png_discard(writer);
    return NULL;
  }
  png_structp png = writer->png;
  png_set_write_fn(png, writer, give, flush);
  png_set_compression_level(png, level);
  png_set_filter(png, PNG_FILTER_TYPE_BASE, filters);
  png_set_IHDR(png, writer->info, width, height, bit_depth, PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
               PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_write_info(png, writer->info);
  const uint16_t one = 1;
  if (bit_depth == 16 && *(const uint8_t *)&one == 1) png_set_swap(png);
  writer->row_bytes = (size_t)width * 3 * (size_t)(bit_depth / 8);
  return writer;
}

bool shim_png_write_rows(shim_png_writer *writer, const uint8_t *rows, size_t count, shim_message *message) {
  writer->message = message;
  if (setjmp(writer->jump) != 0) return false;
  for (size_t row = 0; row < count; ++row) png_write_row(writer->png, rows + row * writer->row_bytes);
  return true;
}

bool shim_png_end(shim_png_writer *writer, const uint8_t **bytes, size_t *size, shim_message *message) {
  writer->message = message;
  if (setjmp(writer->jump) != 0) return false;
  png_write_end(writer->png, writer->info);
  *bytes = writer->sink.bytes;
  *size = writer->sink.size;
  return true;
}

void shim_png_discard(shim_png_writer *writer) {
  if (writer == NULL) return;
  if (writer->png != NULL) png_destroy_write_struct(&writer->png, &writer->info);
  free(writer->sink.bytes);
  free(writer);
}
