/* Attribution from walked paths, on the screen. */
#ifndef PK_CLI_PRINT_PATHS_H
#define PK_CLI_PRINT_PATHS_H

#include "cli/screen.h"
#include "result/path_attribution.h"

void pk_print_paths(const pk_path_attribution_t *self, const pk_screen_t *screen);

#endif
