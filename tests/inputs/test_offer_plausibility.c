/* What may be meant otherwise is warned of, at its limits; what lies within them is not. */
#include "tests/support/temporary_offer.h"
#include "tests/support/test_arena.h"

static struct offer_input input;

/* Whether the offer with this setting is warned of at `pointer`, with `part` in the warning. */
static bool warned(const char *setting, const char *pointer, const char *part)
{
    static const char offer[] =
        "{\"fully_diluted_shares\": \"10M\", "
        "\"exits\": [{\"name\": \"IPO\", \"probability\": \"60%\", \"valuation\": \"$1B\", \"timeline\": \"3 years\"}, "
        "{\"name\": \"Bust\", \"probability\": \"40%\", \"valuation\": 0, \"timeline\": \"2 years\"}], "
        "\"compensation\": {\"offer\": {\"salary\": \"$100K\"}, \"market\": {\"salary\": \"$150K\"}}, "
        "\"grants\": [{\"type\": \"nso\", \"shares\": \"10,000\", \"strike\": \"$2\"}]}";
    assert_true(temporary_offer_read(arena, "offer.json", offer, setting, &input));
    for (size_t i = 0; i < input.problems->warning_count; i++)
        if (strcmp(input.problems->warning[i].pointer, pointer) == 0 && strstr(input.problems->warning[i].text, part))
            return true;
    return false;
}

static void slips_of_magnitude(void **state)
{
    (void)state;
    static const struct {
        const char *past, *within, *pointer, *part;
    } limits[] = {
        {"compensation.offer.salary=$999", "compensation.offer.salary=$1,000", "/compensation/offer/salary",
         "a K missing"},
        {"compensation.market.salary=$10.1M", "compensation.market.salary=$9.9M", "/compensation/market/salary",
         "a magnitude too much"},
        {"compensation.market.salary=$2.01M", "compensation.market.salary=$1.99M", "/compensation/market/salary",
         "but the offer"},
        {"compensation.offer.salary=$1K-1.1M", "compensation.offer.salary=$100K", "/compensation/offer/salary",
         "lack a magnitude"},
        {"exits.0.valuation=$99K", "exits.0.valuation=$100K", "/exits/0/valuation", "a magnitude missing"},
        {"exits.0.valuation=$10.1T", "exits.0.valuation=$10T", "/exits/0/valuation", "a magnitude too much"},
        {"exits.0.timeline=31 years", "exits.0.timeline=30 years", "/exits/0/timeline", "months?"},
        {"grants.0.shares=510K", "grants.0.shares=490K", "/grants/0/shares", "more than employees get"},
        {"grants.0.strike=$101", "grants.0.strike=$99", "/grants/0/strike", "more than a share is worth"},
        {"grants.0={\"type\":\"nso\",\"percent\":\"0.1%\",\"strike_value\":\"$2.10\"}",
         "grants.0={\"type\":\"nso\",\"percent\":\"0.1%\",\"strike_value\":\"$2.1M\"}", "/grants/0/strike_value",
         "a price per share?"},
        {"stay=21 years", "stay=20 years", "/stay", "months?"},
        {"discount_rate=51%", "discount_rate=50%", "/discount_rate", "a discount of"},
    };
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        if (!warned(limits[i].past, limits[i].pointer, limits[i].part))
            fail_msg("%s is not warned of", limits[i].past);
        if (warned(limits[i].within, limits[i].pointer, limits[i].part))
            fail_msg("%s is warned of", limits[i].within);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(slips_of_magnitude),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
