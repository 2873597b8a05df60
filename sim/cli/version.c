#include "cli/version.h"

#include <gnu/libc-version.h>
#include <gsl/gsl_version.h>
#include <jansson.h>
#include <nlopt.h>
#include <yaml.h>

void pk_version_print(FILE *out)
{
    int major, minor, fix;
    nlopt_version(&major, &minor, &fix);
    fprintf(out, "polku %s\n", PK_VERSION);
    fprintf(out, "with GSL %s, libyaml %s, jansson %s, NLopt %d.%d.%d, glibc %s, compiled by %s %s\n", gsl_version,
            yaml_get_version_string(), jansson_version_str(), major, minor, fix, gnu_get_libc_version(),
#ifdef __clang__
            "clang", __clang_version__
#else
            "gcc", __VERSION__
#endif
    );
}
