/* What a journey does, on a screen. */
#ifndef PK_CLI_PRINT_DESCRIBE_H
#define PK_CLI_PRINT_DESCRIBE_H

#include "cli/screen.h"
#include "result/description.h"

/* Prints a description: stages, transitions, the long run, bottlenecks, assumptions without a source. */
void pk_print_description(const pk_description_t *description, const pk_screen_t *screen);

#endif
