/* The commands: one table, one file each. */
#ifndef PK_CLI_COMMANDS_H
#define PK_CLI_COMMANDS_H

#include "cli/session.h"

/* What a command does with its options parsed and its files counted. Returns the exit code. */
typedef int (*pk_command_fn)(pk_session_t *session);

typedef struct {
    const char *name;
    const char *also;     /* another spelling of the name; NULL: none */
    const char *operands; /* as in the usage line, "FILE..." */
    const char *summary;  /* one line */
    const char *text;     /* paragraphs of the help, with empty lines between */
    const char *examples; /* lines of shell; NULL: none */
    bool lists_charts;    /* the help closes with the charts that there are */
    int flag;             /* PK_FOR_; its options */
    int files_least, files_most;
    pk_command_fn run;
} pk_command_t;

extern const pk_command_t pk_command_table[];
extern const int pk_command_count;

/* By name; NULL if there is none. */
const pk_command_t *pk_command_find(const char *name);
/* A hint for a word that is no command: the nearest command or topic of help, or where the list stands. */
const char *pk_command_hint(const char *word, pk_arena_t *arena);

/* The whole program: finds the command, parses its options, runs it. Returns the exit code. */
int pk_commands_main(int argc, char **argv);

int pk_command_run(pk_session_t *session);
int pk_command_compare(pk_session_t *session);
int pk_command_check(pk_session_t *session);
int pk_command_plot(pk_session_t *session);
int pk_command_describe(pk_session_t *session);
int pk_command_sweep(pk_session_t *session);
int pk_command_sensitivity(pk_session_t *session);
int pk_command_optimise(pk_session_t *session);
int pk_command_calibrate(pk_session_t *session);
int pk_command_journeys(pk_session_t *session);
int pk_command_attribute(pk_session_t *session);
/* The half of attribute that is about a scenario. */
int pk_attribute_plan(pk_session_t *session);
int pk_command_new(pk_session_t *session);
int pk_command_help(pk_session_t *session);

#endif
