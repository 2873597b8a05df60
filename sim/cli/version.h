/* Which polku this is, and on what it stands. */
#ifndef PK_CLI_VERSION_H
#define PK_CLI_VERSION_H

#include <stdio.h>

#define PK_VERSION "0.1.0"

/* "polku 0.1.0" and a line with the versions of the libraries that it runs with. */
void pk_version_print(FILE *out);

#endif
