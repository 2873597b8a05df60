#include "cli/help.h"

#include "cli/print_table.h"
#include "cli/text.h"
#include "model/kpi_catalogue.h"
#include "report/charts.h"

enum { WIDEST = 100, INDENT = 2, HEAD_COLUMNS = 24 };

const char pk_about[] =
    "polku simulates customers on their journey under different marketing spend and assumptions, so that plans can be "
    "compared before the money is spent. Models and scenarios are YAML files; tables, charts and a summary come out.";

static int width_of(const pk_screen_t *screen)
{
    return screen->width < WIDEST ? screen->width : WIDEST;
}

static void print_heading(const char *text, const pk_screen_t *screen)
{
    fprintf(screen->stream, "\n%s%s%s\n", pk_style_on(screen, PK_STYLE_STRONG), text,
            pk_style_off(screen, PK_STYLE_STRONG));
}

static void print_text(const char *text, const pk_screen_t *screen, pk_arena_t *arena)
{
    fprintf(screen->stream, "%s\n", pk_text_wrap(text, 0, width_of(screen), arena));
}

static void print_commands(const pk_screen_t *screen, pk_arena_t *arena)
{
    pk_grid_t grid = pk_grid_of((pk_grid_column_t[]){{.head = ""}, {.head = ""}, {0}}, arena);
    for (int i = 0; i < pk_command_count; i++) {
        const pk_command_t *command = &pk_command_table[i];
        const char *head = pk_arena_format(arena, "%s %s", command->name, command->operands);
        pk_grid_add(&grid, PK_STYLE_PLAIN, (const char *[]){head, command->summary});
    }
    pk_grid_print(&grid, INDENT, screen);
}

void pk_help_all(const pk_screen_t *screen)
{
    pk_arena_t arena = {0};
    fprintf(screen->stream, "usage: polku COMMAND [OPTION]... [FILE]...\n\n");
    print_text(pk_about, screen, &arena);
    print_heading("Commands", screen);
    print_commands(screen, &arena);
    fputc('\n', screen->stream);
    print_text("polku COMMAND --help explains a command and lists its options; polku --version tells the versions.",
               screen, &arena);
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
    if (option->kind == PK_OPTION_WHOLE) {
        return pk_arena_format(arena, "%s (%lld to %lld)", option->help, option->low, option->high);
    }
    if (!option->words) {
        return option->help;
    }
    const char *words = "";
    for (int i = 0; option->words[i]; i++) {
        words = pk_arena_format(arena, "%s%s%s", words, i ? ", " : "", option->words[i]);
    }
    return pk_arena_format(arena, "%s (%s)", option->help, words);
}

static void print_option(const pk_option_t *option, const pk_screen_t *screen, pk_arena_t *arena)
{
    const char *head = pk_option_head(option, arena);
    int column = INDENT + HEAD_COLUMNS, spare = HEAD_COLUMNS - pk_text_width(head);
    fprintf(screen->stream, "%*s%s", INDENT, "", head);
    if (spare < 2) {
        fprintf(screen->stream, "\n%*s", column, "");
    } else {
        fprintf(screen->stream, "%*s", spare, "");
    }
    fprintf(screen->stream, "%s\n", pk_text_wrap(pk_option_says(option, arena), column, width_of(screen), arena));
}

static void print_lines(const char *text, const pk_screen_t *screen)
{
    fprintf(screen->stream, "%*s", INDENT, "");
    for (; *text; text++) {
        fputc(*text, screen->stream);
        if (*text == '\n') {
            fprintf(screen->stream, "%*s", INDENT, "");
        }
    }
    fputc('\n', screen->stream);
}

static void print_charts(const pk_screen_t *screen, pk_arena_t *arena)
{
    pk_grid_t grid = pk_grid_of((pk_grid_column_t[]){{.head = ""}, {.head = ""}, {0}}, arena);
    for (int i = 0; i < pk_chart_total; i++) {
        pk_grid_add(&grid, PK_STYLE_PLAIN, (const char *[]){pk_charts[i].name, pk_charts[i].about});
    }
    pk_grid_print(&grid, INDENT, screen);
}

const char pk_help_topic[] = "kpis";

void pk_help_kpis(const pk_screen_t *screen)
{
    pk_arena_t arena = {0};
    pk_grid_t grid = pk_grid_of((pk_grid_column_t[]){{.head = ""}, {.head = ""}, {0}}, &arena);
    fprintf(screen->stream, "%sBuilt-in KPIs%s\n", pk_style_on(screen, PK_STYLE_STRONG),
            pk_style_off(screen, PK_STYLE_STRONG));
    for (const pk_kpi_entry_t *entry = pk_kpi_catalogue; entry->name != NULL; entry++) {
        if (entry->scope != PK_KPI_PART) {
            pk_grid_add(&grid, PK_STYLE_PLAIN, (const char *[]){entry->name, entry->about});
        }
    }
    pk_grid_print(&grid, INDENT, screen);
    pk_arena_free(&arena);
}

void pk_help_command(const pk_command_t *command, const pk_screen_t *screen)
{
    pk_arena_t arena = {0};
    fprintf(screen->stream, "usage: polku %s [OPTION]... %s\n\n", command->name, command->operands);
    print_text(command->text, screen, &arena);
    print_heading("Options", screen);
    for (int i = 0; i < pk_option_count; i++) {
        if (pk_option_table[i].commands & command->flag) {
            print_option(&pk_option_table[i], screen, &arena);
        }
    }
    if (command->lists_charts) {
        print_heading("Charts", screen);
        print_charts(screen, &arena);
    }
    if (command->examples) {
        print_heading("Examples", screen);
        print_lines(command->examples, screen);
    }
    pk_arena_free(&arena);
}
