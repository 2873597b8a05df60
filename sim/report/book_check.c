/* A workbook that was written is a zip file of XML: found by its directory at the end, its sheets are unpacked and
 * their rows counted. Written by this program a moment ago, it is small (no zip64) and has no comment. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "report/book.h"

enum { END_BYTES = 22, ENTRY_BYTES = 46, LOCAL_BYTES = 30, CHUNK = 1 << 16 };

typedef struct {
    const unsigned char *bytes;
    size_t length;
} zip_t;

static size_t number(const unsigned char *at, int bytes)
{
    size_t value = 0;
    for (int k = bytes - 1; k >= 0; k--) {
        value = value << 8 | at[k];
    }
    return value;
}

/* What is counted while a sheet comes by, a byte at a time over the borders of chunks. */
typedef struct {
    long rows;
    size_t row, end; /* how much of each word has been seen */
    bool ended;      /* the last that was seen is the end of the sheet */
} seen_t;

static const char row_word[] = "<row ", end_word[] = "</worksheet>";

static size_t follow(const char *word, size_t seen, unsigned char byte)
{
    return byte == (unsigned char)word[seen] ? seen + 1 : byte == (unsigned char)word[0];
}

static void see(seen_t *self, const unsigned char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        self->row = follow(row_word, self->row, bytes[i]);
        self->end = follow(end_word, self->end, bytes[i]);
        self->ended = self->end == sizeof end_word - 1 || (self->ended && bytes[i] == '\n');
        self->rows += self->row == sizeof row_word - 1;
        self->row = self->row == sizeof row_word - 1 ? 0 : self->row;
        self->end = self->end == sizeof end_word - 1 ? 0 : self->end;
    }
}

static bool unpack(const unsigned char *bytes, size_t length, size_t crc, seen_t *seen)
{
    static const int raw = -MAX_WBITS;
    unsigned char out[CHUNK];
    z_stream stream = {.next_in = (unsigned char *)bytes, .avail_in = (uInt)length};
    uLong sum = crc32(0, NULL, 0);
    if (inflateInit2(&stream, raw) != Z_OK) {
        return false;
    }
    int code = Z_OK;
    while (code == Z_OK) {
        stream.next_out = out;
        stream.avail_out = CHUNK;
        code = inflate(&stream, Z_NO_FLUSH);
        sum = crc32(sum, out, CHUNK - stream.avail_out);
        see(seen, out, CHUNK - stream.avail_out);
    }
    inflateEnd(&stream);
    return code == Z_STREAM_END && sum == crc;
}

/* The directory's entry of a name; NULL: it is not there, or the directory is broken. */
static const unsigned char *entry_of(const zip_t *self, const char *name)
{
    const unsigned char *end = self->bytes + self->length - END_BYTES;
    const size_t count = number(end + 10, 2), offset = number(end + 16, 4), length = strlen(name);
    const unsigned char *at = offset <= self->length - END_BYTES ? self->bytes + offset : end;
    for (size_t i = 0; i < count && at + ENTRY_BYTES <= end; i++) {
        const size_t letters = number(at + 28, 2);
        if (at + ENTRY_BYTES + letters > end || memcmp(at, "PK\1\2", 4) != 0) {
            return NULL;
        }
        if (letters == length && memcmp(at + ENTRY_BYTES, name, length) == 0) {
            return at;
        }
        at += ENTRY_BYTES + letters + number(at + 30, 2) + number(at + 32, 2);
    }
    return NULL;
}

static bool is_whole(const zip_t *self, const char *name, long rows)
{
    const unsigned char *entry = entry_of(self, name);
    const size_t place = entry != NULL ? number(entry + 42, 4) : self->length,
                 packed = entry ? number(entry + 20, 4) : 0;
    if (entry == NULL || place + LOCAL_BYTES > self->length || number(entry + 10, 2) != Z_DEFLATED) {
        return false;
    }
    const unsigned char *local = self->bytes + place;
    const size_t from = place + LOCAL_BYTES + number(local + 26, 2) + number(local + 28, 2);
    seen_t seen = {0};
    return from + packed <= self->length && unpack(self->bytes + from, packed, number(entry + 16, 4), &seen) &&
           seen.ended && (rows < 0 || seen.rows == rows);
}

int pk_book_check(const char *path, const long *rows, int count)
{
    struct stat about;
    const int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0 || fstat(file, &about) != 0) {
        return errno;
    }
    zip_t zip = {.length = (size_t)about.st_size};
    void *mapped = zip.length > END_BYTES ? mmap(NULL, zip.length, PROT_READ, MAP_PRIVATE, file, 0) : MAP_FAILED;
    close(file);
    if (mapped == MAP_FAILED) {
        return EIO;
    }
    zip.bytes = mapped;
    bool good = memcmp(zip.bytes + zip.length - END_BYTES, "PK\5\6", 4) == 0;
    for (int i = 0; i < count && good; i++) {
        char name[64];
        (void)snprintf(name, sizeof name, "xl/worksheets/sheet%d.xml", i + 1);
        good = is_whole(&zip, name, rows[i]);
    }
    munmap(mapped, zip.length);
    return good ? 0 : EIO;
}
