#include "cli/completion.h"

#include <string.h>

#include "report/charts.h"

/* Whether the command has the option. */
static bool knows(const pk_command_t *command, const pk_option_t *option)
{
    return (option->commands & command->flag) != 0;
}

static void put_commands(FILE *out)
{
    for (int i = 0; i < pk_command_count; i++) {
        if (pk_command_table[i].run) {
            fprintf(out, "%s ", pk_command_table[i].name);
        }
    }
}

static void put_words(const pk_option_t *option, FILE *out)
{
    for (int i = 0; option->words[i]; i++) {
        fprintf(out, "%s%s", i ? " " : "", option->words[i]);
    }
}

static void put_charts(FILE *out)
{
    for (int i = 0; i < pk_chart_total; i++) {
        fprintf(out, "%s%s", i ? " " : "", pk_charts[i].name);
    }
}

/* What bash offers for any command's option of this name: where it is a folder here and a file there, files. */
static int files_of(const char *name)
{
    int files = 0;
    for (int i = 0; i < pk_option_count; i++) {
        if (strcmp(pk_option_table[i].name, name) == 0 && pk_option_table[i].files > files) {
            files = pk_option_table[i].files;
        }
    }
    return files;
}

/* What follows an option's name: a case of bash. */
static void put_bash_values(const pk_option_t *option, FILE *out)
{
    const int files = files_of(option->name);
    fprintf(out, "        --%s", option->name);
    if (option->letter) {
        fprintf(out, "|-%c", option->letter);
    }
    fputs(") ", out);
    if (option->words) {
        fputs("COMPREPLY=($(compgen -W \"", out);
        put_words(option, out);
        fputs("\" -- \"$word\"))", out);
    } else if (files == 3) {
        fputs("COMPREPLY=($(compgen -W \"", out);
        put_charts(out);
        fputs("\" -- \"$word\"))", out);
    } else if (files) {
        fprintf(out, "COMPREPLY=($(compgen -%c -- \"$word\"))", files == 1 ? 'd' : 'f');
    } else {
        fputs("COMPREPLY=()", out);
    }
    fputs("; return ;;\n", out);
}

static void put_bash_options(const pk_command_t *command, FILE *out)
{
    fprintf(out, "        %s) options=\"", command->name);
    for (int i = 0, first = 1; i < pk_option_count; i++) {
        if (knows(command, &pk_option_table[i])) {
            fprintf(out, "%s--%s", first ? "" : " ", pk_option_table[i].name);
            first = 0;
        }
    }
    fputs("\" ;;\n", out);
}

static void put_bash(FILE *out)
{
    fputs("# bash completion of polku; made by `polku help --completion bash`\n"
          "_polku()\n{\n"
          "    local word=\"${COMP_WORDS[COMP_CWORD]}\" before=\"${COMP_WORDS[COMP_CWORD-1]}\" options=\"\"\n"
          "    local commands=\"",
          out);
    put_commands(out);
    fputs("\"\n"
          "    if ((COMP_CWORD == 1)); then\n"
          "        COMPREPLY=($(compgen -W \"$commands --help --version\" -- \"$word\"))\n"
          "        return\n"
          "    fi\n"
          "    case \"$before\" in\n",
          out);
    for (int i = 0; i < pk_option_count; i++) {
        if (pk_option_table[i].argument && pk_option_is_first(&pk_option_table[i], PK_FOR_ALL)) {
            put_bash_values(&pk_option_table[i], out);
        }
    }
    fputs("    esac\n    case \"${COMP_WORDS[1]}\" in\n", out);
    for (int i = 0; i < pk_command_count; i++) {
        if (pk_command_table[i].run) {
            put_bash_options(&pk_command_table[i], out);
        }
    }
    fputs("    esac\n"
          "    if [[ $word == -* ]]; then\n"
          "        COMPREPLY=($(compgen -W \"$options\" -- \"$word\"))\n"
          "    elif [[ ${COMP_WORDS[1]} == help ]]; then\n"
          "        COMPREPLY=($(compgen -W \"$commands\" -- \"$word\"))\n"
          "    else\n"
          "        COMPREPLY=($(compgen -d -S / -- \"$word\") $(compgen -f -X '!*.yaml' -- \"$word\"))\n"
          "    fi\n"
          "}\n"
          "complete -o nospace -o filenames -F _polku polku\n",
          out);
}

/* Text inside single quotes and an option's [ ]. */
static void put_zsh_text(const char *text, FILE *out)
{
    for (; *text; text++) {
        if (*text == '\'') {
            fputs("'\\'", out);
        } else if (*text == '[' || *text == ']' || *text == ':' || *text == '\\') {
            fputc('\\', out);
        }
        fputc(*text, out);
    }
}

static void put_zsh_option(const pk_option_t *option, FILE *out)
{
    fputs("            '", out);
    if (option->letter) {
        fprintf(out, "(-%c --%s)'{-%c,--%s}'", option->letter, option->name, option->letter, option->name);
    } else {
        fprintf(out, "--%s", option->name);
    }
    fputc('[', out);
    put_zsh_text(option->help, out);
    fputc(']', out);
    if (option->argument) {
        fprintf(out, ":%s:", option->argument);
        if (option->words) {
            fputc('(', out);
            put_words(option, out);
            fputc(')', out);
        } else if (option->files == 3) {
            fputc('(', out);
            put_charts(out);
            fputc(')', out);
        } else if (option->files) {
            fputs(option->files == 1 ? "_files -/" : "_files", out);
        }
    }
    fputs("' \\\n", out);
}

static void put_zsh_command(const pk_command_t *command, FILE *out)
{
    fprintf(out, "    %s)\n        _arguments -s \\\n", command->name);
    for (int i = 0; i < pk_option_count; i++) {
        if (knows(command, &pk_option_table[i])) {
            put_zsh_option(&pk_option_table[i], out);
        }
    }
    if (strcmp(command->name, "help") == 0) {
        fputs("            '*:command:_polku_commands' ;;\n", out);
    } else if (command->lists_charts) {
        fputs("            '*:folder:_files -/' ;;\n", out);
    } else {
        fputs("            '*:file:_files -g \"*.yaml\"' ;;\n", out);
    }
}

static void put_zsh(FILE *out)
{
    fputs("#compdef polku\n# zsh completion of polku; made by `polku help --completion zsh`\n"
          "_polku_commands()\n{\n    local -a commands=(\n",
          out);
    for (int i = 0; i < pk_command_count; i++) {
        if (pk_command_table[i].run) {
            fprintf(out, "        '%s:", pk_command_table[i].name);
            put_zsh_text(pk_command_table[i].summary, out);
            fputs("'\n", out);
        }
    }
    fputs("    )\n    _describe command commands\n}\n\n"
          "_polku()\n{\n"
          "    if ((CURRENT == 2)); then\n        _polku_commands\n        return\n    fi\n"
          "    local command=$words[2]\n    shift words\n    ((CURRENT--))\n    case $command in\n",
          out);
    for (int i = 0; i < pk_command_count; i++) {
        if (pk_command_table[i].run) {
            put_zsh_command(&pk_command_table[i], out);
        }
    }
    fputs("    esac\n}\n\n_polku \"$@\"\n", out);
}

void pk_completion_write(int shell, FILE *out)
{
    static void (*const writers[])(FILE *out) = {put_bash, put_zsh};
    writers[shell](out);
}
