#include <gsl/gsl_errno.h>
#include <jansson.h>
#include <stdlib.h>

#include "cli/commands.h"
#include "cli/signals.h"

/* jansson then gives no NULL for want of memory. */
static void *take(size_t size)
{
    return pk_heap(size, 1);
}

int main(int argc, char **argv)
{
    pk_session_streams();
    pk_signals_watch();
    gsl_set_error_handler_off();
    json_set_alloc_funcs(take, free);
    const int code = pk_commands_main(argc, argv);
    pk_signals_end();
    return code;
}
