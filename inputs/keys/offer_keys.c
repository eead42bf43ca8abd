/* The top level of an offer file. Order matters: start, defaults and currency are read before what needs them; the
 * exits need the stay; the grants and the correlations need to know the rest. */
#include "inputs/offer_reader.h"
#include "inputs/value_shapes.h"

#include <ctype.h>
#include <string.h>

#define MEMBER(member) offsetof(struct offer, member)

/* --- offercast: the version of the format ------------------------------------------------------------------------ */

static void read_version(struct reader *reader, const struct node *node, const struct key *key, void *target)
{
    (void)target;
    const char *text = reader_cell_text(reader, node);
    if (!text)
        reader_wrong_type(reader, node, key, "the number 1");
    else if (strcmp(text, "1") != 0)
        reader_error(reader, node, "this program reads version 1 of the format: \"offercast\": 1",
                     "unknown version of the format: %s", text);
}

static void schema_version(struct json_writer *schema, const struct key *key)
{
    schema_open_key(schema, key);
    json_writer_key(schema, "enum");
    json_writer_raw(schema, "[1, \"1\"]");
    json_writer_close(schema, '}');
}

static const struct shape shape_version = {.expected = "the number 1", .read = read_version, .schema = schema_version};

static const struct bounds bounds_unissued = {0, 1, false, true, "from 0% and below 100%"};

/* --- currency ---------------------------------------------------------------------------------------------------- */

/* ISO 4217 */
static const char currency_codes[] =
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD "
    "CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD "
    "GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT "
    "LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR "
    "NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP "
    "STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF "
    "XPF YER ZAR ZMW ZWG HRK ";

static void read_currency(struct reader *reader, const struct node *node, const struct key *key, void *target)
{
    (void)target; /* offer_check sets it: a currency may also come from the cells */
    if (node->type != NODE_TEXT) {
        reader_wrong_type(reader, node, key, key_shape(key)->expected);
        return;
    }
    const char *text = node->text;
    bool code = strlen(text) == 3;
    char upper[4] = "";
    for (size_t i = 0; code && i < 3; i++) {
        code = isalpha((unsigned char)text[i]);
        upper[i] = (char)toupper((unsigned char)text[i]);
    }
    if (code && strstr(currency_codes, upper))
        reader->rules.currency = arena_copy(reader->arena, upper, 3);
    else
        reader_error(reader, node, "three letters of ISO 4217: USD, EUR, GBP, ...", "\"%s\" is not a currency code",
                     text);
}

static void schema_currency(struct json_writer *schema, const struct key *key)
{
    schema_open_key(schema, key);
    json_writer_text_member(schema, "type", "string");
    json_writer_text_member(schema, "pattern", "^[A-Za-z]{3}$");
    json_writer_close(schema, '}');
}

static void canonical_currency(struct json_writer *text, const struct key *key, const void *target)
{
    json_writer_text_member(text, key->name, *(const char *const *)target);
}

static const struct shape shape_currency = {.expected = "three letters, such as \"USD\"",
                                            .read = read_currency,
                                            .schema = schema_currency,
                                            .canonical = canonical_currency};

/* --- start ------------------------------------------------------------------------------------------------------- */

static void read_start(struct reader *reader, const struct node *node, const struct key *key, void *target)
{
    const char *text = reader_cell_text(reader, node);
    if (!text) {
        reader_wrong_type(reader, node, key, key_shape(key)->expected);
        return;
    }
    struct cell_rules rules = reader_rules(reader, node);
    rules.start_given = true; /* of no matter here: the day itself is asked for */
    rules.start_day = -1e6;
    struct cell_reading reading = cell_read(reader->arena, text, CELL_DATE, &rules);
    if (reading.fault) {
        reader_error_at(reader, node, node_text_place(node, reading.fault_offset), reading.help, "`start`: %s",
                        reading.fault);
    } else if (reading.form != CELL_FORM_POINT) {
        reader_error(reader, node, "a full date: year, month and day, such as 2026-02-13",
                     "`start` is one day; \"%s\" is many", text);
    } else {
        *(double *)target = reading.low;
        reader->rules.start_day = reading.low;
    }
    /* After a wrong start its absence is not a second mistake. */
    reader->rules.start_given = reader->offer->start_given = true;
}

static void schema_start(struct json_writer *schema, const struct key *key)
{
    schema_open_key(schema, key);
    json_writer_text_member(schema, "type", "string");
    json_writer_close(schema, '}');
}

