/* Figures that another program came to (cases/model2/handed.json), with as many paths as its own errors ask for. */
#include "tests/support/case_figures.h"

enum { PATHS = 1 << 22 };

static void cases(void **state)
{
    (void)state;
    cJSON *file = case_file("model2/handed.json");
    const cJSON *one;
    cJSON_ArrayForEach(one, cJSON_GetObjectItemCaseSensitive(file, "cases"))
    {
        case_figures_check(one, "sobol", PATHS);
        case_figures_check(one, "mc", PATHS);
    }
    cJSON_Delete(file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(cases)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
