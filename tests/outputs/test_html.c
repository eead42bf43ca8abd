#include "tests/support/assert_close.h"

#include "outputs/block_table.h"
#include "outputs/svg.h"
#include "outputs/views/run_view.h"
#include "outputs/views/waterfall_view.h"
#include "tests/outputs/report_fixture.h"

#include <stdio.h>
#include <string.h>
#include <zlib.h>

static const struct output_style plain = {.utf8 = true, .width = 80};

static size_t times(const char *text, const char *word)
{
    size_t count = 0;
    for (; (text = strstr(text, word)); text += strlen(word))
        count++;
    return count;
}

/* Every element is closed where it should be: what a browser would repair is a fault here. */
static void assert_balanced(const char *html)
{
    enum { DEPTH = 64 };
    char open[DEPTH][24];
    size_t depth = 0;
    for (const char *at = strchr(html, '<'); at; at = strchr(at + 1, '<')) {
        char name[24] = "";
        const char *end = strchr(at, '>');
        assert_non_null(end);
        sscanf(at + 1, "%23[/!a-zA-Z0-9]", name);
        if (name[0] == '!' || strcmp(name, "meta") == 0 || end[-1] == '/')
            continue;
        if (name[0] != '/') {
            assert_true(depth < DEPTH);
            strcpy(open[depth++], name);
        } else if (!depth || strcmp(open[--depth], name + 1) != 0) {
            fail_msg("%s closes %s at: %.80s", name, depth ? open[depth] : "nothing", at);
        }
    }
    assert_int_equal(depth, 0);
}

static void assert_self_contained(const char *html)
{
    static const char *const outside[] = {"http:", "https:",  "src=",    "@import",     "<link",
                                          "<img",  "<iframe", "<object", "<a href=\"h", "javascript:"};
    for (size_t i = 0; i < sizeof outside / sizeof *outside; i++)
        if (strstr(html, outside[i]))
            fail_msg("%s in: %.120s", outside[i], strstr(html, outside[i]));
    assert_int_equal(times(html, "url("), 1); /* the typeface, within the page */
    assert_int_equal(times(html, "url(data:font/woff2;base64,"), 1);
    assert_int_equal(times(html, "<script"), 1);
    assert_int_equal(times(html, "<script type=\"application/gzip\" id=\"offercast-result\">"), 1);
    assert_non_null(
        strstr(html, "content=\"default-src 'none'; style-src 'unsafe-inline'; font-src data:; base-uri 'none'; "));
}

/* Bytes from base64 (RFC 4648) in lines. */
static size_t from_base64(const char *text, const char *end, unsigned char *bytes)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    unsigned bits = 0, held = 0;
    size_t length = 0;
    for (; text < end && *text != '='; text++) {
        const char *letter = *text == '\n' ? NULL : strchr(letters, *text);
        if (!letter)
            continue;
        held = held << 6 | (unsigned)(letter - letters);
        bits += 6;
        if (bits >= 8)
            bytes[length++] = (unsigned char)(held >> (bits -= 8));
    }
    return length;
}

/* The JSON inside is the JSON of the other format, byte for byte. */
static void assert_embeds_json(const struct report *report, const char *html)
{
    const char *start = strchr(strstr(html, "id=\"offercast-result\""), '>') + 1, *end = strstr(start, "</script>");
    const char *written = fixture_written(report, "json", &plain, NULL);
    size_t room = strlen(written) + 1;
    unsigned char *packed = arena_alloc(report->arena, (size_t)(end - start) + 1, 1);
    char *inside = arena_alloc(report->arena, room, 1);
    z_stream stream = {.next_in = packed, .next_out = (Bytef *)inside, .avail_out = (uInt)room};
    stream.avail_in = (uInt)from_base64(start, end, packed);
    assert_int_equal(inflateInit2(&stream, MAX_WBITS + 16), Z_OK);
    assert_int_equal(inflate(&stream, Z_FINISH), Z_STREAM_END);
    assert_int_equal(stream.total_out, strlen(written));
    assert_string_equal(inside, written);
    inflateEnd(&stream);
}

