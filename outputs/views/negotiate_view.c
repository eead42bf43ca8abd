#include "outputs/views/negotiate_view.h"

#include "outputs/block_table.h"
#include "outputs/people.h"
#include "outputs/text_buffer.h"
#include "sim/number.h"

#include <math.h>
#include <string.h>

enum { ASKS_IN_MEMO = 3 };

/* "+16.3 points" */
static const char *points_text(struct arena *arena, const struct figure *figure)
{
    return arena_text(arena, "%+.1f points", 100 * figure->estimate + 0.0);
}

static void put_money(struct block_table *table, const struct figure *figure, const char *unit)
{
    block_table_cell(table, people_signed(table->report->arena, figure, unit, PEOPLE_TABLE_DIGITS), figure->estimate,
                     unit);
}

static void put_cost(struct block_table *table, const struct figure *figure, const char *unit)
{
    const char *size = people_size(table->report->arena, figure, unit, PEOPLE_TABLE_DIGITS);
    block_table_cell(table, arena_text(table->report->arena, "%s%s", figure->estimate < 0 ? "-" : "", size),
                     figure->estimate, unit);
    block_table_neutral(table);
}

static void put_asked(struct block_table *table, const struct asked *asked, const char *unit)
{
    struct arena *arena = table->report->arena;
    put_money(table, &asked->mean, unit);
    put_money(table, &asked->median, unit);
    block_table_cell(table, points_text(arena, &asked->p_positive), asked->p_positive.estimate, "share");
    put_cost(table, &asked->company_cost, unit);
}

/* The chance is told in points, which have an error of their own: one sentence says how large it is at the most. */
static const char *error_sentence(struct arena *arena, const struct negotiation *negotiation, const char *unit)
{
    struct figure money = {0}, points = {0};
    for (size_t i = 0; i < negotiation->asked_count; i++) {
        const struct asked *asked = &negotiation->asked[i];
        money.estimate = fmax(money.estimate, asked->mean.ci_high - asked->mean.estimate);
        points.estimate = fmax(points.estimate, asked->p_positive.ci_high - asked->p_positive.estimate);
    }
    return arena_text(arena,
                      "All on the same random numbers: no average is off by more than %s, no chance by more than "
                      "%.2f points.",
                      people_size(arena, &money, unit, PEOPLE_SENTENCE_DIGITS), 100 * points.estimate);
}

static void add_asks(struct report *report, const struct negotiation *negotiation, const char *against)
{
    static const char *const heading[] = {"Ask for", "On average", "Typically", "Ahead", "Costs the company"};
    struct block_table table =
        block_table_begin(report, "What each ask is worth", "Asks", sizeof heading / sizeof *heading, heading, NULL);
    for (size_t i = 0; i < negotiation->asked_count; i++) {
        block_table_text(&table, negotiation->asked[i].ask.words);
        put_asked(&table, &negotiation->asked[i], report->currency);
    }
    report_add_block(report, BLOCK_TEXT, NULL, "Asks")->text = arena_text(
        report->arena,
        "Each ask alone, against the offer as it is. \"Ahead\" is the chance of coming out ahead of %s, in percentage "
        "points; the cost is the present value of what the company pays more and of the equity that its holders give "
        "up. %s",
        against ? against : "the market job", error_sentence(report->arena, negotiation, report->currency));
}

static const char *amount_text(struct arena *arena, const struct trade *trade)
{
    if (strcmp(trade->unit, "months") == 0)
        return arena_text(arena, "%.1f months", trade->amount);
    if (strcmp(trade->unit, "share") == 0 || number_is_money(trade->unit))
        return number_short(arena, trade->amount, trade->unit);
    return arena_text(arena, "%s %s", number_short(arena, trade->amount, ""), trade->unit);
}

/* The words of a trade have one "%s". */
static const char *trade_text(struct arena *arena, const struct trade *trade)
{
    const char *words = trade->lever->trade, *at = strstr(words, "%s");
    return arena_text(arena, "%.*s%s%s", (int)(at - words), words, amount_text(arena, trade), at + 2);
}

static void add_trades(struct report *report, const struct negotiation *negotiation)
{
    if (negotiation->trade_count < 2)
        return;
    struct block_table table = block_table_begin(report, "Worth the same on average", "Asks", 2, NULL, NULL);
    for (size_t i = 0; i < negotiation->trade_count; i++) {
        block_table_text(&table, trade_text(report->arena, &negotiation->trade[i]));
        put_money(&table, &negotiation->trade[i].mean, report->currency);
    }
}

static void add_package(struct report *report, const struct negotiation *negotiation)
{
    const struct asked *package = negotiation->package;
    struct arena *arena = report->arena;
    if (!package)
        return;
    struct figure budget = {.estimate = negotiation->budget};
    report_add_block(report, BLOCK_TEXT, "The best package", "Asks")->text = arena_text(
        arena,
        "For at most %s of cost to the company, twice that of the step in salary: %s. Together they add %s on average, "
        "%s in the typical future and %s to the chance of coming out ahead, for %s.",
        people_size(arena, &budget, report->currency, PEOPLE_SENTENCE_DIGITS), package->ask.words,
        people_size(arena, &package->mean, report->currency, PEOPLE_TABLE_DIGITS),
        people_signed(arena, &package->median, report->currency, PEOPLE_TABLE_DIGITS),
        points_text(arena, &package->p_positive),
        people_size(arena, &package->company_cost, report->currency, PEOPLE_TABLE_DIGITS));
}

