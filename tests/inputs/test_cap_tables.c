/* Cap tables as platforms export them (tests/cases/sheets): what each class is paid at an exit, against an independent
 * waterfall (the values of expected.json beside each). */
#include "inputs/offer_input.h"
#include "inputs/problems_print.h"

#include "models/capital_today.h"
#include "models/waterfall.h"
#include "tests/support/assert_close.h"

#include <regex.h>
#include <stdio.h>
#include <string.h>

#define CASES SOURCE_DIR "/tests/cases/"

struct paid {
    const char *folder, *file;
    double exit;
    const char *class; /* a pattern; the classes that match are summed */
    double payout;
    const char *set;
};

static const struct paid rows[] = {
    {"06-xlsx-ledger-50000-rows", "ledger.xlsx", 10000000, "^Common", 3002050.5, NULL},
    {"06-xlsx-ledger-50000-rows", "ledger.xlsx", 10000000, "Seed", 1531240.0, NULL},
    {"06-xlsx-ledger-50000-rows", "ledger.xlsx", 10000000, "Series A", 5466709.5, NULL},
    {"06-xlsx-ledger-50000-rows", "ledger.xlsx", 10000000, "2024 Equity Plan", 0.0, NULL},
    {"06-xlsx-ledger-50000-rows", "ledger.xlsx", 60000000, "^Common", 43337615.5856, NULL},
    {"06-xlsx-ledger-50000-rows", "ledger.xlsx", 60000000, "Seed", 4220834.6872, NULL},
    {"06-xlsx-ledger-50000-rows", "ledger.xlsx", 60000000, "Series A", 5466709.5, NULL},
    {"06-xlsx-ledger-50000-rows", "ledger.xlsx", 60000000, "2024 Equity Plan", 6974840.2271, NULL},
    {"06-xlsx-ledger-50000-rows", "ledger.xlsx", 400000000, "^Common", 271657057.9322, NULL},
    {"06-xlsx-ledger-50000-rows", "ledger.xlsx", 400000000, "Seed", 26457836.1697, NULL},
    {"06-xlsx-ledger-50000-rows", "ledger.xlsx", 400000000, "Series A", 21590315.873, NULL},
    {"06-xlsx-ledger-50000-rows", "ledger.xlsx", 400000000, "2024 Equity Plan", 80294790.0252, NULL},
    {"08-captable-csv-carta-ledger", "ledger.csv", 8000000, "^Common", 0.0, NULL},
    {"08-captable-csv-carta-ledger", "ledger.csv", 8000000, "Seed", 1043478.2609, NULL},
    {"08-captable-csv-carta-ledger", "ledger.csv", 8000000, "Series A", 6956521.7391, NULL},
    {"08-captable-csv-carta-ledger", "ledger.csv", 8000000, "Plan", 0.0, NULL},
    {"08-captable-csv-carta-ledger", "ledger.csv", 30000000, "^Common", 15961463.4146, NULL},
    {"08-captable-csv-carta-ledger", "ledger.csv", 30000000, "Seed", 3683414.6341, NULL},
    {"08-captable-csv-carta-ledger", "ledger.csv", 30000000, "Series A", 10000000.0, NULL},
    {"08-captable-csv-carta-ledger", "ledger.csv", 30000000, "Plan", 355121.9512, NULL},
    {"08-captable-csv-carta-ledger", "ledger.csv", 120000000, "^Common", 72979813.0841, NULL},
    {"08-captable-csv-carta-ledger", "ledger.csv", 120000000, "Seed", 16841495.3271, NULL},
    {"08-captable-csv-carta-ledger", "ledger.csv", 120000000, "Series A", 28069158.8785, NULL},
    {"08-captable-csv-carta-ledger", "ledger.csv", 120000000, "Plan", 2109532.7103, NULL},
    {"09-captable-xlsx-summary", "summary.xlsx", 10000000, "^Common", 0.0, "capital.3.strike=$0.40"},
    {"09-captable-xlsx-summary", "summary.xlsx", 10000000, "Seed", 1818181.8182, "capital.3.strike=$0.40"},
    {"09-captable-xlsx-summary", "summary.xlsx", 10000000, "Series A", 8181818.1818, "capital.3.strike=$0.40"},
    {"09-captable-xlsx-summary", "summary.xlsx", 10000000, "[Oo]ption|2023", 0.0, "capital.3.strike=$0.40"},
    {"09-captable-xlsx-summary", "summary.xlsx", 45000000, "^Common", 23918181.8182, "capital.3.strike=$0.40"},
    {"09-captable-xlsx-summary", "summary.xlsx", 45000000, "Seed", 5315151.5152, "capital.3.strike=$0.40"},
    {"09-captable-xlsx-summary", "summary.xlsx", 45000000, "Series A", 10800000.0, "capital.3.strike=$0.40"},
    {"09-captable-xlsx-summary", "summary.xlsx", 45000000, "[Oo]ption|2023", 4966666.6667, "capital.3.strike=$0.40"},
    {"09-captable-xlsx-summary", "summary.xlsx", 200000000, "^Common", 107614285.7143, "capital.3.strike=$0.40"},
    {"09-captable-xlsx-summary", "summary.xlsx", 200000000, "Seed", 23914285.7143, "capital.3.strike=$0.40"},
    {"09-captable-xlsx-summary", "summary.xlsx", 200000000, "Series A", 43045714.2857, "capital.3.strike=$0.40"},
    {"09-captable-xlsx-summary", "summary.xlsx", 200000000, "[Oo]ption|2023", 25425714.2857, "capital.3.strike=$0.40"},
    {"10-captable-csv-terms", "terms.csv", 20000000, "Series C", 20000000.0, NULL},
    {"10-captable-csv-terms", "terms.csv", 20000000, "Series B", 0.0, NULL},
    {"10-captable-csv-terms", "terms.csv", 20000000, "Series A", 0.0, NULL},
    {"10-captable-csv-terms", "terms.csv", 20000000, "^Common", 0.0, NULL},
    {"10-captable-csv-terms", "terms.csv", 40000000, "Series C", 22500000.0, NULL},
    {"10-captable-csv-terms", "terms.csv", 40000000, "Series B", 9767045.4545, NULL},
    {"10-captable-csv-terms", "terms.csv", 40000000, "Series A", 5022727.2727, NULL},
    {"10-captable-csv-terms", "terms.csv", 40000000, "^Common", 2710227.2727, NULL},
    {"10-captable-csv-terms", "terms.csv", 100000000, "Series C", 22500000.0, NULL},
    {"10-captable-csv-terms", "terms.csv", 100000000, "Series B", 19994318.1818, NULL},
    {"10-captable-csv-terms", "terms.csv", 100000000, "Series A", 18659090.9091, NULL},
    {"10-captable-csv-terms", "terms.csv", 100000000, "^Common", 38846590.9091, NULL},
    {"10-captable-csv-terms", "terms.csv", 250000000, "Series C", 29520000.0, NULL},
    {"10-captable-csv-terms", "terms.csv", 250000000, "Series B", 36900000.0, NULL},
    {"10-captable-csv-terms", "terms.csv", 250000000, "Series A", 53200000.0, NULL},
    {"10-captable-csv-terms", "terms.csv", 250000000, "^Common", 130380000.0, NULL},
    {"11-captable-markdown", "memo.md", 12000000, "^Common", 0.0, NULL},
    {"11-captable-markdown", "memo.md", 12000000, "Series A", 0.0, NULL},
    {"11-captable-markdown", "memo.md", 12000000, "Series B", 12000000.0, NULL},
    {"11-captable-markdown", "memo.md", 12000000, "Option|ESOP", 0.0, NULL},
    {"11-captable-markdown", "memo.md", 40000000, "^Common", 15513333.3333, NULL},
    {"11-captable-markdown", "memo.md", 40000000, "Series A", 8000000.0, NULL},
    {"11-captable-markdown", "memo.md", 40000000, "Series B", 15000000.0, NULL},
    {"11-captable-markdown", "memo.md", 40000000, "Option|ESOP", 1486666.6667, NULL},
    {"11-captable-markdown", "memo.md", 150000000, "^Common", 81737500.0, NULL},
    {"11-captable-markdown", "memo.md", 150000000, "Series A", 25150000.0, NULL},
    {"11-captable-markdown", "memo.md", 150000000, "Series B", 31437500.0, NULL},
    {"11-captable-markdown", "memo.md", 150000000, "Option|ESOP", 11675000.0, NULL},
    {"17-csv-with-several-tables", "captable.csv", 4000000, "Ordinary", 0.0, NULL},
    {"17-csv-with-several-tables", "captable.csv", 4000000, "Series A", 4000000.0, NULL},
    {"17-csv-with-several-tables", "captable.csv", 4000000, "[Oo]ption|employees|Granted", 0.0, NULL},
    {"17-csv-with-several-tables", "captable.csv", 12000000, "Ordinary", 6218181.8182, NULL},
    {"17-csv-with-several-tables", "captable.csv", 12000000, "Series A", 5400000.0, NULL},
    {"17-csv-with-several-tables", "captable.csv", 12000000, "[Oo]ption|employees|Granted", 381818.1818, NULL},
    {"17-csv-with-several-tables", "captable.csv", 40000000, "Ordinary", 29807407.4074, NULL},
    {"17-csv-with-several-tables", "captable.csv", 40000000, "Series A", 7451851.8519, NULL},
    {"17-csv-with-several-tables", "captable.csv", 40000000, "[Oo]ption|employees|Granted", 2740740.7407, NULL},
    {"19-captable-xlsx-platform-tabs", "import.xlsx", 6000000, "^Common", 0.0, NULL},
    {"19-captable-xlsx-platform-tabs", "import.xlsx", 6000000, "Seed", 0.0, NULL},
    {"19-captable-xlsx-platform-tabs", "import.xlsx", 6000000, "Series A", 6000000.0, NULL},
    {"19-captable-xlsx-platform-tabs", "import.xlsx", 6000000, "2021|[Oo]ption|ES-", 0.0, NULL},
    {"19-captable-xlsx-platform-tabs", "import.xlsx", 25000000, "^Common", 11461016.9492, NULL},
    {"19-captable-xlsx-platform-tabs", "import.xlsx", 25000000, "Seed", 2619661.0169, NULL},
    {"19-captable-xlsx-platform-tabs", "import.xlsx", 25000000, "Series A", 10093220.339, NULL},
    {"19-captable-xlsx-platform-tabs", "import.xlsx", 25000000, "2021|[Oo]ption|ES-", 826101.6949, NULL},
    {"19-captable-xlsx-platform-tabs", "import.xlsx", 90000000, "^Common", 53579661.0169, NULL},
    {"19-captable-xlsx-platform-tabs", "import.xlsx", 90000000, "Seed", 12246779.661, NULL},
    {"19-captable-xlsx-platform-tabs", "import.xlsx", 90000000, "Series A", 19135593.2203, NULL},
    {"19-captable-xlsx-platform-tabs", "import.xlsx", 90000000, "2021|[Oo]ption|ES-", 5037966.1017, NULL},
    {"12-ocf-package-plain", "copperfinch", 5000000, "^Common", 0.0, NULL},
    {"12-ocf-package-plain", "copperfinch", 5000000, "Seed", 0.0, NULL},
    {"12-ocf-package-plain", "copperfinch", 5000000, "Series A", 5000000.0, NULL},
    {"12-ocf-package-plain", "copperfinch", 5000000, "2021|[Oo]ption|RSU|ISO|ES-|RS-", 0.0, NULL},
    {"12-ocf-package-plain", "copperfinch", 20000000, "^Common", 7915264.0, NULL},
    {"12-ocf-package-plain", "copperfinch", 20000000, "Seed", 2261504.0, NULL},
    {"12-ocf-package-plain", "copperfinch", 20000000, "Series A", 9392256.0, NULL},
    {"12-ocf-package-plain", "copperfinch", 20000000, "2021|[Oo]ption|RSU|ISO|ES-|RS-", 430976.0, NULL},
    {"12-ocf-package-plain", "copperfinch", 80000000, "^Common", 44875264.0, NULL},
    {"12-ocf-package-plain", "copperfinch", 80000000, "Seed", 12821504.0, NULL},
    {"12-ocf-package-plain", "copperfinch", 80000000, "Series A", 19232256.0, NULL},
    {"12-ocf-package-plain", "copperfinch", 80000000, "2021|[Oo]ption|RSU|ISO|ES-|RS-", 3070976.0, NULL},
};