static void run_is_one_whole_page(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct report *report = fixture_run(arena);
    run_view(report);
    const char *html = fixture_written(report, "html", &plain, NULL);
    assert_balanced(html);
    assert_self_contained(html);
    assert_embeds_json(report, html);
    assert_non_null(strstr(html, "<dd>+$6,381 <span class=\"pm\">± 96</span></dd>"));
    assert_non_null(strstr(html, "<title>Product designer, Hugging Face</title>"));
    assert_non_null(strstr(html, "/exits/3/valuation"));
    assert_non_null(strstr(html, report->sha256));
    /* Histogram, exits, chain, timeline, exceedance; each for a desk and for a phone, each with a title and a text. */
    assert_int_equal(times(html, "<svg class=\"wide\""), 5);
    assert_int_equal(times(html, "<svg class=\"narrow\""), 5);
    assert_int_equal(times(html, "</title><desc "), 10);
    assert_int_equal(times(html, "<figcaption>"), 5);
    assert_null(strstr(html, "nan"));
    arena_destroy(arena);
}

static void nothing_runs_from_a_hostile_name(void **state)
{
    (void)state;
    static const char hostile[] =
        "</script><script>alert(1)</script>\" onload='x' &lt; <!-- ]]> \xe2\x80\xa8 \x1b[31m \xff";
    static const struct report_note notes[] = {{.at = hostile, .text = hostile}};
    static const struct report_input inputs[] = {{.at = hostile, .text = hostile}};
    struct arena *arena = arena_create();
    struct report *report = fixture_run(arena);
    report->name = hostile;
    report->assumption = report->warning = notes;
    report->input = inputs;
    report->assumption_count = report->warning_count = report->input_count = 1;
    for (size_t i = 0; i < report->row_count; i++)
        if (strcmp(report->row[i].group, "IPO") == 0)
            report->row[i].group = hostile;
    run_view(report);
    const char *html = fixture_written(report, "html", &plain, NULL);
    assert_balanced(html);
    assert_self_contained(html);
    assert_embeds_json(report, html);
    assert_null(strstr(html, "alert(1)</script>"));
    assert_null(strstr(html, "<!-- "));
    assert_null(strchr(html, '\x1b'));
    assert_null(strstr(html, "\xe2\x80\xa8"));
    assert_non_null(
        strstr(html, "<title>&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot; onload=&#39;x&#39; "));
    arena_destroy(arena);
}

static void several_offers_have_a_page_with_contents(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct report *report = report_create(arena, "run");
    struct report *part[] = {fixture_run(arena), fixture_run(arena)};
    run_view(part[0]);
    run_view(part[1]);
    report->part = part;
    report->part_count = 2;
    const char *html = fixture_written(report, "html", &plain, NULL);
    assert_balanced(html);
    assert_self_contained(html);
    assert_embeds_json(report, html);
    assert_int_equal(times(html, "<article "), 2);
    assert_int_equal(times(html, " id=\"t1\""), 1);
    assert_int_equal(times(html, " id=\"t20\""), 1);
    assert_non_null(strstr(html, "<a href=\"#offer-2\">"));
    arena_destroy(arena);
}

/* Compare's bars, sensitivity's tornado, and charts with nothing in them. */
static void other_charts_are_drawn(void **state)
{
    (void)state;
    static const char *const label[] = {"A", "A second offer with a name that is far too long to be shown in one line"};
    static const double low[] = {-30, 10}, high[] = {10, 90}, y[] = {-10, 50}, base[] = {5, 5}, nothing[] = {0, 0};
    static const struct block_series bars[] = {
        {.name = "Equity", .count = 2, .y = y, .low = low, .high = high, .label = label},
        {.name = "Net", .count = 2, .y = y, .label = label}};
    static const struct block_series tornado[] = {
        {.name = "Net", .count = 2, .x = base, .low = low, .high = high, .label = label}};
    static const struct block_series empty[] = {
        {.name = "Flat", .count = 2, .x = nothing, .y = nothing, .low = nothing, .high = nothing, .label = label}};
    struct arena *arena = arena_create();
    struct report *report = report_create(arena, "compare");
    static const struct {
        enum chart_kind kind;
        const struct block_series *series;
        size_t count;
    } charts[] = {{CHART_BARS, bars, 2},       {CHART_TORNADO, tornado, 1}, {CHART_BARS, empty, 1},
                  {CHART_TORNADO, empty, 1},   {CHART_CHAIN, empty, 1},     {CHART_TIMELINE, empty, 1},
                  {CHART_HISTOGRAM, empty, 0}, {CHART_EXCEEDANCE, empty, 1}};
    for (size_t i = 0; i < sizeof charts / sizeof *charts; i++) {
        struct block *block = report_add_block(report, BLOCK_CHART, "A chart", "Comparison");
        block->chart = charts[i].kind;
        block->series = charts[i].series;
        block->series_count = charts[i].count;
        block->unit_x = block->unit_y = "USD";
        block->text = "What it says.";
    }
    const char *html = fixture_written(report, "html", &plain, NULL);
    assert_balanced(html);
    assert_int_equal(times(html, "<svg class=\"wide\""), 2);
    assert_int_equal(times(html, "What it says.</figcaption>"), 8);
    assert_non_null(strstr(html, "as it is: $5"));
    arena_destroy(arena);
}