static void canonical_start(struct json_writer *text, const struct key *key, const void *target)
{
    const struct offer *offer = (const void *)((const char *)target - key->offset);
    if (!offer->start_given)
        return;
    json_writer_key(text, key->name);
    json_writer_number(text, offer->start_day);
}

static const struct shape shape_start = {.expected = "a day, such as \"2026-02-13\"",
                                         .cell = CELL_DATE,
                                         .read = read_start,
                                         .schema = schema_start,
                                         .canonical = canonical_start};

/* --- words ------------------------------------------------------------------------------------------------------- */

static const struct word remainder_words[] = {
    {"no exit", REMAINDER_NO_EXIT, "no exit happens on those paths"},
    {NULL, 0, NULL},
};
static const struct word overlap_words[] = {
    {"independent", false, "each happens or not, whatever the other does"},
    {"exclusive", true, "one excludes the other: one draw decides between them"},
    {NULL, 0, NULL},
};
static const struct word after_words[] = {
    {"continue", false, "the last rate goes on"},
    {"stop", true, "no layoff past the last point"},
    {NULL, 0, NULL},
};

static void read_remainder(struct reader *reader, const struct node *node, const struct key *key, void *target)
{
    shape_word.read(reader, node, key, target);
}

static void schema_remainder(struct json_writer *schema, const struct key *key)
{
    shape_word.schema(schema, key);
}

/* Only what remains counts, not that it was named. */
static void canonical_remainder(struct json_writer *text, const struct key *key, const void *target)
{
    const struct offer *offer = (const void *)((const char *)target - key->offset);
    if (offer->no_exit_share <= 0)
        return;
    json_writer_key(text, key->name);
    json_writer_number(text, offer->no_exit_share);
}

static const struct shape shape_remainder = {.expected = "the words \"no exit\"",
                                             .read = read_remainder,
                                             .schema = schema_remainder,
                                             .canonical = canonical_remainder};

/* ------------------------------------------------------------------------------------------------------------------ */

