// A growing array of bytes that the two writers fill.
#ifndef BYTE_SINK_H
#define BYTE_SINK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  uint8_t *bytes;
  size_t size, capacity;
} byte_sink;

/// Makes room for `count` more bytes; false when memory is out, and then nothing has changed.
static inline bool byte_sink_reserve(byte_sink *sink, size_t count) {
  if (count <= sink->capacity - sink->size) return true;
  size_t capacity = sink->capacity < 65536 ? 65536 : sink->capacity * 2;
  while (capacity - sink->size < count) capacity *= 2;
  uint8_t *bytes = realloc(sink->bytes, capacity);
  if (bytes == NULL) return false;
  sink->bytes = bytes;
  sink->capacity = capacity;
  return true;
}

static inline bool byte_sink_append(byte_sink *sink, const uint8_t *bytes, size_t count) {
  if (!byte_sink_reserve(sink, count)) return false;
  memcpy(sink->bytes + sink->size, bytes, count);
  sink->size += count;
  return true;
}

#endif