/* A legend is no headline, what a row belongs to is seen, amounts stay whole, keys are code. */
static void words_have_their_form(void **state)
{
    (void)state;
    static const enum cell_align align[] = {ALIGN_LEFT, ALIGN_LEFT};
    static const char *const heading[] = {"", "A"};
    static const struct report_note notes[] = {{"/pay", "`bonus` is taken for 0% (not `given`) `"}};
    struct arena *arena = arena_create();
    struct report *report = report_create(arena, "compare");
    report->name = "Senior engineer, Northwind Robotics (Series B) | Senior engineer, Meridian (listed)";
    report->assumption = notes;
    report->assumption_count = 1;
    report_add_block(report, BLOCK_TEXT, NULL, "Comparison")->text =
        "A is $20 ± 6 ahead, a loss of -CHF 5, it's so: B $9.";
    struct block_table table = block_table_begin(report, NULL, "Comparison", 2, NULL, align);
    block_table_text(&table, "A");
    block_table_text(&table, "Senior engineer (listed)");
    table = block_table_begin(report, "Side by side", "Comparison", 2, heading, NULL);
    block_table_text(&table, "  median");
    block_table_cell(&table, "-$5 ± 10", -5, "USD");
    block_table_text(&table, "Regret");
    block_table_cell(&table, "$5", 5, "USD");
    block_table_text(&table, "Worth");
    block_table_text(&table, "n/a");
    const char *html = fixture_written(report, "html", &plain, NULL);
    assert_balanced(html);
    assert_non_null(strstr(html, "<h1 class=\"long\">"));
    assert_non_null(strstr(html, "<p class=\"lede\">A is <span class=\"nb\">$20 ± 6</span> ahead, a loss of "
                                 "<span class=\"nb\">−CHF 5,</span> it’s so: <span class=\"nb\">B $9.</span></p>"));
    assert_null(strstr(html, "<dl "));
    assert_non_null(strstr(html, "<td class=\"l w\">Senior engineer (listed)</td>"));
    assert_non_null(strstr(html, "<th scope=\"row\" class=\"l w sub\">median</th><td class=\"down\" data-is=\"A\">"
                                 "<span>−$5 <span class=\"pm\" style=\"--room:4ch\">± 10</span>"));
    assert_non_null(strstr(html, "<span>$5<span class=\"pm\" style=\"--room:4ch\"></span></span>"));
    assert_non_null(strstr(html, ">n/a<span class=\"pm\" style=\"--room:4ch\"></span></td>"));
    assert_non_null(strstr(html, "<code>bonus</code> is taken for 0% (not <code>given</code>) `"));
    arena_destroy(arena);
}

/* Of many exits the largest are drawn, and the text says which adds most and how many are not drawn. */
static void largest_exits_are_drawn(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct report *report = fixture_run(arena);
    for (int i = 0; i < 20; i++)
        report_add_row(report, "equity_value", arena_text(arena, "Exit %d", i), "contribution", "money",
                       fixture_bare(i == 15 ? 9e5 : 10 + i));
    run_view(report);
    const char *html = fixture_written(report, "html", &plain, NULL);
    assert_non_null(strstr(html, "Exit 15 adds most, $900K of $150K. Drawn: the 12 largest of 24 exits."));
    assert_null(strstr(html, ">Exit 0</text>"));
    arena_destroy(arena);
}

