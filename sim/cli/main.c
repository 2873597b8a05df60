#include <gsl/gsl_errno.h>

#include "cli/commands.h"

int main(int argc, char **argv)
{
    pk_session_streams();
    gsl_set_error_handler_off();
    return pk_commands_main(argc, argv);
}
