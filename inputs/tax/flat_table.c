#include "inputs/tax/flat_table.h"

#include "inputs/source.h"
#include "inputs/tax/tax_tables.h"

#include <assert.h>
#include <string.h>

#define SPREAD "[{\"name\": \"spread\", \"op\": \"sum\", \"of\": {\"fmv\": 1, \"strike\": -1}, \"positive\": true}]"
#define GAIN(from) "[{\"name\": \"gain\", \"op\": \"sum\", \"of\": {\"price\": 1, \"" from "\": -1}}]"
#define LONG_IF(when, let) "{\"when\": " when ", \"let\": " let ", \"flows\": {\"long\": \"gain\"}}"
#define SHORT(let) "{\"let\": " let ", \"flows\": {\"short\": \"gain\"}}"
#define PAID(amount) "\"wages\": \"" amount "\", \"supplemental\": \"" amount "\""

#define OPTION                                                                                                         \
    "{\"exercise\": [{\"let\": " SPREAD ", \"flows\": {" PAID("spread") "}}], \"sale\": [" LONG_IF(                    \
        "{\"over_months_since\": {\"exercise\": 12}}", GAIN("fmv")) ", " SHORT(GAIN("fmv")) "]}"
/* The first rate on the spread at exercise, at most on the gain; the rest is a gain. */
#define DISQUALIFYING                                                                                                  \
    "[{\"name\": \"spread\", \"op\": \"sum\", \"of\": {\"fmv\": 1, \"strike\": -1}, \"positive\": true}, "             \
    "{\"name\": \"all\", \"op\": \"sum\", \"of\": {\"price\": 1, \"strike\": -1}}, "                                   \
    "{\"name\": \"up\", \"op\": \"max\", \"of\": [\"all\", 0]}, "                                                      \
    "{\"name\": \"pay\", \"op\": \"min\", \"of\": [\"spread\", \"up\"]}, "                                             \
    "{\"name\": \"gain\", \"op\": \"sum\", \"of\": {\"all\": 1, \"pay\": -1}}]"
#define INCENTIVE                                                                                                      \
    "{\"exercise\": [{\"flows\": {}}], \"sale\": [" LONG_IF(                                                           \
        "{\"over_months_since\": {\"grant\": 24, \"exercise\": 12}}",                                                  \
        GAIN("strike")) ", {\"when\": {\"over_months_since\": {\"exercise\": 12}}, \"let\": " DISQUALIFYING            \
                        ", \"flows\": {\"disq_wages\": \"pay\", \"long\": \"gain\"}}, {\"let\": " DISQUALIFYING        \
                        ", \"flows\": {\"disq_wages\": \"pay\", \"short\": \"gain\"}}]}"
#define UNITS                                                                                                          \
    "{\"settle\": [{\"flows\": {" PAID("fmv") "}}], \"sale\": [" LONG_IF("{\"over_months_since\": {\"settle\": 12}}",  \
                                                                         GAIN("fmv")) ", " SHORT(GAIN("fmv")) "]}"
#define AT_GRANT                                                                                                       \
    "[{\"name\": \"basis\", \"op\": \"max\", \"of\": [\"grant_value\", \"paid\"]}, "                                   \
    "{\"name\": \"gain\", \"op\": \"sum\", \"of\": {\"price\": 1, \"basis\": -1}}]"
#define OVER_PAID(value)                                                                                               \
    "[{\"name\": \"pay\", \"op\": \"sum\", \"of\": {\"" value "\": 1, \"paid\": -1}, \"positive\": true}]"
