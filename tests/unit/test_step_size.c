#include "pk_test.h"

#include "infer/step_size.h"

/* Moves that are accepted with exp(-size): .8 at a size of -log(.8), .95 at -log(.95), wherever it begins. */
static void arrives_where_moves_are_accepted_as_wanted(void **state)
{
    (void)state;
    static const double WANTED[] = {.8, .95}, FROM[] = {1e-3, .1, 100};
    for (int i = 0; i < 2; i++) {
        for (int j = 0; j < 3; j++) {
            pk_step_size_t step = pk_step_size_begin(FROM[j], WANTED[i]);
            double size = FROM[j];
            for (int k = 0; k < 2000; k++) {
                size = pk_step_size_learn(&step, exp(-size));
            }
            assert_near(exp(-pk_step_size_averaged(&step)), WANTED[i], .01);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(arrives_where_moves_are_accepted_as_wanted)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
