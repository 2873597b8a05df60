/* The holidays of models/README.md can be pasted under a model, and stand on the days that they are: Easter by the
 * anonymous Gregorian algorithm (Nature, 1876), the others by their rule. */
#include "engine_fixture.h"

#include "base/calendar.h"

enum { YEARS = 3, FRIDAY = 4, THURSDAY = 3 };

static long easter(int y)
{
    const int a = y % 19, b = y / 100, c = y % 100, d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
    const int h = (19 * a + b - d - g + 15) % 30, l = (32 + 2 * e + 2 * (c / 4) - h - c % 4) % 7;
    const int m = (a + 11 * h + 22 * l) / 451, day = h + l - 7 * m + 114;
    return pk_date_join(y, day / 31, day % 31 + 1);
}

static long first_on_or_after(long day, int weekday)
{
    while (pk_date_weekday(day) != weekday) {
        day++;
    }
    return day;
}

static long wanted(const char *name, int y)
{
    const struct {
        const char *name;
        long day;
    } days[] = {
        {"black_friday", first_on_or_after(pk_date_join(y, 11, 1), THURSDAY) + 22}, /* after the fourth Thursday */
        {"epiphany", pk_date_join(y, 1, 6)},
        {"good_friday", easter(y) - 2},
        {"easter_sunday", easter(y)},
        {"easter_monday", easter(y) + 1},
        {"may_day", pk_date_join(y, 5, 1)},
        {"ascension", easter(y) + 39},
        {"midsummer_eve", first_on_or_after(pk_date_join(y, 6, 19), FRIDAY)},
        {"independence_day", pk_date_join(y, 12, 6)},
        {"christmas", pk_date_join(y, 12, 24)},
    };
    for (size_t k = 0; k < sizeof days / sizeof *days; k++) {
        if (strcmp(days[k].name, name) == 0) {
            return days[k].day;
        }
    }
    fail_msg("no rule for %s", name);
    return 0;
}

/* The block of the page that has the holidays. */
static char *block(void)
{
    FILE *page = fopen("models/README.md", "r");
    assert_non_null(page);
    char line[1000], *text = calloc(1, 20000);
    bool inside = false, found = false;
    while (fgets(line, sizeof line, page) != NULL && !(found && !inside)) {
        if (strncmp(line, "```", 3) == 0) {
            inside = strcmp(line, "```yaml\n") == 0;
            if (inside) {
                *text = '\0';
            }
        } else if (inside) {
            found = found || strstr(line, "good_friday:") != NULL;
            strcat(text, line);
        }
    }
    fclose(page);
    assert_true(found);
    return text;
}

static void holidays_are_on_their_days(void **state)
{
    (void)state;
    char *events = block(), model[24000];
    snprintf(model, sizeof model,
             "polku: 1\nname: shop\nstep: day\npopulation: 100\nstages: {visit: {start: rest}, order: {}}\n"
             "transitions: {visit -> order: {probability: 1%%}}\n%s",
             events);
    pk_fixture_t f;
    pk_fixture_read(&f, model, "start: 2026-01-01\nhorizon: 3 years\nruns: 1\n");
    assert_int_equal(f.diag.count, 0); /* no warning either */
    assert_int_equal(f.scenario->model->ndriver, 10);
    for (int d = 0; d < f.scenario->model->ndriver; d++) {
        const pk_driver_t *driver = &f.scenario->model->drivers[d];
        const pk_event_t *event = pk_event_of(driver);
        assert_int_equal(event->ndate, YEARS);
        for (int y = 0; y < YEARS; y++) {
            assert_int_equal(event->dates[y], wanted(driver->name, 2026 + y));
        }
    }
    pk_fixture_free(&f);
    free(events);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(holidays_are_on_their_days)};
    return cmocka_run_group_tests_name("holidays", tests, NULL, NULL);
}
