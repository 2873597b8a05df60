#include "cli/folders.h"

#include <errno.h>
#include <limits.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <wctype.h>

#include "base/utf8.h"
#include "report/listing.h"

/* Where `make install` puts what the program reads. */
#ifndef PK_DATADIR
#define PK_DATADIR "/usr/local/share/polku"
#endif

const char *pk_path_join(const char *folder, const char *name, pk_arena_t *arena)
{
    size_t length = strlen(folder);
    return pk_arena_format(arena, "%s%s%s", folder, length && folder[length - 1] == '/' ? "" : "/", name);
}

const char *pk_folder_named(const char *folder, pk_arena_t *arena)
{
    size_t length = strlen(folder);
    while (length > 1 && folder[length - 1] == '/') {
        length--;
    }
    return pk_arena_copy_n(arena, folder, length);
}

static bool is_folder(const char *path)
{
    struct stat entry;
    return stat(path, &entry) == 0 && S_ISDIR(entry.st_mode);
}

pk_status_t pk_folder_check(const char *out, pk_diag_t *diag)
{
    struct stat entry;
    if (!out || stat(out, &entry) != 0 || S_ISDIR(entry.st_mode)) {
        return PK_OK;
    }
    return pk_error(diag, PK_NOWHERE, "name another folder; it is made where it is missing",
                    "-o %s is a file, and results need a folder", out);
}

const char *pk_folder_scenario(const char *out, const char *name, int count, pk_arena_t *arena)
{
    if (out && count == 1) {
        return out;
    }
    return pk_path_join(out ? out : "results", name, arena);
}

/* Whether two names, or a name and one of ours, would be one on a disk that knows no case. */
static bool is_same(const char *a, const char *b, locale_t locale)
{
    const char *a_end = a + strlen(a), *b_end = b + strlen(b);
    while (a < a_end && b < b_end) {
        const wint_t x = pk_utf8_next(&a, a_end, NULL), y = pk_utf8_next(&b, b_end, NULL);
        if (x != y && towlower_l(x, locale) != towlower_l(y, locale) &&
            towupper_l(x, locale) != towupper_l(y, locale)) {
            return false;
        }
    }
    return a == a_end && b == b_end;
}

static void check_pair(const pk_scenario_t *a, const pk_scenario_t *b, locale_t locale, pk_diag_t *diag)
{
    static const char hint[] = "scenarios are told apart by their files' names: rename one";
    if (strcmp(a->name, b->name) == 0) {
        pk_error(diag, PK_NOWHERE, hint, "%s and %s are both called \"%s\"", a->file, b->file, a->name);
    } else if (is_same(a->name, b->name, locale)) {
        pk_error(diag, PK_NOWHERE, hint,
                 "%s and %s are called \"%s\" and \"%s\", which is one folder on a disk that does not tell a from A",
                 a->file, b->file, a->name, b->name);
    }
}

/* The names that polku gives to files and folders of its own beside those of scenarios. */
static void check_ours(const pk_scenario_t *scenario, locale_t locale, pk_diag_t *diag)
{
    pk_arena_t arena = {0};
    pk_texts_t names = {0};
    pk_known_names("", &names, &arena);
    pk_texts_add(&names, "manifest.json", &arena);
    for (int i = 0; i < names.count; i++) {
        const size_t length = strcspn(names.all[i], "/");
        const char *name = pk_arena_copy_n(&arena, names.all[i], length);
        if (is_same(scenario->name, name, locale)) {
            pk_error(diag, PK_NOWHERE, "give the file another name",
                     "%s: the scenario would be called \"%s\", and that is the name of results of ours", scenario->file,
                     scenario->name);
            break;
        }
    }
    pk_arena_free(&arena);
}

pk_status_t pk_folder_names(pk_scenario_t *const *scenarios, int count, bool named, pk_diag_t *diag)
{
    const int before = diag->errors;
    locale_t locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    pk_memory_or(locale ? 0 : errno);
    if (!locale) {
        locale = newlocale(LC_CTYPE_MASK, "C", (locale_t)0);
    }
    for (int i = 0; i < count && locale; i++) {
        if (named) {
            check_ours(scenarios[i], locale, diag);
        }
        for (int j = 0; j < i; j++) {
            check_pair(scenarios[j], scenarios[i], locale, diag);
        }
    }
    if (!locale) {
        pk_out_of_memory(1, sizeof locale);
    }
    freelocale(locale);
    return diag->errors > before ? PK_BAD_INPUT : PK_OK;
}

/* The folder that the running program stands in; NULL where the system does not tell. */
static const char *program_folder(pk_arena_t *arena)
{
    char path[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
    if (length <= 0) {
        return NULL;
    }
    path[length] = '\0';
    char *slash = strrchr(path, '/');
    return slash ? pk_arena_copy_n(arena, path, slash == path ? 1 : (size_t)(slash - path)) : NULL;
}

const char *pk_folder_schemas(pk_arena_t *arena)
{
    static const char schema[] = "model.schema.json";
    const char *program = program_folder(arena);
    const char *const folders[] = {program != NULL ? pk_path_join(program, "models", arena) : "models",
                                   program != NULL ? pk_path_join(program, "../share/polku/models", arena) : "models",
                                   PK_DATADIR "/models"};
    char real[PATH_MAX];
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        if (access(pk_path_join(folders[i], schema, arena), R_OK) == 0 && realpath(folders[i], real) != NULL) {
            return pk_arena_copy(arena, real);
        }
    }
    return NULL;
}

const char *pk_file_address(const char *path, pk_arena_t *arena)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/+@,=";
    if (strspn(path, plain) == strlen(path)) {
        return path;
    }
    const char *address = "file://";
    for (const char *at = path; *at != '\0'; at++) {
        const bool stays = strchr(plain, *at) != NULL;
        address = pk_arena_format(arena, stays ? "%s%c" : "%s%%%02X", address, stays ? *at : (unsigned char)*at);
    }
    return address;
}

const char *pk_folder_plots(pk_arena_t *arena, pk_diag_t *diag)
{
    const char *program = program_folder(arena);
    const char *beside = program ? pk_path_join(program, "plots", arena) : "plots";
    if (is_folder(beside)) {
        return beside;
    }
    const char *shared = program ? pk_path_join(program, "../share/polku/plots", arena) : beside;
    if (is_folder(shared)) {
        return shared;
    }
    if (is_folder(PK_DATADIR "/plots")) {
        return PK_DATADIR "/plots";
    }
    pk_failure(diag, NULL, "install polku with `make install`, or draw none with --charts none",
               "the gnuplot scripts are missing: there is neither %s nor %s", beside, PK_DATADIR "/plots");
    return NULL;
}