static void add_bars(struct report *report, const struct negotiation *negotiation)
{
    size_t count = negotiation->asked_count, most = 0;
    const char **label = arena_alloc(report->arena, count, sizeof *label);
    double *y = arena_alloc(report->arena, 3 * count, sizeof *y);
    struct block_series *series = arena_alloc(report->arena, 1, sizeof *series);
    for (size_t i = 0; i < count; i++) {
        const struct asked *asked = &negotiation->asked[i];
        label[i] = asked->ask.words;
        most = asked->mean.estimate > negotiation->asked[most].mean.estimate ? i : most;
        y[i] = asked->mean.estimate;
        y[count + i] = asked->mean.ci_low;
        y[2 * count + i] = asked->mean.ci_high;
    }
    *series = (struct block_series){
        .name = "On average", .count = count, .y = y, .low = y + count, .high = y + 2 * count, .label = label};
    struct block *chart = report_add_block(report, BLOCK_CHART, "What each ask is worth", "Asks");
    chart->chart = CHART_BARS;
    chart->series_count = 1;
    chart->series = series;
    chart->unit_x = "";
    chart->unit_y = report->currency;
    chart->message =
        arena_text(report->arena, "Worth most: %s, %s on average", negotiation->asked[most].ask.words,
                   people_signed(report->arena, &negotiation->asked[most].mean, report->currency, PEOPLE_TABLE_DIGITS));
    chart->text =
        arena_text(report->arena, "Worth most on average: %s, %s.", negotiation->asked[most].ask.words,
                   people_signed(report->arena, &negotiation->asked[most].mean, report->currency, PEOPLE_TABLE_DIGITS));
}

void negotiate_view(struct report *report, const struct negotiation *negotiation, const char *against)
{
    if (!negotiation->asked_count) {
        report_add_block(report, BLOCK_TEXT, NULL, "Asks")->text =
            "There is nothing to ask for that changes this offer.";
        return;
    }
    add_asks(report, negotiation, against);
    add_bars(report, negotiation);
    add_trades(report, negotiation);
    add_package(report, negotiation);
}

/* --- the memo ----------------------------------------------------------------------------------------------------- */

static void add_memo_table(struct report *memo, const struct negotiation *negotiation, const size_t *index,
                           size_t count)
{
    static const char *const heading[] = {"Ask", "Now", "Instead", "Costs you"};
    static const enum cell_align align[] = {ALIGN_LEFT, ALIGN_LEFT, ALIGN_LEFT, ALIGN_RIGHT};
    struct block_table table = block_table_begin(memo, NULL, "Asks", 4, heading, align);
    for (size_t i = 0; i < count; i++) {
        const struct asked *asked = &negotiation->asked[index[i]];
        block_table_text(&table, asked->ask.words);
        block_table_text(&table, asked->ask.from);
        block_table_text(&table, asked->ask.to);
        put_cost(&table, &asked->company_cost, memo->currency);
    }
}

struct report *negotiate_view_memo(const struct report *report, const struct negotiation *negotiation)
{
    struct arena *arena = report->arena;
    struct report *memo = report_create(arena, report->command);
    size_t index[ASKS_IN_MEMO], count = negotiate_strongest(negotiation, ASKS_IN_MEMO, index);
    memo->name = arena_text(arena, "About the offer: %s", report->name ? report->name : "terms");
    memo->currency = report->currency;
    memcpy(memo->sha256, report->sha256, sizeof memo->sha256);
    report_add_block(memo, BLOCK_TEXT, NULL, "Asks")->text =
        "Thank you for the offer. I looked at it over many possible futures of the company. Most of what it may bring "
        "depends on events that neither of us decides, so I would like to ask for terms that protect against the "
        "likely "
        "bad ones and cost you little:";
    add_memo_table(memo, negotiation, index, count);
    report_add_block(memo, BLOCK_TEXT, NULL, "Asks")->text =
        "The cost is the expected present value of what the company would pay more and of the equity that its other "
        "holders would give up.";
    if (negotiation->trade_count > 1) {
        struct text_buffer text = {.arena = arena};
        text_put(&text, "If another form is easier for you, each of these is worth the same to me:");
        for (size_t i = 0; i < negotiation->trade_count; i++)
            text_putf(&text, "%s %s", i ? ";" : "", trade_text(arena, &negotiation->trade[i]));
        text_put(&text, ".");
        report_add_block(memo, BLOCK_TEXT, NULL, "Asks")->text = text.bytes;
    }
    report_add_block(memo, BLOCK_TEXT, NULL, "Asks")->text =
        arena_text(arena, "The figures are those of `offercast negotiate`: seed %llu, %s futures.",
                   (unsigned long long)report->seed, number_count(arena, report->paths));
    return memo;
}