/* A few exits are drawn beside each other; where nothing is left to divide there is no picture. */
static void a_waterfall_is_drawn(void **state)
{
    (void)state;
    static const struct waterfall_row rows[] = {{"Preferred", false, 9e6, 1, 0.9}, {"Common", false, 1e6, 0.1, 0.1}};
    static const struct waterfall_exit exits[] = {
        {.exit_value = 12e6, .transaction_costs = 2e6, .distributed = 10e6, .count = 2, .row = rows},
        {.exit_value = 1e6, .debt = 1e6, .count = 2, .row = rows}};
    struct arena *arena = arena_create();
    struct report *report = report_create(arena, "waterfall");
    report->currency = "USD";
    waterfall_view(report, &(struct waterfall_shown){.exit_count = 1, .exits = exits});
    const char *html = fixture_written(report, "html", &plain, NULL);
    assert_balanced(html);
    assert_int_equal(times(html, "<svg class=\"wide\""), 1);
    assert_non_null(strstr(html, "Of $10M most goes to Preferred, 90%."));
    report = report_create(arena, "waterfall");
    report->currency = "USD";
    waterfall_view(report, &(struct waterfall_shown){.exit_count = 2, .exits = exits});
    assert_null(strstr(fixture_written(report, "html", &plain, NULL), "<svg"));
    arena_destroy(arena);
}

/* An outcome that is one value is not drawn, nor told as a chance. */
static void a_certain_outcome_is_not_drawn(void **state)
{
    (void)state;
    struct arena *arena = arena_create();
    struct report *report = fixture_run(arena);
    for (size_t i = 0; i < report->row_count; i++)
        if (strcmp(report->row[i].metric, "equity_value") == 0 && !*report->row[i].group)
            report->row[i].figure = fixture_atom(0);
    run_charts_exceedance(report);
    const char *html = fixture_written(report, "html", &plain, NULL);
    assert_null(strstr(html, "Equity: one future"));
    assert_non_null(strstr(html, "Net of the pay given up: one future in four comes to more than $73.4K"));
    run_charts_distribution(report, "equity_value");
    assert_int_equal(report->block_count, 1);
    for (size_t i = 0; i < report->row_count; i++)
        if (strcmp(report->row[i].metric, "years_employed") == 0)
            report->row[i].figure = fixture_atom(2);
    struct result_table *curve = result_table_create(arena, &result_form_exceedance, 2);
    for (size_t i = 0; i < 2; i++) {
        struct figure above = figure_without_interval(i ? 0 : 1);
        curve->cell[2 * i] = result_number(2, "");
        curve->cell[2 * i + 1] = result_figure(&above, "share");
    }
    report->distribution[2].exceedance = curve;
    run_charts_timeline(report);
    const struct block *timeline = &report->block[report->block_count - 1];
    assert_string_equal(timeline->text, "The job ends after 2 years.");
    assert_close(timeline->series[0].x[timeline->series[0].count - 1], 2, 0);
    arena_destroy(arena);
}

static void ticks_are_round(void **state)
{
    (void)state;
    double first, step;
    const struct svg_scale money = {-412500, 754000, 0, 100}, tiny = {0, 3e-9, 0, 100}, point = {1, 1, 0, 100};
    assert_int_equal(svg_ticks(&money, 8, &first, &step), 6);
    assert_close(first, -400000, 1e-6);
    assert_close(step, 200000, 1e-6);
    assert_int_equal(svg_ticks(&tiny, 4, &first, &step), 4);
    assert_close(step, 1e-9, 1e-18);
    assert_int_equal(svg_ticks(&point, 4, &first, &step), 0);
    assert_close(svg_at(&money, -412500), 0, 1e-12);
    assert_close(svg_at(&money, 754000), 100, 1e-12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(run_is_one_whole_page),
                                       cmocka_unit_test(nothing_runs_from_a_hostile_name),
                                       cmocka_unit_test(several_offers_have_a_page_with_contents),
                                       cmocka_unit_test(other_charts_are_drawn),
                                       cmocka_unit_test(words_have_their_form),
                                       cmocka_unit_test(largest_exits_are_drawn),
                                       cmocka_unit_test(a_waterfall_is_drawn),
                                       cmocka_unit_test(a_certain_outcome_is_not_drawn),
                                       cmocka_unit_test(ticks_are_round)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
