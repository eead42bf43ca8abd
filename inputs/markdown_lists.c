#include "inputs/markdown_lists.h"

#include "inputs/cell.h"
#include "inputs/name_kinds.h"
#include "inputs/report_tables.h"
#include "inputs/words.h"

#include <math.h>
#include <string.h>
#include <strings.h>

enum part { PART_NAME, PART_SHARE, PART_MONEY, PART_TIME, PARTS, PART_WORDS = PARTS, PART_OTHER };
enum { PARTING_DEPTH_MAX = 12 };

struct list_item {
    const char *part[PARTS]; /* NULL: not told */
    const char *rest;        /* what is not read; "" for nothing */
    bool twice;              /* two parts of one kind */
    bool not_the_companys;   /* the words before told an amount that is not the company's value */
};

/* Where a text is parted, the ones that part most first; a word that begins the second part is kept. */
static const struct {
    const char *mark;
    size_t kept; /* bytes at its end that stay */
} marks[] = {{"; ", 0},
             {", ", 0},
             {"|", 0},
             {": ", 0},
             {"(", 0},
             {")", 0},
             {" - ", 0},
             {" \xE2\x80\x93 ", 0},
             {" \xE2\x80\x94 ", 0},
             {" chance of ", 0},
             {" probability of ", 0},
             {" likelihood of ", 0},
             {" at ", 0},
             {" @ ", 0},
             {" worth ", 0},
             {" for ", 0},
             {" with ", 0},
             {" in ", 3},
             {" by ", 3},
             {" within ", 7},
             {" around ", 7},
             {" after ", 6},
             {" before ", 7},
             {" from ", 5}};

static const char *trimmed(struct arena *arena, const char *text, size_t length)
{
    while (length > 0 && strchr(" \t.:;,-", text[length - 1]))
        length--;
    size_t from = 0;
    while (from < length && strchr(" \t.:;,", text[from]))
        from++;
    return arena_copy(arena, text + from, length - from);
}

static bool reads_as(struct arena *arena, const char *text, enum cell_kind kind)
{
    struct cell_rules rules = cell_rules_usual();
    rules.start_given = true;
    rules.start_day = -1e6;
    bool reads = !cell_read(arena, text, kind, &rules).fault;
    rules.commas = COMMA_DECIMAL; /* "€1,2 Mrd.": whether it is right the whole document decides, later */
    return reads || !cell_read(arena, text, kind, &rules).fault;
}

static bool has_currency(const char *text)
{
    for (const char *at = text; *at; at++)
        if (*at == '$' || (unsigned char)*at >= 0xC2)
            return true;
    return false;
}

static enum part part_of(struct arena *arena, const char *text)
{
    size_t digit = strcspn(text, "0123456789");
    if (text[digit] == '\0')
        return PART_WORDS;
    if (strcspn(text, "([") < digit) /* "IPO (15%)": a name and a share */
        return PART_OTHER;
    bool bare = strspn(text, "0123456789.,") == strlen(text);
    if ((strchr(text, '%') || !bare) && reads_as(arena, text, CELL_SHARE))
        return PART_SHARE;
    bool year = bare && strlen(text) == 4 && strncmp(text, "20", 2) == 0;
    if ((!bare || year) && reads_as(arena, text, CELL_TIMELINE))
        return PART_TIME;
    if (!bare && (has_currency(text) || strpbrk(text, "MBKmbkUEGCI")) && reads_as(arena, text, CELL_MONEY))
        return PART_MONEY;
    return PART_OTHER;
}

/* A word at one end that only names what the number is: "20% chance", "valuation $2B". */
static const char *without_label(struct arena *arena, const char *text)
{
    static const char labels[] = " probability | chance | likelihood | odds | prob | likely | valuation | value | exit "
                                 "| ev | company | enterprise | sale | price | timeline | timing | when | date | year "
                                 "| approx | p | = | a | of | outcome | range | expected | about ";
    size_t first = strcspn(text, " "), length = strlen(text), last = length;
    while (last > 0 && text[last - 1] != ' ')
        last--;
    if (first == length)
        return NULL;
    if (words_tell(words_of(arena, arena_copy(arena, text, first), true), labels))
        return trimmed(arena, text + first, length - first);
    if (last > 0 && words_tell(words_of(arena, text + last, true), labels))
        return trimmed(arena, text, last);
    return NULL;
}

