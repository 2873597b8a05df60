/* Completion of commands, options and their words in bash and zsh, made from the tables of commands and options. */
#ifndef PK_CLI_COMPLETION_H
#define PK_CLI_COMPLETION_H

#include "cli/commands.h"

/* The script for shell 0 (bash) or 1 (zsh). */
void pk_completion_write(int shell, FILE *out);

#endif
