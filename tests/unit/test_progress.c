#include <stdlib.h>
#include <string.h>

#include "cli/progress.h"
#include "pk_test.h"

static void check_time(double seconds, const char *expected)
{
    char text[PK_TIME_TEXT];
    pk_time_write(seconds, text);
    assert_string_equal(text, expected);
}

static void times_have_two_parts_at_most_and_are_rounded_up(void **state)
{
    (void)state;
    check_time(0, "less than a second");
    check_time(0.999, "less than a second");
    check_time(1, "1 s");
    check_time(11.2, "12 s");
    check_time(59.01, "1 min 0 s");
    check_time(200, "3 min 20 s");
    check_time(3599.5, "1 h 00 min");
    check_time(3900, "1 h 05 min");
    check_time(86399, "1 d 0 h");
    check_time(183600, "2 d 3 h");
    check_time(INFINITY, "11574 d 2 h"); /* a thousand million seconds are enough */
    check_time(NAN, "less than a second");
    check_time(-3, "less than a second");
}

static void the_line_fits_the_terminal(void **state)
{
    (void)state;
    pk_arena_t arena = {0};
    pk_bar_t bar = {.label = "spring-push", .part = 1, .parts = 7, .share = 0.5};
    assert_string_equal(pk_bar_line(&bar, 12, 80, &arena),
                        "spring-push (2 of 7)  [##########··········]  50%, 12 s left");
    assert_string_equal(pk_bar_line(&bar, 12, 55, &arena), "spri… (2 of 7)  [##########··········]  50%, 12 s left");
    bar = (pk_bar_t){.label = "baseline", .parts = 1, .share = 1};
    assert_string_equal(pk_bar_line(&bar, 12, 80, &arena),
                        "baseline  [####################] 100%, less than a second left");
    pk_arena_free(&arena);
}

static void nothing_is_shown_for_work_that_is_soon_done_or_off_a_terminal(void **state)
{
    (void)state;
    char *text = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&text, &length);
    pk_screen_t file = {.stream = stream, .width = 80}, terminal = {.stream = stream, .is_terminal = true, .width = 80};
    pk_bar_t bar = pk_bar_of(&terminal, false, 1);
    pk_progress_t progress = pk_bar_progress(&bar);
    for (int i = 1; i <= 100; i++) {
        progress.tell(progress.context, i, 100);
    }
    pk_bar_end(&bar);
    bar = pk_bar_of(&file, false, 1);
    bar.begun -= 100; /* as if begun long ago */
    bar.told -= 100;
    progress = pk_bar_progress(&bar);
    progress.tell(progress.context, 1, 100);
    pk_bar_end(&bar);
    fclose(stream);
    assert_string_equal(text, "");
    free(text);
}

static void long_work_shows_its_bar_and_wipes_it(void **state)
{
    (void)state;
    char *text = NULL;
    size_t length = 0;
    FILE *stream = open_memstream(&text, &length);
    pk_screen_t terminal = {.stream = stream, .is_terminal = true, .width = 70};
    pk_bar_t bar = pk_bar_of(&terminal, false, 2);
    pk_progress_t progress = pk_bar_progress(&bar);
    pk_bar_part(&bar, 1, "baseline");
    bar.begun -= 30;
    bar.told -= 30;
    progress.tell(progress.context, 0, 100);
    pk_bar_end(&bar);
    fclose(stream);
    assert_non_null(strstr(text, "\rbaseline (2 of 2)  [##########··········]  50%, "));
    assert_int_equal(text[length - 1], '\r');
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(times_have_two_parts_at_most_and_are_rounded_up),
        cmocka_unit_test(the_line_fits_the_terminal),
        cmocka_unit_test(nothing_is_shown_for_work_that_is_soon_done_or_off_a_terminal),
        cmocka_unit_test(long_work_shows_its_bar_and_wipes_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
