#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>
#include <jerror.h>

#include "CImageShims.h"

struct shim_jpeg_reader {
  struct jpeg_decompress_struct jpeg;
  struct jpeg_error_mgr errors;
  struct jpeg_progress_mgr progress;
  size_t row_bytes;
  int maximum_scans;
  jmp_buf jump;
  shim_message *message;
};

static void fail(j_common_ptr jpeg) {
  shim_jpeg_reader *reader = jpeg->client_data;
  char text[JMSG_LENGTH_MAX];
  jpeg->err->format_message(jpeg, text);
  snprintf(reader->message->text, sizeof reader->message->text, "%s", text);
  longjmp(reader->jump, 1);
}

/// The library repairs damage as well as it can and warns; a repaired image is not the image, so that is an error here.
/// Three warnings are about formalities and do not concern the pixels.
static void warn(j_common_ptr jpeg, int level) {
  if (level >= 0) return;
  switch (jpeg->err->msg_code) {
    case JWRN_JFIF_MAJOR:
    case JWRN_ADOBE_XFORM:
    case JWRN_NOT_SEQUENTIAL:
      return;
    default:
      fail(jpeg);
  }
}

static void silence(j_common_ptr jpeg) { (void)jpeg; }

/// A file of some kilobytes can ask for thousands of passes over a large image.
static void count_scans(j_common_ptr jpeg) {
  shim_jpeg_reader *reader = jpeg->client_data;
  if (reader->jpeg.input_scan_number <= reader->maximum_scans) return;
  snprintf(reader->message->text, sizeof reader->message->text, "more than %d scans", reader->maximum_scans);
  longjmp(reader->jump, 1);
}

shim_jpeg_reader *shim_jpeg_open(const uint8_t *data, size_t size, int maximum_scans, shim_jpeg_info *info,
                                 shim_message *message) {
  memset(info, 0, sizeof *info);
  shim_jpeg_reader *reader = calloc(1, sizeof *reader);
  if (reader == NULL) {
    snprintf(message->text, sizeof message->text, "out of memory");
    return NULL;
  }
  reader->message = message;
  reader->maximum_scans = maximum_scans;
  reader->jpeg.err = jpeg_std_error(&reader->errors);
  reader->errors.error_exit = fail;
  reader->errors.emit_message = warn;
  reader->errors.output_message = silence;
  reader->progress.progress_monitor = count_scans;
  reader->jpeg.client_data = reader;
  if (setjmp(reader->jump) != 0) {
    shim_jpeg_close(reader);
    return NULL;
  }
  struct jpeg_decompress_struct *jpeg = &reader->jpeg;
  jpeg_create_decompress(jpeg);
  jpeg->progress = &reader->progress;
  jpeg_mem_src(jpeg, data, size);
  jpeg_read_header(jpeg, TRUE);

  info->width = jpeg->image_width;
  info->height = jpeg->image_height;
  info->several_scans = jpeg_has_multiple_scans(jpeg);
  switch (jpeg->jpeg_color_space) {
    case JCS_GRAYSCALE:
      info->colour = SHIM_JPEG_GREY;
      jpeg->out_color_space = JCS_GRAYSCALE;
      reader->row_bytes = jpeg->image_width;
      break;
    case JCS_RGB:
    case JCS_YCbCr:
      info->colour = SHIM_JPEG_RGB;
      jpeg->out_color_space = JCS_RGB;
      reader->row_bytes = (size_t)jpeg->image_width * 3;
      break;
    case JCS_CMYK:
    case JCS_YCCK:
      info->colour = SHIM_JPEG_CMYK;
      break;
    default:
      info->colour = SHIM_JPEG_OTHER;
  }
  // The most exact choices, and the defaults of djpeg.
  jpeg->dct_method = JDCT_ISLOW;
  jpeg->do_fancy_upsampling = TRUE;
  return reader;
}

bool shim_jpeg_start(shim_jpeg_reader *reader, shim_message *message) {
  reader->message = message;
  if (setjmp(reader->jump) != 0) return false;
  jpeg_start_decompress(&reader->jpeg);
  return true;
}

bool shim_jpeg_read_rows(shim_jpeg_reader *reader, uint8_t *rows, size_t count, shim_message *message) {
  reader->message = message;
  if (setjmp(reader->jump) != 0) return false;
  for (size_t row = 0; row < count; ++row) {
    JSAMPROW pointer = rows + row * reader->row_bytes;
    jpeg_read_scanlines(&reader->jpeg, &pointer, 1);
  }
  return true;
}

bool shim_jpeg_finish(shim_jpeg_reader *reader, shim_message *message) {
  reader->message = message;
  if (setjmp(reader->jump) != 0) return false;
  jpeg_finish_decompress(&reader->jpeg);
  return true;
}

void shim_jpeg_close(shim_jpeg_reader *reader) {
  if (reader == NULL) return;
  jpeg_destroy_decompress(&reader->jpeg);
  free(reader);
}