static void put(struct arena *arena, struct list_item *item, enum part part, const char *text)
{
    bool refused = part == PART_MONEY && item->not_the_companys;
    item->not_the_companys = false;
    if (part >= PARTS || refused) {
        item->rest = arena_text(arena, "%s%s%s", item->rest, *item->rest ? "; " : "", text);
        return;
    }
    item->twice = item->twice || item->part[part];
    item->part[part] = text;
}

/* Words: the name where there is none yet, what the next part is, or a remark. */
static void put_words(struct arena *arena, struct list_item *item, const char *text)
{
    bool exact;
    const char *role = report_tables_heading_role(arena, text, &exact);
    bool other =
        role && (strcmp(role, ".own") == 0 || strcmp(role, ".per_share") == 0 || strcmp(role, ".weighted") == 0);
    if (!item->part[PART_NAME] && !(role && strcmp(role, "name") != 0))
        put(arena, item, PART_NAME, text);
    else if (other)
        item->not_the_companys = true;
    else if (!role)
        put(arena, item, PART_WORDS, text);
}

static void take(struct arena *arena, struct list_item *item, const char *text, size_t depth)
{
    enum part part = part_of(arena, text);
    if (*text == '\0' || depth > PARTING_DEPTH_MAX)
        return;
    for (const char *bare = text; part == PART_OTHER && (bare = without_label(arena, bare)) != NULL;) {
        part = part_of(arena, bare);
        text = part < PARTS ? bare : text;
    }
    if (part < PARTS) {
        put(arena, item, part, text);
        return;
    }
    for (size_t k = 0; k < sizeof marks / sizeof *marks; k++) {
        const char *at = strstr(text, marks[k].mark);
        bool last =
            part == PART_WORDS && strchr(";|:(),", marks[k].mark[0]) == NULL; /* "sale of the business in Europe" */
        if (!at || last)
            continue;
        const char *behind = at + strlen(marks[k].mark) - marks[k].kept;
        take(arena, item, trimmed(arena, text, (size_t)(at - text)), depth + 1);
        take(arena, item, trimmed(arena, behind, strlen(behind)), depth + 1);
        return;
    }
    if (part == PART_WORDS)
        put_words(arena, item, text);
    else
        put(arena, item, PART_OTHER, text);
}

/* --- a list ----------------------------------------------------------------------------------------------------------
 */

static bool is_exit(const struct list_item *item)
{
    return item->part[PART_NAME] && item->part[PART_SHARE] && !item->twice;
}

static bool is_remark(const struct list_item *item)
{
    return !item->part[PART_SHARE] && !item->part[PART_MONEY];
}

/* Whether the items are exits: all but remarks have a name and a share, and the names or the sum say so. */
static bool tell_exits(struct arena *arena, const struct list_item *item, size_t count)
{
    const struct cell_rules rules = cell_rules_usual();
    size_t exits = 0, named = 0, valued = 0;
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        if (is_remark(&item[i]))
            continue;
        if (!is_exit(&item[i]))
            return false;
        struct cell_reading reading = cell_read(arena, item[i].part[PART_SHARE], CELL_SHARE, &rules);
        exits++;
        named += exit_kind_is_told(arena, item[i].part[PART_NAME]);
        valued += item[i].part[PART_MONEY] != NULL;
        sum += reading.fault ? 0 : distribution_mean(&reading.distribution);
    }
    return exits >= 2 && valued >= 1 && (2 * named >= exits || fabs(sum - 1) < 0.015);
}

/* The end of an item's source: nothing of it stands behind. */
enum { ITEM_SOURCE_BYTES = 2 * MARKDOWN_SECTION_BYTES };

static struct place place_of(const struct source *source, size_t offset, const char *part)
{
    size_t length = part ? strlen(part) : 0, left = source->length - offset;
    left = left < ITEM_SOURCE_BYTES ? left : ITEM_SOURCE_BYTES;
    for (size_t i = 0; length > 0 && i + length <= left; i++)
        if (memcmp(source->bytes + offset + i, part, length) == 0)
            return (struct place){source, offset + i};
    return (struct place){source, offset};
}

static void add_row(struct arena *arena, struct grid *grid, const char *const text[PARTS], const struct source *source,
                    size_t offset)
{
    struct grid_row *row = &grid->row[grid->count++];
    *row = (struct grid_row){grid->count, PARTS, arena_alloc(arena, PARTS, sizeof *row->cell)};
    for (size_t k = 0; k < PARTS; k++)
        row->cell[k] = (struct grid_cell){.text = text[k] ? text[k] : "", .at = place_of(source, offset, text[k])};
}

