/* Exits as people write them, in other words than tests/cases/wild: tables and lists, each with what it must mean. The
 * numbers stand beside the text they were taken from; times in years from 5 January 2026, the report's day. */
#include "inputs/offer_input.h"
#include "inputs/problems_print.h"

#include "models/valuation.h"
#include "tests/support/temporary_offer.h"
#include "tests/support/test_arena.h"

enum { EXITS = 3 };
#define DAY "# Fernhill\n\nReport date: 5 January 2026\n\n"

static struct offer_input input;

static bool read_named(const char *name, const char *text)
{
    return temporary_offer_read(arena, name, text, NULL, &input);
}

static bool read_text(const char *text)
{
    return read_named("report.md", text);
}

struct exit_wanted {
    double share, value, years; /* means; years 0: not looked at */
};

static const struct form {
    const char *text;
    struct exit_wanted exit[EXITS];
} forms[] = {
    {DAY "| Exit type | Chance | Deal size (USD m) | Time to exit (yrs) |\n|---|---|---|---|\n"
         "| IPO | 10% | 1,250 | 6 |\n| Strategic sale | 35 | 220 | 4 |\n| Goes under | 55 | 0 | 2 |\n",
     {{0.10, 1250e6, 6}, {0.35, 220e6, 4}, {0.55, 0, 2}}},
    {DAY "| What happens | How likely | Company worth | When |\n|---|---|---|---|\n"
         "| Nasdaq listing | 1 in 8 | $2-3B | 6 years |\n| Acquired by a rival | 3 in 8 | $300-500m | 3y |\n"
         "| Shuts down | 1/2 | nil | 12 months |\n",
     {{0.125, 2.5e9, 6}, {0.375, 400e6, 3}, {0.5, 0, 1}}},
    {DAY "| Szenario | Wahrscheinlichkeit | Bewertung | Zeitpunkt |\n|---|---|---|---|\n"
         "| Börsengang | 10 % | 1,2 Mrd. € | 4 Jahre |\n| Verkauf | 50 % | 150 Mio. € | 3 Jahre |\n"
         "| Insolvenz | 40 % | 0 € | 18 Monate |\n",
     {{0.10, 1.2e9, 4}, {0.50, 150e6, 3}, {0.40, 0, 1.5}}},
    {DAY
     "| Path | Likelihood | Sale price (₹ crore) | ETA |\n|---|---|---|---|\n| IPO on NSE | 12% | 4,000 | 5 years |\n"
     "| Bought by a bank | 48% | 350 | 2-4 years |\n| Closure | 40% | 0 | 1 year |\n",
     {{0.12, 4000e7, 5}, {0.48, 350e7, 3}, {0.40, 0, 1}}},
    {DAY "| | Conservative | Expected | Optimistic |\n|---|---|---|---|\n| Chance | 35% | 45% | 20% |\n"
         "| Company value | $40M | $200M | $1.5B |\n| Years to exit | 3 | 4 | 6 |\n",
     {{0.35, 40e6, 3}, {0.45, 200e6, 4}, {0.20, 1.5e9, 6}}},
    {DAY "| Exit | Probability | Low | High | Timeline |\n|---|---|---|---|---|\n| IPO | 20% | $1B | $2B | 5y |\n"
         "| Sale | 50% | $100M | $300M | 3y |\n| Bust | 30% | $0 | $0 | 1y |\n",
     {{0.2, 1.5e9, 5}, {0.5, 200e6, 3}, {0.3, 0, 1}}},
    {DAY "| Exit | Min probability | Max probability | Valuation ($M) | Years |\n|---|---|---|---|---|\n"
         "| IPO | 10% | 30% | 900 | 5 |\n| Sale | 40% | 60% | 90 | 3 |\n| Bust | 20% | 40% | 0 | 1 |\n",
     {{0.2, 900e6, 5}, {0.5, 90e6, 3}, {0.3, 0, 1}}},
    {DAY
     "All values in $ millions.\n\n| Scenario | Probability | Valuation | Timeline |\n|---|---|---|---|\n"
     "| IPO | 20 | 1500 | 5y |\n| Sale | 50 | 200 | 3y |\n| Bust | 30 | 0 | 1y |\nNotes: all figures are guesses.\n",
     {{0.2, 1500e6, 5}, {0.5, 200e6, 3}, {0.3, 0, 1}}},
    {DAY "- IPO: 20% at $2B in 5 years\n- Acquisition: 50%, $200-300M, 3 years\n- Shutdown: 30%, $0, 1 year\n",
     {{0.2, 2e9, 5}, {0.5, 250e6, 3}, {0.3, 0, 1}}},
    {DAY "* **IPO (15%)**: $1.5B within 6 years\n* **Acquired (45%)**: $250M in 3 years\n* **Fails (40%)**: nothing, 1 "
         "year\n",
     {{0.15, 1.5e9, 3}, {0.45, 250e6, 3}, {0.40, 0, 1}}},
    {DAY "1. IPO\n   - Probability: 20%\n   - Valuation: $1B\n   - Timeline: 5 years\n2. Sale\n   - Probability: 50%\n"
         "   - Your payout: $90K\n   - Valuation: $100M\n   - Timeline: 3 years\n"
         "3. Bankruptcy\n   - Probability: 30%\n   - Valuation: $0\n   - Timeline: 1 year\n",
     {{0.2, 1e9, 5}, {0.5, 100e6, 3}, {0.3, 0, 1}}},
    {DAY "| Outcome | Odds (%) | Value (US$ mm) | Months |\n|---|---|---|---|\n| IPO | 15 | >600 | at least 60 |\n"
         "| Sale | 35 to 45 | between 50 and 90 | 24 to 36 |\n| Bust | about 45 | up to 5 | up to 12 |\n",
     {{0.15, 900e6, 7}, {0.4, 70e6, 2.5}, {0.45, 2.5e6, 0.5}}},
    {DAY "| Outcome | Weight | Value ($M) | When |\n|---|---|---|---|\n| IPO | 20% | 600 +/- 50 | 5 yrs +/- 1 |\n"
         "| Sale | 50% | 60 \u00b1 10 | 3 or 4 years |\n| Zero | 30% | nil | 1 year |\n",
     {{0.2, 600e6, 5}, {0.5, 60e6, 3.5}, {0.3, 0, 1}}},
    {DAY "| Scenario | Probabilité | Valorisation | Échéance |\n|---|---|---|---|\n| IPO | 20 % | 1 500 M€ | 5 ans |\n"
         "| Rachat | 50 % | 120,5 M€ | 3 ans |\n| Faillite | 30 % | 0 € | 1 an |\n",
     {{0.2, 1.5e9, 5}, {0.5, 120.5e6, 3}, {0.3, 0, 1}}},
    {DAY "| Exit | Probability | Valuation £m | Weeks |\n|---|---|---|---|\n| IPO | 20% | 900 | 208 |\n"
         "| Sale | 50% | 90.5 | 104 |\n| Bust | 30% | 0 | 52 |\n",
     {{0.2, 900e6, 208 * 7 / 365.25}, {0.5, 90.5e6, 104 * 7 / 365.25}, {0.3, 0, 52 * 7 / 365.25}}},
    {DAY "| Exit | Probability | Unternehmenswert (TEUR) | Monate |\n|---|---|---|---|\n| IPO | 20% | 900,000 | 60 |\n"
         "| Verkauf | 50% | 90,500.5 | 36 |\n| Pleite | 30% | 0 | 12 |\n",
     {{0.2, 900e6, 5}, {0.5, 90500.5e3, 3}, {0.3, 0, 1}}},
    {DAY "| Exit | Probability | EV USDm | Quarters from now |\n|---|---|---|---|\n| IPO | 20% | 900 | 20 |\n"
         "| Sale | 50% | 90 | 12 |\n| Bust | 30% | 0 | 4 |\n",
     {{0.2, 900e6, 5}, {0.5, 90e6, 3}, {0.3, 0, 1}}},
    {DAY "| Exit | Probability | Valuation millions USD | When |\n|---|---|---|---|\n| IPO | 20% | 900 | 5y |\n"
         "| Sale | 50% | 90 | 3y |\n| Bust | 30% | 0 | 1y |\n",
     {{0.2, 900e6, 5}, {0.5, 90e6, 3}, {0.3, 0, 1}}},
    {DAY "- 1 in 5 chance of an IPO at €1bn, 4-6 years out\n- 50% - trade sale - €100M - 3 years\n"
         "- 30% probability of bankruptcy in 1 year\n- All of it is guesswork\n",
     {{0.2, 1e9, 5}, {0.5, 100e6, 3}, {0.3, 0, 1}}},
};

