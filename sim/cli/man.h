/* Man pages, made from the tables of commands and options. */
#ifndef PK_CLI_MAN_H
#define PK_CLI_MAN_H

#include "cli/commands.h"

/* polku-COMMAND(1) as troff with the man macros; polku(1) for NULL. Carries no date, so that the same program writes
 * the same page. */
void pk_man_write(const pk_command_t *command, FILE *out);

#endif
