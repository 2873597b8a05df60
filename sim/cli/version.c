#include "cli/version.h"

#include <gnu/libc-version.h>
#include <gsl/gsl_version.h>
#include <jansson.h>
#include <yaml.h>

void pk_version_print(FILE *out)
{
    fprintf(out, "polku %s\n", PK_VERSION);
    fprintf(out, "with GSL %s, libyaml %s, jansson %s, glibc %s, compiled by %s %s\n", gsl_version,
            yaml_get_version_string(), jansson_version_str(), gnu_get_libc_version(),
#ifdef __clang__
            "clang", __clang_version__
#else
            "gcc", __VERSION__
#endif
    );
}