static struct list_item parted(struct arena *arena, const struct markdown_text *text)
{
    struct list_item item = {.rest = ""};
    take(arena, &item, text->text, 0);
    return item;
}

/* The table that the items make. `called`: what they are, for the assumption. */
static void make_grid(struct arena *arena, const struct source *source, const struct list_item *item,
                      const struct markdown_text *const *text, size_t count, const char *called,
                      struct problems *problems, struct grid *grid)
{
    static const char *const headings[PARTS] = {"Scenario", "Probability", "Valuation", "Timeline"};
    *grid = (struct grid){.name = "", .table = true, .at = {source, text[0]->offset}};
    grid->row = arena_alloc(arena, count + 1, sizeof *grid->row);
    add_row(arena, grid, headings, source, text[0]->offset);
    problem_assume(problems, grid->at, "/exits", "%s for each", called);
    for (size_t i = 0; i < count; i++) {
        struct place at = {source, text[i]->offset};
        if (is_remark(&item[i]))
            problem_assume(problems, at, "/exits", "not read of the list: \"%.80s\"", text[i]->text);
        else
            add_row(arena, grid, item[i].part, source, text[i]->offset);
        if (!is_remark(&item[i]) && *item[i].rest)
            problem_assume(problems, at, "/exits", "not read: %.120s", item[i].rest);
    }
}

bool markdown_lists_exits(struct arena *arena, const struct source *source, const struct markdown_blocks *blocks,
                          struct problems *problems, struct grid *grid)
{
    struct list_item *item = arena_alloc(arena, blocks->item_count + 1, sizeof *item);
    const struct markdown_text **text = arena_alloc(arena, blocks->item_count + 1, sizeof *text);
    for (size_t first = 0, end; first < blocks->item_count; first = end) {
        for (end = first; end < blocks->item_count && blocks->item[end].list == blocks->item[first].list; end++) {
            text[end - first] = &blocks->item[end].text;
            item[end - first] = parted(arena, text[end - first]);
        }
        if (!tell_exits(arena, item, end - first))
            continue;
        make_grid(arena, source, item, text, end - first, "the list is taken for the exits, an item", problems, grid);
        return true;
    }
    return false;
}

/* "Scenario 1: IPO", "Case B - sale": what counts the sections goes. */
static const char *without_count(struct arena *arena, const char *heading)
{
    static const char counted[] = " scenario | case | outcome | exit | path | option | event | route ";
    size_t word = strcspn(heading, " "), number = word + strspn(heading + word, " ");
    size_t digits = strspn(heading + number, "0123456789"), end = number + (digits ? digits : 1);
    bool letter = heading[number] >= 'A' && heading[number] <= 'Z';
    if (heading[word] == '\0' || !(digits || letter) ||
        !words_tell(words_of(arena, arena_copy(arena, heading, word), true), counted))
        return heading;
    size_t mark = end + strspn(heading + end, " ");
    static const char *const parting[] = {":", ".", ")", "-", "\xE2\x80\x93", "\xE2\x80\x94"};
    for (size_t k = 0; k < sizeof parting / sizeof *parting; k++) {
        size_t length = strlen(parting[k]);
        if (strncmp(heading + mark, parting[k], length) == 0 && heading[mark + length])
            return heading + mark + length + strspn(heading + mark + length, " ");
    }
    return heading;
}

bool markdown_sections_exits(struct arena *arena, const struct source *source, const struct markdown_blocks *blocks,
                             struct problems *problems, struct grid *grid)
{
    struct list_item *item = arena_alloc(arena, blocks->section_count + 1, sizeof *item);
    const struct markdown_text **text = arena_alloc(arena, blocks->section_count + 1, sizeof *text);
    size_t count = 0;
    for (size_t i = 0; i <= blocks->section_count; i++) {
        const struct markdown_section *section = i < blocks->section_count ? &blocks->section[i] : NULL;
        bool exit = false;
        if (section) {
            struct markdown_text named = {without_count(arena, section->text.text), section->text.offset};
            item[count] = parted(arena, &named);
            exit = is_exit(&item[count]);
        }
        bool goes_on = exit && (count == 0 || section->level == section[-1].level);
        if (!goes_on && count > 0 && tell_exits(arena, item, count)) {
            make_grid(arena, source, item, text, count, "the sections are taken for the exits, one", problems, grid);
            return true;
        }
        if (exit && !goes_on)
            item[0] = item[count];
        count = goes_on ? count + 1 : exit ? 1 : 0;
        if (exit)
            text[count - 1] = &section->text;
    }
    return false;
}