#define STOCK                                                                                                          \
    "{\"grant\": [{\"when\": {\"elected_83b\": true}, \"let\": " OVER_PAID(                                            \
        "grant_value") ", \"flows\": {\"wages\": \"pay\"}}, {\"flows\": {}}], "                                        \
                       "\"vest\": [{\"when\": {\"elected_83b\": true}, \"flows\": {}}, {\"let\": " OVER_PAID(          \
                           "vest_"                                                                                     \
                           "value") ", \"flows\": {\"wages\": \"pay\"}}], \"sale\": [" LONG_IF("{\"elected_83b\": "    \
                                                                                               "true, "                \
                                                                                               "\"over_months_"        \
                                                                                               "since\": {\"grant\": " \
                                                                                               "12}}",                 \
                                                                                               AT_GRANT) ", "          \
                                                                                                         "{\"when\": " \
                                                                                                         "{\"elected_" \
                                                                                                         "83b\": "     \
                                                                                                         "true}, "     \
                                                                                                         "\"let\":"    \
                                                                                                         " " AT_GRANT  \
                                                                                                         ", "          \
                                                                                                         "\"flows\": " \
                                                                                                         "{\"short\":" \
                                                                                                         " \"gain\"}}" \
                                                                                                         ", " LONG_IF( \
                                                                                                             "{\"over" \
                                                                                                             "_months" \
                                                                                                             "_since"  \
                                                                                                             "\": "    \
                                                                                                             "{\"vest" \
                                                                                                             "\": "    \
                                                                                                             "12}}",   \
                                                                                                             GAIN(     \
                                                                                                                 "ves" \
                                                                                                                 "t_"  \
                                                                                                                 "val" \
                                                                                                                 "u"   \
                                                                                                                 "e")) ", " SHORT(GAIN("vest_value")) "]}"

static const char head[] =
    "{\"offercast_tax\": 1, \"id\": \"flat\", \"name\": \"two flat rates\", \"currency\": \"%s\", "
    "\"period\": {\"from\": \"2000-01-01\", \"to\": \"2000-12-31\"}, \"statuses\": [\"household\"], "
    "\"disclaimer\": \"an estimate, not tax advice\", \"sources\": {\"offer\": \"the offer's own rates\"}, "
    "\"inputs\": [\"wages\", \"disq_wages\", \"short\", \"long\", \"supplemental\"], "
    "\"numbers\": {\"ordinary\": {\"source\": \"offer\", \"value\": %.17g}, "
    "\"capital_gains\": {\"source\": \"offer\", \"value\": %.17g}}, ";
static const char steps[] =
    "\"steps\": [{\"name\": \"short_gain\", \"op\": \"max\", \"of\": [\"short\", 0]}, "
    "{\"name\": \"long_gain\", \"op\": \"max\", \"of\": [\"long\", 0]}, "
    "{\"name\": \"on_pay\", \"op\": \"sum\", \"of\": {\"wages\": \"ordinary\", \"disq_wages\": \"ordinary\", "
    "\"short_gain\": \"ordinary\"}}, "
    "{\"name\": \"on_gains\", \"op\": \"sum\", \"of\": {\"long_gain\": \"capital_gains\"}}, "
    "{\"name\": \"total\", \"op\": \"sum\", \"of\": {\"on_pay\": 1, \"on_gains\": 1}}, "
    "{\"name\": \"withheld\", \"op\": \"sum\", \"of\": {\"supplemental\": \"ordinary\"}}], "
    "\"report\": {\"on_pay\": \"on_pay\", \"on_gains\": \"on_gains\", \"income_tax\": \"total\", "
    "\"withheld_supplemental\": \"withheld\", \"total\": \"total\"}, ";
static const char grants[] =
    "\"grants\": {\"nso\": %s, \"bspce\": %s, \"emi\": %s, \"iso\": %s, \"rsu\": %s, \"rsa\": %s, "
    "\"phantom\": {\"payout\": [{\"flows\": {" PAID("price") "}}]}}}";

struct tax_table *flat_table(struct arena *arena, const char *currency, double ordinary, double capital_gains)
{
    const char *filled = arena_text(arena, "%s%s%s", arena_text(arena, head, currency, ordinary, capital_gains), steps,
                                    arena_text(arena, grants, OPTION, OPTION, OPTION, INCENTIVE, UNITS, STOCK));
    struct problems *problems = problems_create(arena);
    struct tax_table *table = tax_table_from(arena, source_create(arena, "flat", filled, strlen(filled)), problems);
    assert(table);
    table->from = (struct calendar_date){1, 1, 1};
    table->to = (struct calendar_date){9999, 12, 31};
    return table;
}
