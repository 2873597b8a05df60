#include "report/png.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"

enum { HEAD = 33, CHUNK = 21, PNG_MOST = 1 << 30 }; /* the signature and IHDR; pHYs */

/* The check sum of a chunk: CRC-32 as in ISO 3309, bit by bit. */
static uint32_t checksum(const unsigned char *bytes, size_t length)
{
    uint32_t sum = 0xFFFFFFFF;
    for (size_t i = 0; i < length; i++) {
        sum ^= bytes[i];
        for (int bit = 0; bit < 8; bit++) {
            sum = sum & 1 ? sum >> 1 ^ 0xEDB88320 : sum >> 1;
        }
    }
    return ~sum;
}

static void put(unsigned char *bytes, uint32_t number)
{
    for (int i = 0; i < 4; i++) {
        bytes[i] = (unsigned char)(number >> (24 - 8 * i));
    }
}

/* length 9, pHYs, pixels of a metre across and down, 1 for the metre, check sum of all but the length */
static void make_chunk(unsigned char chunk[CHUNK], int dpi)
{
    const uint32_t metre = (uint32_t)lround(dpi / 0.0254);
    put(chunk, 9);
    memcpy(chunk + 4, "pHYs", 4);
    put(chunk + 8, metre);
    put(chunk + 12, metre);
    chunk[16] = 1;
    put(chunk + 17, checksum(chunk + 4, 13));
}

pk_status_t pk_png_resolution(const char *path, int dpi)
{
    pk_arena_t arena = {0};
    pk_diag_t diag = {0};
    unsigned char chunk[CHUNK];
    bool done = false;
    const pk_source_t *png = pk_source_read(path, PNG_MOST, PK_NOWHERE, &arena, &diag);
    make_chunk(chunk, dpi);
    if (png != NULL && png->length > HEAD && memcmp(png->text, "\x89PNG\r\n\x1a\n", 8) == 0) {
        FILE *file = fopen(path, "wb");
        if (file != NULL) {
            done = fwrite(png->text, 1, HEAD, file) == HEAD && fwrite(chunk, 1, CHUNK, file) == CHUNK &&
                   fwrite(png->text + HEAD, 1, png->length - HEAD, file) == png->length - HEAD;
            done = fclose(file) == 0 && done;
        }
    }
    pk_diag_free(&diag);
    pk_arena_free(&arena);
    return done ? PK_OK : PK_FAILED;
}