static void forms_mean_what_they_say(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof forms / sizeof *forms; k++) {
        if (!read_text(forms[k].text)) {
            problems_print(input.problems, stderr);
            fail_msg("not read: %s", forms[k].text);
        }
        assert_int_equal(input.offer.exit_count, EXITS);
        for (size_t i = 0; i < EXITS; i++) {
            const struct exit_row *exit = &input.offer.exit[i];
            const struct exit_wanted *wanted = &forms[k].exit[i];
            double value = exit->valuation.value[0].distribution.kind
                               ? distribution_mean(&exit->valuation.value[0].distribution)
                               : 0; /* a failure needs none */
            assert_close(exit->share, wanted->share, 1e-9);
            assert_close(value, wanted->value, 1e-3);
            if (wanted->years > 0)
                assert_close(distribution_mean(&exit->timeline.distribution), wanted->years, 1e-9);
        }
    }
}

static void rows_and_columns_that_are_no_exits_are_left_out(void **state)
{
    (void)state;
    static const char *const texts[] = {
        DAY "| Scenario | Probability | Current valuation | Exit valuation | Timeline |\n|---|---|---|---|---|\n"
            "| IPO | 20% | $100M | $1B | 5y |\n| Sale | 50% | $100M | $300M | 3y |\n| Bust | 30% | $100M | Worthless | "
            "1y |\n",
        DAY "| Scenario | Probability | Raised | Valuation | Timeline |\n|---|---|---|---|---|\n| **Good** | | | | |\n"
            "| IPO | 20% | $50M | 10x ($1B) | 5y |\n| Sale | 50% | $10M | $300M | 3y |\n| **Success subtotal** | 70% | "
            "| | |\n"
            "| **Bad** | | | | |\n| Bust | 30% | $5M | $0 | 1y |\n| In all | | | $350M | |\n",
    };
    for (size_t k = 0; k < sizeof texts / sizeof *texts; k++) {
        if (!read_text(texts[k]))
            fail_msg("%s: %s", input.problems->problem[0].message, texts[k]);
        assert_int_equal(input.offer.exit_count, 3);
        assert_close(distribution_mean(&input.offer.exit[0].valuation.value[0].distribution), 1e9, 0);
        assert_close(distribution_mean(&input.offer.exit[1].valuation.value[0].distribution), 300e6, 0);
        assert_close(input.offer.exit[2].share, 0.3, 1e-12);
    }
    static const char *const refused[] = {"Revenue at exit", "Investor return", "Discounted value", "Net to common"};
    for (size_t k = 0; k < sizeof refused / sizeof *refused; k++)
        assert_false(read_text(arena_text(
            arena, DAY "| Scenario | Probability | %s | Timeline |\n|---|---|---|---|\n| IPO | 100%% | $1B | 5y |\n",
            refused[k])));
    assert_false(read_text(
        DAY "| Scenario | Probability | Valuation @ 5x | Valuation @ 10x | Timeline |\n|---|---|---|---|---|\n"
            "| IPO | 100% | $1B | $2B | 5y |\n"));
    assert_non_null(strstr(input.problems->problem[0].message, "both tell a value"));
}

