#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>
#include <jerror.h>

#include "CImageShims.h"
#include "byte_sink.h"

struct shim_jpeg_writer {
  struct jpeg_compress_struct jpeg;
  struct jpeg_error_mgr errors;
  struct jpeg_destination_mgr destination;
  byte_sink sink;
  size_t row_bytes;
  jmp_buf jump;
  shim_message *message;
};

enum { CHUNK = 65536 };

static void fail(j_common_ptr jpeg) {
  shim_jpeg_writer *writer = jpeg->client_data;
  char text[JMSG_LENGTH_MAX];
  jpeg->err->format_message(jpeg, text);
  snprintf(writer->message->text, sizeof writer->message->text, "%s", text);
  longjmp(writer->jump, 1);
}

static void ignore_message(j_common_ptr jpeg, int level) {
  (void)jpeg;
  (void)level;
}

static void silence(j_common_ptr jpeg) { (void)jpeg; }

static void offer_room(j_compress_ptr jpeg) {
  shim_jpeg_writer *writer = jpeg->client_data;
  if (!byte_sink_reserve(&writer->sink, CHUNK)) ERREXIT1(jpeg, JERR_OUT_OF_MEMORY, 0);
  writer->destination.next_output_byte = writer->sink.bytes + writer->sink.size;
  writer->destination.free_in_buffer = CHUNK;
}

static boolean chunk_is_full(j_compress_ptr jpeg) {
  shim_jpeg_writer *writer = jpeg->client_data;
  writer->sink.size += CHUNK;
  offer_room(jpeg);
  return TRUE;
}

static void end_of_bytes(j_compress_ptr jpeg) {
  shim_jpeg_writer *writer = jpeg->client_data;
  writer->sink.size += CHUNK - writer->destination.free_in_buffer;
}

shim_jpeg_writer *shim_jpeg_begin(uint32_t width, uint32_t height, int quality, int chroma_step, bool optimise,
                                  shim_message *message) {
  shim_jpeg_writer *writer = calloc(1, sizeof *writer);
  if (writer == NULL) {
    snprintf(message->text, sizeof message->text, "out of memory");
    return NULL;
  }
  writer->message = message;
  writer->jpeg.err = jpeg_std_error(&writer->errors);
  writer->errors.error_exit = fail;
  writer->errors.emit_message = ignore_message;
  writer->errors.output_message = silence;
  writer->jpeg.client_data = writer;
  if (setjmp(writer->jump) != 0) {
    shim_jpeg_discard(writer);
    return NULL;
  }
  struct jpeg_compress_struct *jpeg = &writer->jpeg;
  jpeg_create_compress(jpeg);
  writer->destination.init_destination = offer_room;
  writer->destination.empty_output_buffer = chunk_is_full;
  writer->destination.term_destination = end_of_bytes;
  jpeg->dest = &writer->destination;

  jpeg->image_width = width;
  jpeg->image_height = height;
  jpeg->input_components = 3;
  jpeg->in_color_space = JCS_RGB;
  jpeg_set_defaults(jpeg);
  jpeg_set_quality(jpeg, quality, TRUE);
  jpeg->dct_method = JDCT_ISLOW;
  jpeg->optimize_coding = optimise;
  jpeg->comp_info[0].h_samp_factor = chroma_step;
  jpeg->comp_info[0].v_samp_factor = chroma_step;
  jpeg_start_compress(jpeg, TRUE);
  writer->row_bytes = (size_t)width * 3;
  return writer;
}

bool shim_jpeg_write_rows(shim_jpeg_writer *writer, const uint8_t *rows, size_t count, shim_message *message) {
  writer->message = message;
  if (setjmp(writer->jump) != 0) return false;
  for (size_t row = 0; row < count; ++row) {
    // The library takes its rows as pointers to variable bytes and does not change them.
    JSAMPROW pointer = (JSAMPROW)(uintptr_t)(rows + row * writer->row_bytes);
    jpeg_write_scanlines(&writer->jpeg, &pointer, 1);
  }
  return true;
}

bool shim_jpeg_end(shim_jpeg_writer *writer, const uint8_t **bytes, size_t *size, shim_message *message) {
  writer->message = message;
  if (setjmp(writer->jump) != 0) return false;
  jpeg_finish_compress(&writer->jpeg);
  *bytes = writer->sink.bytes;
  *size = writer->sink.size;
  return true;
}

void shim_jpeg_discard(shim_jpeg_writer *writer) {
  if (writer == NULL) return;
  jpeg_destroy_compress(&writer->jpeg);
  free(writer->sink.bytes);
  free(writer);
}
