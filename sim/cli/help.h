/* The help of polku and of each command, from the tables of commands and options. */
#ifndef PK_CLI_HELP_H
#define PK_CLI_HELP_H

#include "cli/commands.h"

/* What polku is, and its commands. */
void pk_help_all(const pk_screen_t *screen);

/* What there is help about beside the commands: `polku help kpis`. */
extern const char pk_help_topic[];
/* The built-in KPIs and their meaning. */
void pk_help_kpis(const pk_screen_t *screen);

/* What a command does, and its options. */
void pk_help_command(const pk_command_t *command, const pk_screen_t *screen);

/* "-o, --output DIR", with blanks in place of a missing letter. */
const char *pk_option_head(const pk_option_t *option, pk_arena_t *arena);
/* Its sentence, and what it takes: the words, or the range. */
const char *pk_option_says(const pk_option_t *option, pk_arena_t *arena);

/* What polku is, in a sentence or two; for the help and the man page. */
extern const char pk_about[];

#endif
