/* A temporary folder for tests that read files, and whole messages without its name. */
#ifndef PK_FILES_H
#define PK_FILES_H

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/diag.h"

enum { PK_FILES_MOST = 200 };

static char pk_folder[] = "/tmp/polku-test-XXXXXX";
static char pk_files[PK_FILES_MOST][96];
static int pk_file_count;

static inline int pk_files_begin(void **state)
{
    (void)state;
    return mkdtemp(pk_folder) && chdir(pk_folder) == 0 ? 0 : 1;
}

/* Removes what pk_file made; subfolders are removed when empty, so they are tried again at the end. */
static inline int pk_files_end(void **state)
{
    (void)state;
    for (int i = 0; i < pk_file_count; i++) {
        unlink(pk_files[i]);
    }
    for (int i = pk_file_count - 1; i >= 0; i--) {
        char *slash = strrchr(pk_files[i], '/');
        if (slash) {
            *slash = '\0';
            rmdir(pk_files[i]);
        }
    }
    return chdir("/") + rmdir(pk_folder);
}

/* Writes a file, whose name is relative to the folder (which is the working folder) and may have one subfolder. */
static inline const char *pk_file_bytes(const char *name, const char *bytes, size_t length)
{
    assert_true(pk_file_count < PK_FILES_MOST);
    char *kept = pk_files[pk_file_count++];
    snprintf(kept, sizeof pk_files[0], "%s", name);
    char *slash = strrchr(kept, '/');
    if (slash) {
        *slash = '\0';
        mkdir(kept, 0700);
        *slash = '/';
    }
    FILE *file = fopen(kept, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
    return name;
}

static inline const char *pk_file(const char *name, const char *text)
{
    return pk_file_bytes(name, text, strlen(text));
}

/* All messages, as printed, are exactly `expected`. */
static inline void expect_messages(const pk_diag_t *diag, const char *expected)
{
    pk_arena_t arena = {0};
    const char *all = "";
    for (int i = 0; i < diag->count; i++) {
        all = pk_arena_format(&arena, "%s%s", all, pk_message_format(&diag->messages[i], &arena));
    }
    assert_string_equal(all, expected);
    pk_arena_free(&arena);
}

#endif