/* What the classes of that name are paid at that exit. */
static double payout_of(struct arena *arena, const struct offer *offer, const struct paid *row)
{
    struct capital_today capital = capital_today(arena, offer);
    double *payout = arena_alloc(arena, capital.count, sizeof *payout), sum = 0;
    bool *converts = arena_alloc(arena, capital.count, sizeof *converts);
    regex_t pattern;
    assert_int_equal(regcomp(&pattern, row->class, REG_EXTENDED | REG_NOSUB), 0);
    waterfall_solve(capital.classes, capital.count, row->exit, payout, converts, NULL);
    for (size_t i = 0; i < capital.count; i++)
        sum += regexec(&pattern, offer->capital[i].name, 0, NULL, 0) == 0 ? payout[i] : 0;
    regfree(&pattern);
    return sum;
}

static void classes_are_paid_as_an_independent_waterfall_pays_them(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct offer_input input;
    const char *read = "";
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *path = arena_text(arena, CASES "sheets/%s/%s", rows[i].folder, rows[i].file);
        struct setting setting = {rows[i].set, 1};
        if (strcmp(path, read) != 0 && !offer_input_read(arena, path, &setting, rows[i].set ? 1 : 0, &input)) {
            problems_print(input.problems, stderr);
            fail_msg("%s was not read", path);
        }
        read = path;
        double paid = payout_of(arena, &input.offer, &rows[i]);
        if (fabs(paid - rows[i].payout) > 1e-6 * rows[i].payout + 0.51)
            fail_msg("%s at %.0f: %s is paid %.2f, not %.2f", rows[i].folder, rows[i].exit, rows[i].class, paid,
                     rows[i].payout);
    }
    arena_destroy(arena);
}

/* What a cap table lacks is asked of the class that lacks it. */
static void what_is_missing_is_asked(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct offer_input input;
    assert_false(offer_input_read(arena, CASES "wild/16-cap-table-csv-stakeholders/cap.csv", NULL, 0, &input));
    assert_non_null(strstr(input.problems->problem[0].message, "`invested`"));
    assert_false(offer_input_read(arena, CASES "sheets/09-captable-xlsx-summary/summary.xlsx", NULL, 0, &input));
    assert_non_null(strstr(input.problems->problem[0].message, "`strike`"));
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(classes_are_paid_as_an_independent_waterfall_pays_them),
        cmocka_unit_test(what_is_missing_is_asked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
