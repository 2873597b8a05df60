#include "cli/man.h"

#include <ctype.h>
#include <string.h>

#include "cli/help.h"
#include "cli/version.h"
#include "report/charts.h"

/* Text that troff must not take for a request: backslashes doubled, hyphens kept as they are, a dot or a quote at the
 * start of a line behind a character of no width. An empty line starts a paragraph. */
static void put_text(const char *text, FILE *out)
{
    bool start = true;
    for (; *text; text++) {
        if (start && (*text == '.' || *text == '\'')) {
            fputs("\\&", out);
        }
        if (text[0] == '\n' && text[1] == '\n') {
            fputs("\n.PP\n", out);
            text++;
        } else if (*text == '\\') {
            fputs("\\e", out);
        } else if (*text == '-') {
            fputs("\\-", out);
        } else {
            fputc(*text, out);
        }
        start = *text == '\n';
    }
    fputc('\n', out);
}

static void put_upper(const char *text, FILE *out)
{
    for (; *text; text++) {
        fputc(toupper((unsigned char)*text), out);
    }
}

static void put_header(const char *name, const char *summary, FILE *out)
{
    fputs(".TH ", out);
    put_upper(name, out);
    fprintf(out, " 1 \"\" \"polku %s\" \"polku\"\n.SH NAME\n", PK_VERSION);
    put_text(name, out);
    fputs("\\- ", out);
    put_text(summary, out);
}

static void put_option(const pk_option_t *option, FILE *out)
{
    pk_arena_t arena = {0};
    const char *head = pk_option_head(option, &arena);
    fputs(".TP\n.B ", out);
    put_text(head + strspn(head, " "), out);
    put_text(pk_option_says(option, &arena), out);
    pk_arena_free(&arena);
}

static void put_exit_codes(FILE *out)
{
    fputs(".SH EXIT STATUS\n"
          ".TP\n.B 0\ndone\n.TP\n.B 1\nfailed while running, or output could not be written\n"
          ".TP\n.B 2\nwrong usage\n.TP\n.B 3\na bad input file\n",
          out);
}

static void put_charts(FILE *out)
{
    fputs(".SH CHARTS\n", out);
    for (int i = 0; i < pk_chart_total; i++) {
        fputs(".TP\n.B ", out);
        put_text(pk_charts[i].name, out);
        put_text(pk_charts[i].about, out);
    }
}

static void put_command_page(const pk_command_t *command, FILE *out)
{
    pk_arena_t arena = {0};
    put_header(pk_arena_format(&arena, "polku-%s", command->name), command->summary, out);
    fprintf(out, ".SH SYNOPSIS\n.B polku %s\n[\\fIOPTION\\fR]... ", command->name);
    put_text(command->operands, out);
    fputs(".SH DESCRIPTION\n", out);
    put_text(command->text, out);
    fputs(".SH OPTIONS\n", out);
    for (int i = 0; i < pk_option_count; i++) {
        if (pk_option_table[i].commands & command->flag) {
            put_option(&pk_option_table[i], out);
        }
    }
    if (command->lists_charts) {
        put_charts(out);
    }
    if (command->examples) {
        fputs(".SH EXAMPLES\n.nf\n", out);
        put_text(command->examples, out);
        fputs(".fi\n", out);
    }
    put_exit_codes(out);
    fputs(".SH SEE ALSO\n.BR polku (1)\n", out);
    pk_arena_free(&arena);
}

static void put_main_page(FILE *out)
{
    put_header("polku", "simulate customer journeys under different plans", out);
    fputs(".SH SYNOPSIS\n.B polku\n\\fICOMMAND\\fR [\\fIOPTION\\fR]... [\\fIFILE\\fR]...\n.SH DESCRIPTION\n", out);
    put_text(pk_about, out);
    fputs(".SH COMMANDS\n", out);
    for (int i = 0; i < pk_command_count; i++) {
        const pk_command_t *command = &pk_command_table[i];
        fprintf(out, ".TP\n.BR polku\\-%s (1)\n", command->name);
        put_text(command->summary, out);
    }
    put_exit_codes(out);
}

void pk_man_write(const pk_command_t *command, FILE *out)
{
    if (command) {
        put_command_page(command, out);
    } else {
        put_main_page(out);
    }
}
