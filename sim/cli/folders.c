#include "cli/folders.h"

#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Where `make install` puts what the program reads. */
#ifndef PK_DATADIR
#define PK_DATADIR "/usr/local/share/polku"
#endif

const char *pk_path_join(const char *folder, const char *name, pk_arena_t *arena)
{
    size_t length = strlen(folder);
    return pk_arena_format(arena, "%s%s%s", folder, length && folder[length - 1] == '/' ? "" : "/", name);
}

static bool is_folder(const char *path)
{
    struct stat entry;
    return stat(path, &entry) == 0 && S_ISDIR(entry.st_mode);
}

pk_status_t pk_folder_check(const char *out, pk_diag_t *diag)
{
    struct stat entry;
    if (!out || stat(out, &entry) != 0 || S_ISDIR(entry.st_mode))
        return PK_OK;
    return pk_error(diag, PK_NOWHERE, "name another folder; it is made where it is missing",
                    "-o %s is a file, and results need a folder", out);
}

const char *pk_folder_scenario(const char *out, const char *name, int count, pk_arena_t *arena)
{
    if (out && count == 1)
        return out;
    return pk_path_join(out ? out : "results", name, arena);
}

pk_status_t pk_folder_names(pk_scenario_t *const *scenarios, int count, pk_diag_t *diag)
{
    int before = diag->errors;
    for (int i = 0; i < count; i++)
        for (int j = 0; j < i; j++)
            if (strcmp(scenarios[i]->name, scenarios[j]->name) == 0) {
                pk_error(diag, PK_NOWHERE, "scenarios are told apart by their files' names: rename one",
                         "%s and %s are both called \"%s\"", scenarios[j]->file, scenarios[i]->file,
                         scenarios[i]->name);
                break;
            }
    return diag->errors > before ? PK_BAD_INPUT : PK_OK;
}

/* The folder that the running program stands in; NULL where the system does not tell. */
static const char *program_folder(pk_arena_t *arena)
{
    char path[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
    if (length <= 0)
        return NULL;
    path[length] = '\0';
    char *slash = strrchr(path, '/');
    return slash ? pk_arena_copy_n(arena, path, slash == path ? 1 : (size_t)(slash - path)) : NULL;
}

const char *pk_folder_plots(pk_arena_t *arena, pk_diag_t *diag)
{
    const char *program = program_folder(arena);
    const char *beside = program ? pk_path_join(program, "plots", arena) : "plots";
    if (is_folder(beside))
        return beside;
    const char *shared = program ? pk_path_join(program, "../share/polku/plots", arena) : beside;
    if (is_folder(shared))
        return shared;
    if (is_folder(PK_DATADIR "/plots"))
        return PK_DATADIR "/plots";
    pk_failure(diag, NULL, "install polku with `make install`, or draw none with --charts none",
               "the gnuplot scripts are missing: there is neither %s nor %s", beside, PK_DATADIR "/plots");
    return NULL;
}