static void what_could_be_another_thing_is_asked(void **state)
{
    (void)state;
    static const struct {
        const char *row, *says;
    } asked[] = {
        {"| IPO | 100% | R$ 500 mil | 5y |", "a thousand in Spanish"},
        {"| IPO | 100% | 500 T€ | 5y |", "a thousand in German"},
        {"| IPO | 100% | kr 4 mia. | 5y |", "the currency of several countries"},
        {"| IPO | High | $1B | 5y |", "does not belong in a share"},
        {"| IPO | 100% | $1B | 06/07/2029 |", "could be two days"},
        {"| IPO | 1:4 | $1B | 5y |", "is not one share"},
    };
    for (size_t k = 0; k < sizeof asked / sizeof *asked; k++) {
        const char *text =
            arena_text(arena, DAY "| Exit | Probability | Valuation | When |\n|---|---|---|---|\n%s\n", asked[k].row);
        assert_false(read_text(text));
        if (!strstr(input.problems->problem[0].message, asked[k].says))
            fail_msg("\"%s\" does not say \"%s\"", input.problems->problem[0].message, asked[k].says);
        assert_non_null(input.problems->problem[0].help);
        if (strstr(asked[k].row, "High"))
            assert_non_null(strstr(input.problems->problem[0].help, "--set 'defaults.words.High=70%'"));
    }
}

static void lists_of_other_things_are_no_exits(void **state)
{
    (void)state;
    static const char *const texts[] = {
        DAY "- Revenue: up 20% at $2M in 2025\n- Margin: 30%, $1M\n",
        DAY "- Market share: 20%\n- Growth: 80%\n",
        DAY "- IPO: 20%, your payout: $2M\n- Sale: 80%, your payout: $100K\n",
    };
    for (size_t k = 0; k < sizeof texts / sizeof *texts; k++) {
        assert_false(read_text(texts[k]));
        assert_non_null(strstr(input.problems->problem[0].message, "has no table of exits"));
    }
}

static void words_for_shares_are_those_of_the_offer(void **state)
{
    (void)state;
    const char *text =
        "{\"defaults\": {\"words\": {\"High\": \"60-80%\", \"low\": \"30%\"}}, \"exits\": ["
        "{\"name\": \"IPO\", \"probability\": \"Low\", \"valuation\": \"$1B\", \"timeline\": \"5y\"},"
        "{\"name\": \"Sale\", \"probability\": \"high\", \"valuation\": \"$1M\", \"timeline\": \"5y\"}]}";
    assert_true(read_named("offer.json", text));
    assert_close(input.offer.exit[0].share, 0.3, 1e-12);
    assert_close(input.offer.exit[1].share, 0.7, 1e-12);
    assert_false(read_named("offer.json", "{\"defaults\": {\"words\": {\"High\": \"very\"}}, \"exits\": []}"));
    assert_non_null(strstr(input.problems->problem[0].message, "is not a share"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forms_mean_what_they_say),
        cmocka_unit_test(rows_and_columns_that_are_no_exits_are_left_out),
        cmocka_unit_test(what_could_be_another_thing_is_asked),
        cmocka_unit_test(lists_of_other_things_are_no_exits),
        cmocka_unit_test(words_for_shares_are_those_of_the_offer),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
