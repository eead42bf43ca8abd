#include "inputs/heading_unit.h"

#include "inputs/cell_kinds.h"
#include "inputs/cell_note.h"
#include "inputs/words.h"

#include <string.h>

enum { FRAGMENT_BYTES = 60 };

static const char *currency_named(struct arena *arena, const char *code)
{
    size_t took = 0;
    const struct token tokens[2] = {{.type = TOKEN_WORD, .word = code}, {.word = ""}};
    return cell_currency(arena, tokens, NULL, &took);
}

/* "TEUR", "kUSD", "MCHF"; "USDm", "EURbn"; and "T" before a currency, which in a heading is a thousand. */
static bool take_glued(struct arena *arena, const struct token *token, struct heading_unit *unit)
{
    enum { CODE_BYTES = 3, GLUED_MAX = 7 };
    size_t length = token->type == TOKEN_WORD ? strlen(token->word) : 0, took = 0;
    if (length == 0 || length > GLUED_MAX || unit->magnitude)
        return false;
    bool letter = strchr("tkm", token->word[0]) != NULL;
    const char *currency = NULL, *magnitude = token->word[0] == 'm' ? "M" : "K";
    if (letter && length == CODE_BYTES + 1)
        currency = currency_named(arena, token->word + 1);
    else if (token_is_word(token, "t") && token[1].type != TOKEN_END)
        currency = cell_currency(arena, token + 1, NULL, &took);
    if (!currency && length > CODE_BYTES) {
        const struct token behind = {.type = TOKEN_WORD, .word = token->word + CODE_BYTES};
        const struct cell_unit *named = cell_unit_named(cell_magnitudes, &behind);
        currency = named ? currency_named(arena, arena_copy(arena, token->word, CODE_BYTES)) : NULL;
        magnitude = named ? named->letter : magnitude;
    }
    if (!currency)
        return false;
    unit->magnitude = magnitude;
    unit->currency = unit->currency ? unit->currency : currency;
    return true;
}

/* "10^6" */
static void take_power(const struct token *token, struct heading_unit *unit)
{
    if (!token_is_word(token, "10") && !(token->type == TOKEN_NUMBER && strcmp(token->word, "10") == 0))
        return;
    if (!token_is_mark(token + 1, '^') || token[2].type != TOKEN_NUMBER || unit->magnitude)
        return;
    static const char *const powers[][2] = {{"3", "K"}, {"6", "M"}, {"9", "B"}};
    for (size_t k = 0; k < sizeof powers / sizeof *powers; k++)
        if (strcmp(token[2].word, powers[k][0]) == 0)
            unit->magnitude = powers[k][1];
}

/* What of a heading may hold its unit: brackets, what follows a comma or " in ". Words that are no units are passed
 * over. */
static void take_units(struct arena *arena, const char *fragment, struct heading_unit *unit)
{
    struct scan scan;
    cell_scan(arena, fragment, COMMA_GROUPS, &scan);
    for (size_t i = 0; i < scan.count && !scan.fault; i++) {
        const struct token *token = &scan.token[i];
        size_t took = 0;
        const char *currency = cell_currency(arena, token, NULL, &took);
        const struct cell_unit *magnitude = cell_unit_named(cell_magnitudes, token);
        const struct cell_unit *duration = cell_unit_named(cell_duration_units, token);
        bool thousands = token->type == TOKEN_NUMBER && strcmp(token->word, "000") == 0;
        take_power(token, unit);
        if (take_glued(arena, token, unit))
            continue;
        if (currency && !unit->currency)
            unit->currency = token->type == TOKEN_SYMBOL && strcmp(token->word, "$") == 0 ? "$" : currency;
        else if (token_is_word(token, "%") || token_is_word(token, "percent") || token_is_word(token, "pct"))
            unit->percent = true;
        else if (magnitude && !unit->magnitude)
            unit->magnitude = magnitude->letter;
        else if (thousands)
            unit->magnitude = "K";
        if (duration && strlen(token->word) > 1)
            unit->duration = duration->letter;
        i += took > 1 ? took - 1 : 0;
    }
}

static const char *piece(struct arena *arena, const char *from, size_t length)
{
    return length < FRAGMENT_BYTES ? arena_copy(arena, from, length) : "";
}

/* "Valuation £m", "Valuation millions USD", "Grant %": without brackets only what leaves no doubt is a unit. */
static void take_whole(struct arena *arena, const char *heading, struct heading_unit *unit)
{
    static const char spelt[] =
        " thousand | thousands | million | millions | billion | billions | mio | mrd | mln | crore "
        "| crores | lakh | lakhs ";
    struct heading_unit own = {0};
    bool brackets = strpbrk(heading, "([") != NULL;
    take_units(arena, piece(arena, heading, strlen(heading)), &own);
    if (!unit->magnitude && (own.currency || words_tell(words_of(arena, heading, false), spelt)))
        unit->magnitude = own.magnitude;
    if (!unit->currency && (!brackets || unit->magnitude))
        unit->currency = own.currency;
    unit->percent = unit->percent || (own.percent && !brackets && !own.currency);
    if (!unit->duration && own.duration && strcmp(own.duration, "years") != 0)
        unit->duration = own.duration;
}

