#include "cli/help.h"

#include "cli/print_table.h"
#include "cli/text.h"

enum { WIDEST = 100, INDENT = 2, HEAD_COLUMNS = 24 };

const char pk_about[] =
    "polku simulates customers on their journey under different marketing spend and assumptions, so that plans can be "
    "compared before the money is spent. Models and scenarios are YAML files; tables, charts and a summary come out.";

static int width_of(const pk_terminal_t *terminal)
{
    return terminal->width < WIDEST ? terminal->width : WIDEST;
}

static void print_heading(const char *text, const pk_terminal_t *terminal)
{
    fprintf(terminal->stream, "\n%s%s%s\n", pk_style_on(terminal, PK_STYLE_STRONG), text,
            pk_style_off(terminal, PK_STYLE_STRONG));
}

static void print_text(const char *text, const pk_terminal_t *terminal, pk_arena_t *arena)
{
    fprintf(terminal->stream, "%s\n", pk_text_wrap(text, 0, width_of(terminal), arena));
}

static void print_commands(bool built, const pk_terminal_t *terminal, pk_arena_t *arena)
{
    pk_grid_t grid = pk_grid_of((pk_grid_column_t[]){{.head = ""}, {.head = ""}, {0}}, arena);
    for (int i = 0; i < pk_command_count; i++) {
        const pk_command_t *command = &pk_command_table[i];
        const char *head = pk_arena_format(arena, "%s %s", command->name, command->operands);
        if (built == (command->run != NULL))
            pk_grid_add(&grid, PK_STYLE_PLAIN, (const char *[]){head, command->summary});
    }
    pk_grid_print(&grid, INDENT, terminal);
}

void pk_help_all(const pk_terminal_t *terminal)
{
    pk_arena_t arena = {0};
    fprintf(terminal->stream, "usage: polku COMMAND [OPTION]... [FILE]...\n\n");
    print_text(pk_about, terminal, &arena);
    print_heading("Commands", terminal);
    print_commands(true, terminal, &arena);
    print_heading("Planned, not built yet", terminal);
    print_commands(false, terminal, &arena);
    fputc('\n', terminal->stream);
    print_text("polku COMMAND --help explains a command and lists its options; polku --version tells the versions.",
               terminal, &arena);
    pk_arena_free(&arena);
}

const char *pk_option_head(const pk_option_t *option, pk_arena_t *arena)
{
    const char *letter = option->letter ? pk_arena_format(arena, "-%c, ", option->letter) : "    ";
    return pk_arena_format(arena, "%s--%s%s%s", letter, option->name, option->argument ? " " : "",
                           option->argument ? option->argument : "");
}

const char *pk_option_says(const pk_option_t *option, pk_arena_t *arena)
{
    if (option->kind == PK_OPTION_WHOLE)
        return pk_arena_format(arena, "%s (%lld to %lld)", option->help, option->low, option->high);
    if (!option->words)
        return option->help;
    const char *words = "";
    for (int i = 0; option->words[i]; i++)
        words = pk_arena_format(arena, "%s%s%s", words, i ? ", " : "", option->words[i]);
    return pk_arena_format(arena, "%s (%s)", option->help, words);
}

static void print_option(const pk_option_t *option, const pk_terminal_t *terminal, pk_arena_t *arena)
{
    const char *head = pk_option_head(option, arena);
    int column = INDENT + HEAD_COLUMNS, spare = HEAD_COLUMNS - pk_text_width(head);
    fprintf(terminal->stream, "%*s%s", INDENT, "", head);
    if (spare < 2)
        fprintf(terminal->stream, "\n%*s", column, "");
    else
        fprintf(terminal->stream, "%*s", spare, "");
    fprintf(terminal->stream, "%s\n", pk_text_wrap(pk_option_says(option, arena), column, width_of(terminal), arena));
}

static void print_lines(const char *text, const pk_terminal_t *terminal)
{
    fprintf(terminal->stream, "%*s", INDENT, "");
    for (; *text; text++) {
        fputc(*text, terminal->stream);
        if (*text == '\n')
            fprintf(terminal->stream, "%*s", INDENT, "");
    }
    fputc('\n', terminal->stream);
}

void pk_help_command(const pk_command_t *command, const pk_terminal_t *terminal)
{
    pk_arena_t arena = {0};
    fprintf(terminal->stream, "usage: polku %s [OPTION]... %s\n\n", command->name, command->operands);
    print_text(command->text, terminal, &arena);
    print_heading("Options", terminal);
    for (int i = 0; i < pk_option_count; i++)
        if (pk_option_table[i].commands & command->flag)
            print_option(&pk_option_table[i], terminal, &arena);
    if (command->examples) {
        print_heading("Examples", terminal);
        print_lines(command->examples, terminal);
    }
    pk_arena_free(&arena);
}
