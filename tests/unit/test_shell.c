/* Words for a shell: whatever they hold, a shell reads them back as they were. */
#include <stdio.h>
#include <string.h>

#include "base/shell.h"
#include "pk_test.h"

static void plain_words_stay(void **state)
{
    (void)state;
    pk_arena_t arena = {0};
    static const char *const plain[] = {"today.yaml", "-o", "--kpi=profit", "../plans/a,b:c@d+1_2.yaml", "x0.5,x1"};
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
        assert_ptr_equal(pk_shell_word(plain[i], &arena), plain[i]);
    }
    pk_arena_free(&arena);
}

static void a_shell_reads_them_back(void **state)
{
    (void)state;
    static const char *const words[] = {"",  "a b", "it's", "'",  "''", "a'b'",           "$HOME",    "`x`",
                                        "~", "a;b", "\\",   "\"", "*",  "käynti -> osto", "line\nend"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        pk_arena_t arena = {0};
        char back[100];
        FILE *shell = popen(pk_arena_format(&arena, "printf '%%s' %s", pk_shell_word(words[i], &arena)), "r");
        assert_non_null(shell);
        const size_t length = fread(back, 1, sizeof back - 1, shell);
        back[length] = '\0';
        assert_int_equal(pclose(shell), 0);
        assert_string_equal(back, words[i]);
        pk_arena_free(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(plain_words_stay), cmocka_unit_test(a_shell_reads_them_back)};
    return cmocka_run_group_tests_name("shell", tests, NULL, NULL);
}