static const struct key offer_keys[] = {
    {.name = "offercast",
     .shape = &shape_version,
     .description = "Version of the format. Only 1 is known.",
     .examples = "1",
     .flags = KEY_UNSIMULATED},
    {.name = "name",
     .shape = &shape_text,
     .offset = MEMBER(name),
     .description = "What the offer is called in reports.",
     .examples = "\"Product designer, Hugging Face\"",
     .flags = KEY_UNSIMULATED},
    {.name = "start",
     .shape = &shape_start,
     .offset = MEMBER(start_day),
     .description = "The day from which times count. Needed where a calendar date occurs.",
     .examples = "\"2026-02-13\""},
    {.name = "defaults",
     .shape = &shape_defaults,
     .description = "How cells are read where the file does not say it for the one value.",
     .examples = "{\"range\": \"lognormal90\", \"tail_index\": 3, \"open_years\": 2}",
     .object = &defaults_record,
     .flags = KEY_UNSIMULATED},
    {.name = "currency",
     .shape = &shape_currency,
     .offset = MEMBER(currency),
     .description = "ISO code of the one currency of all amounts. Without it, the first amount that names one decides.",
     .examples = "\"USD\", \"EUR\""},
    {.name = "stay",
     .shape = &shape_duration,
     .offset = MEMBER(stay),
     .fallback = "4 years",
     .description = "How long you would stay if nothing ended it before.",
     .examples = "\"2-3 years\"",
     .bounds = &bounds_not_negative,
     .flags = KEY_TOLD},
    {.name = "discount_rate",
     .shape = &shape_share,
     .offset = MEMBER(discount_rate),
     .fallback = "0%",
     .description = "Annual effective rate at which later money is worth less.",
     .examples = "\"5%\"",
     .bounds = &bounds_rate,
     .flags = KEY_TOLD},
    {.name = "exits",
     .shape = &shape_table,
     .offset = MEMBER(exit),
     .description = "How the company may end up, one row each; the rows exclude each other and sum to 100%.",
     .examples = "[{\"name\": \"IPO\", \"probability\": \"100%\", \"valuation\": \"$8-12B\", \"timeline\": "
                 "\"2027-2028\"}]",
     .object = &exit_record,
     .flags = KEY_FILE},
    {.name = "remainder",
     .shape = &shape_remainder,
     .offset = MEMBER(remainder),
     .description = "What happens where the exits sum to less than 100%. Without it that is an error.",
     .examples = "\"no exit\"",
     .words = remainder_words},
    {.name = "overlap",
     .shape = &shape_choice,
     .offset = MEMBER(exclusive_overlays),
     .fallback = "independent",
     .description = "Whether worthless equity and stagnation may happen together.",
     .examples = "\"exclusive\"",
     .words = overlap_words},
    {.name = "linked",
     .shape = &shape_share,
     .offset = MEMBER(linked_stated),
     .description =
         "How far good fortunes come together: the correlation of the normals of the exit, layoffs, rounds, the "
         "raise, worthless equity and stagnation. Without it, 0%: they are independent.",
     .examples = "\"50%\"",
     .bounds = &bounds_below_one,
     .flags = KEY_ADDED},
    {.name = "after",
     .shape = &shape_choice,
     .offset = offsetof(struct offer, layoff.stops),
     .fallback = "continue",
     .description = "Whether the rate of layoffs and of quitting goes on after the last stated point.",
     .examples = "\"stop\"",
     .words = after_words},
    {.name = "concentration",
     .shape = &shape_plain,
     .offset = MEMBER(concentration),
     .description =
         "How sure the exits' probabilities are: of a Dirichlet distribution around them, for --second-order.",
     .examples = "20",
     .bounds = &bounds_positive},
    {.name = "compensation",
     .shape = &shape_object,
     .description = "Pay here and the pay you would have elsewhere.",
     .examples = "{\"offer\": {\"salary\": \"$74-105K\"}, \"market\": {\"salary\": \"$120-250K\"}}",
     .object = &compensation_record,
     .flags = KEY_FILE},
    {.name = "risks",
     .shape = &shape_table,
     .offset = MEMBER(risk),
     .description = "What may go wrong, one row each; unlike exits, risks may happen together.",
     .examples = "[{\"name\": \"Layoff within 18 months\", \"probability\": \"40%\"}]",
     .object = &risk_record,
     .flags = KEY_FILE},
    {.name = "search",
     .shape = &shape_duration,
     .offset = MEMBER(search),
     .fallback = "0",
     .description = "Time to the next job where this one was lost.",
     .examples = "\"3-6 months\"",
     .bounds = &bounds_not_negative,
     .flags = KEY_TOLD},
    {.name = "severance",
     .shape = &shape_duration,
     .offset = MEMBER(severance),
     .fallback = "0",
     .description = "Pay of so long a time, as a lump sum when the job is lost.",
     .examples = "\"2 months\"",
     .bounds = &bounds_not_negative,
     .flags = KEY_TOLD},
    {.name = "severance_on_failure",
     .shape = &shape_share,
     .offset = MEMBER(severance_on_failure),
     .fallback = "0%",
     .description = "Share of `severance` that is paid where the company fails; a failed company seldom pays any.",
     .examples = "\"50%\"",
     .bounds = &bounds_probability,
     .flags = KEY_ADDED},
    {.name = "reemployed_at",
     .shape = &shape_share,
     .offset = MEMBER(reemployed_at),
     .fallback = "100%",
     .description = "Share of the market pay in the next job after a loss.",
     .examples = "\"90%\"",
     .bounds = &bounds_not_negative,
     .flags = KEY_TOLD},
    {.name = "quit",
     .shape = &shape_hazard,
     .offset = MEMBER(quit),
     .description = "Leaving of one's own will, in the same form as layoffs: cumulative probability within a time.",
     .examples = "[{\"within\": \"37 months\", \"probability\": \"30%\"}]",
     .flags = KEY_FILE},
    {.name = "dilution",
     .shape = &shape_object,
     .description = "How new shares make a grant a smaller part of the company.",
     .examples = "{\"annual\": \"3-6%\"}",
     .object = &dilution_record},
    {.name = "fully_diluted_shares",
     .shape = &shape_count,
     .offset = MEMBER(fully_diluted_shares),
     .description = "All shares of the company as converted, at start; needed for grants in shares without `capital`.",
     .examples = "100000000",
     .bounds = &bounds_positive},
    {.name = "capital",
     .shape = &shape_table,
     .offset = MEMBER(capital),
     .description = "The classes of shares, all by `shares` or all by `percent`.",
     .examples = "[{\"name\": \"Common\", \"kind\": \"common\", \"shares\": 7000000}]",
     .object = &capital_record,
     .flags = KEY_FILE},
    {.name = "unissued_pool",
     .shape = &shape_count,
     .offset = MEMBER(unissued_pool),
     .description = "Shares beside `capital` that are reserved and not issued: nobody is paid for them at an exit, but "
                    "`percent` and `value` of a grant count them, as the fully diluted company does.",
     .examples = "500000",
     .bounds = &bounds_not_negative},
    {.name = "unissued_percent",
     .shape = &shape_share,
     .offset = MEMBER(unissued_percent),
     .description =
         "The same pool as a part of the fully diluted company, where the classes are told by `percent`, which "
         "are then parts of what is issued.",
     .examples = "\"10%\"",
     .bounds = &bounds_unissued},
    {.name = "debt",
     .shape = &shape_money,
     .offset = MEMBER(debt),
     .fallback = "0",
     .description = "Paid ahead of all shares in an acquisition.",
     .examples = "\"$20M\"",
     .bounds = &bounds_not_negative},
    {.name = "transaction_costs",
     .shape = &shape_share,
     .offset = MEMBER(transaction_costs),
     .fallback = "0%",
     .description = "Share of the price of an acquisition that bankers and lawyers take, before all else.",
     .examples = "\"2%\"",
     .bounds = &bounds_probability},
    {.name = "carve_out",
     .shape = &shape_share,
     .offset = MEMBER(carve_out),
     .fallback = "0%",
     .description = "Share that management receives of what remains after costs and debt.",
     .examples = "\"10%\"",
     .bounds = &bounds_probability},
    {.name = "escrow",
     .shape = &shape_object,
     .description = "The part of an acquisition's price that is held back.",
     .examples = "{\"fraction\": \"10%\", \"delay\": \"18 months\", \"loss\": \"0-50%\"}",
     .object = &escrow_record},
    {.name = "ipo",
     .shape = &shape_object,
     .description = "What lies between a listing and the sale of one's shares.",
     .examples = "{\"lock_up\": \"180 days\", \"volatility\": \"60%\"}",
     .object = &ipo_record},
    {.name = "qualified_ipo",
     .shape = &shape_money,
     .offset = MEMBER(qualified_ipo),
     .description =
         "Value below which an IPO does not convert the preferred: they take their claims first. Without it, "
         "none.",
     .examples = "\"$300M\"",
     .bounds = &bounds_not_negative,
     .flags = KEY_ADDED},
    {.name = "company",
     .shape = &shape_object,
     .description = "How long the money lasts where no raise comes.",
     .examples = "{\"cash\": \"$200M\", \"burn\": \"$10-40M\", \"raise_probability\": \"80%\"}",
     .object = &company_record},
    {.name = "public",
     .shape = &shape_public,
     .description = "A listed company: no exits; stock is sold as it vests.",
     .examples = "{\"volatility\": \"40%\"}",
     .object = &public_record},
    {.name = "grants",
     .shape = &shape_table,
     .offset = MEMBER(grant),
     .description = "The equity that is offered: each a grant with named keys, or a text in the words of a letter.",
     .examples = "[{\"percent\": \"0.01%\"}]",
     .object = &grant_record,
     .flags = KEY_FILE},
    {.name = "tax",
     .shape = &shape_tax,
     .description =
         "What is taxed how: two flat rates, or tables by year. Without it, or with \"none\", all is before tax.",
     .examples = "{\"ordinary\": \"40%\", \"capital_gains\": \"23%\"}, {\"table\": \"us\", \"status\": \"single\", "
                 "\"state\": \"ca\"}",
     .object = &tax_record},
    {.name = "correlations",
     .shape = &shape_table,
     .offset = MEMBER(correlation),
     .description = "Draws that move together (a Gaussian copula). A draw is named by its key path.",
     .examples = "[{\"between\": [\"exits.valuation\", \"compensation.market.salary\"], \"rho\": 0.3}]",
     .object = &correlation_record},
    {.name = "scorecard",
     .shape = &shape_table,
     .offset = offsetof(struct offer, scorecard.row),
     .description = "Scores out of ten with weights; summed up beside the figures, not simulated.",
     .examples = "[{\"dimension\": \"Learning\", \"score\": \"8/10\", \"weight\": \"25%\"}]",
     .object = &scorecard_record,
     .flags = KEY_UNSIMULATED | KEY_FILE},
    {.name = "wealth",
     .shape = &shape_money,
     .offset = MEMBER(wealth),
     .description = "What you own besides, for certainty equivalents (--risk-aversion).",
     .examples = "\"$50K\"",
     .bounds = &bounds_not_negative,
     .flags = KEY_UNSIMULATED},
};

const struct object_record offer_record = {.name = "an offer", .keys = offer_keys, .key_count = KEY_COUNT(offer_keys)};