struct heading_unit heading_unit_of(struct arena *arena, const char *heading)
{
    struct heading_unit unit = {0};
    for (const char *open = heading; (open = strpbrk(open, "([")) != NULL; open++)
        take_units(arena, piece(arena, open + 1, strcspn(open + 1, ")]")), &unit);
    const char *comma = strrchr(heading, ','), *in = strstr(heading, " in ");
    if (comma)
        take_units(arena, piece(arena, comma + 1, strlen(comma + 1)), &unit);
    if (in)
        take_units(arena, piece(arena, in + 4, strlen(in + 4)), &unit);
    take_whole(arena, heading, &unit);
    const char *words = words_of(arena, heading, true);
    if (words_tell(words, " years | yrs "))
        unit.duration = unit.duration ? unit.duration : "years";
    unit.single_year = !unit.duration && words_tell(words, " year | yr ");
    if (unit.duration && strcmp(unit.duration, "years") == 0 && !words_tell(words, " years | yrs | y "))
        unit.duration = NULL; /* "Year" alone is not a unit */
    if (!unit.duration && words_tell(words, " year | yr "))
        unit.single_year = true;
    if (words_tell(words, " months | month "))
        unit.duration = "months";
    if (words_tell(words, " quarters "))
        unit.duration = "quarters";
    return unit;
}

/* What the cell has of its own. */
struct own_units {
    bool number, currency, magnitude, percent, duration, words;
    size_t last_number_end; /* in the text */
    double number_value;
    int digits;
};

/* Words that join numbers, or bound them, and leave their unit to the heading: "120 to 250", "over 600". */
static bool is_joint(const char *word)
{
    static const char joints[] =
        " to and or between from over under above below about around approx approximately roughly "
        "circa ca c up at least most max min maximum minimum more less than plus within by "
        "before after until est estimated expected ";
    size_t length = strlen(word);
    for (const char *found = joints; length > 0 && (found = strstr(found, word)) != NULL; found += length)
        if (found[-1] == ' ' && found[length] == ' ')
            return true;
    return false;
}

static struct own_units own_units_of(struct arena *arena, const char *text, enum comma_use commas)
{
    struct own_units own = {0};
    struct scan scan;
    cell_scan(arena, text, commas, &scan);
    for (size_t i = 0; i < scan.count && !scan.fault; i++) {
        const struct token *token = &scan.token[i];
        size_t took = 0;
        if (token->type == TOKEN_NUMBER) {
            own.number = true;
            own.last_number_end = token->end;
            own.number_value = token_value(token, 0);
            own.digits = token->digits;
        } else if (cell_currency(arena, token, NULL, &took) || token->type == TOKEN_SYMBOL) {
            own.currency = true;
        } else if (token_is_word(token, "%") || token_is_word(token, "percent") || token_is_word(token, "bps")) {
            own.percent = true;
        } else if (token->type == TOKEN_WORD) {
            own.magnitude = own.magnitude || cell_unit_named(cell_magnitudes, token);
            own.duration = own.duration || cell_unit_named(cell_duration_units, token);
            own.words = own.words || !is_joint(token->word);
        }
    }
    return own;
}

static const char *with_behind(struct arena *arena, const char *text, size_t at, const char *unit)
{
    return arena_text(arena, "%.*s%s%s", (int)at, text, unit, text + at);
}

static const char *money_text(struct arena *arena, const struct heading_unit *unit, const char *text,
                              const struct own_units *own)
{
    const double too_large = 1e6;
    bool magnitude = unit->magnitude && !own->magnitude && !own->words;
    if (magnitude && own->number_value >= too_large && strcmp(unit->magnitude, "K") != 0)
        return NULL;
    if (magnitude)
        text = with_behind(arena, text, own->last_number_end, unit->magnitude);
    if (!unit->currency || own->currency)
        return text;
    size_t number = strcspn(text, "0123456789"), at = number; /* behind a bound such as "over" or < */
    while (at > 0 && strchr("-.(", text[at - 1]))
        at--;
    return with_behind(arena, text, at,
                       strcmp(unit->currency, "$") == 0 ? "$" : arena_text(arena, "%s ", unit->currency));
}

static const char *time_text(struct arena *arena, const struct heading_unit *unit, const char *text,
                             const struct own_units *own)
{
    enum { YEAR_LIKE = 20, COUNTED_YEARS = 15 };
    if (own->duration || own->words)
        return text;
    if (unit->duration && own->digits != 4)
        return with_behind(arena, text, own->last_number_end, arena_text(arena, " %s", unit->duration));
    size_t whole = strspn(text, "0123456789");
    bool bare = whole == strlen(text), two_years = whole == 2 && text[2] == '-' && strlen(text) == 5;
    if (unit->single_year && two_years && own->digits == 2 && text[0] >= '2') /* "27-28" */
        return arena_text(arena, "20%.2s-20%s", text, text + 3);
    if (!unit->single_year || !bare)
        return text;
    if (own->digits == 2 && own->number_value >= YEAR_LIKE)
        return arena_text(arena, "20%s", text);
    return own->digits > 0 && own->number_value >= 1 && own->number_value <= COUNTED_YEARS
               ? arena_text(arena, "Year %s", text)
               : text;
}

const char *heading_unit_apply(struct arena *arena, const struct heading_unit *unit, const char *text,
                               enum cell_kind kind, enum comma_use commas)
{
    struct cell_note note = cell_note_split(arena, text);
    struct own_units own = own_units_of(arena, note.value, commas);
    if (!own.number || note.value_at > 0)
        return text;
    const char *whole = note.value;
    if (kind == CELL_MONEY)
        whole = money_text(arena, unit, note.value, &own);
    else if (kind == CELL_SHARE && unit->percent && !own.percent && !own.words)
        whole = with_behind(arena, note.value, own.last_number_end, "%");
    else if (kind == CELL_TIMELINE)
        whole = time_text(arena, unit, note.value, &own);
    if (!whole || strcmp(whole, note.value) == 0)
        return whole ? text : NULL;
    return note.note ? arena_text(arena, "%s (%s)", whole, note.note) : whole;
}
