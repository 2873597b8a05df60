/* What is usually asked next, as one line that can be pasted into a shell: what a command ends with.
 *
 * The facts are plain: next_facts.h takes them from what happened. The first row of a table (next.c) that they fit says
 * which command it is; the options of the command line that it knows as well go on into it, but for the folder, which
 * would replace what was just written, unless the same command is asked for more. */
#ifndef PK_CLI_NEXT_H
#define PK_CLI_NEXT_H

#include "cli/session.h"

typedef enum { PK_NEXT_AFTER_CHECK, PK_NEXT_AFTER_RUN, PK_NEXT_AFTER_COMPARE, PK_NEXT_AFTER_DESCRIBE } pk_next_after_t;

/* Paths are as the user gave them; what does not hold or is not known is NULL, 0 or false. */
typedef struct {
    pk_next_after_t after;
    const char *const *files; /* [nfile] the plans that can be told apart side by side */
    int nfile;
    const char *plan;      /* the one that it is about: that was run, that was found best */
    const char *other;     /* what it is weighed against */
    const char *optimise;  /* a file of polku optimise, or */
    const char *calibrate; /* of polku calibrate, where nothing else was checked */
    const char *doubted;   /* the KPI of which it is open how it will come out */
    const char *kpi;       /* the first that plans are judged by and that differs between runs */
    const char *number;    /* the path of the number to move, "spend.search" */
    const char *values;    /* where to: "x0.5,x1,x1.5" */
    double extra;          /* what the plan spends more than the other */
    bool after_untold;     /* what the plans leave behind is not told, and can be */
    bool as_months;        /* there are months, and no period was asked for */
    bool one_by_one;       /* customers were simulated one by one, and nothing is told of them */
    bool uncertain;        /* some assumption is drawn */
} pk_next_t;

/* The command as a shell reads it, "polku compare today.yaml 'more search.yaml'"; NULL: there is nothing to ask, or a
 * file cannot be named again (standard input, control characters). */
const char *pk_next_command(const pk_session_t *session, const pk_next_t *facts, pk_arena_t *arena);

/* "Next: polku …" and a newline, below an empty one, never wrapped; nothing with --quiet, with --json, or where there
 * is no command. */
void pk_next_print(pk_session_t *session, const pk_next_t *facts);

#endif
