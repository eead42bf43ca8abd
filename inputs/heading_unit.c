#include "inputs/heading_unit.h"

#include "inputs/cell_kinds.h"
#include "inputs/cell_note.h"
#include "inputs/words.h"

#include <string.h>

enum { FRAGMENT_BYTES = 60 };

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
    const char *sign = strpbrk(heading, "$%"); /* "Value $M" without brackets; "Grant %" */
    if (sign && !unit.currency && !unit.percent && !strpbrk(heading, "(["))
        take_units(arena, piece(arena, sign, strlen(sign)), &unit);
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
            own.words = true;
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
    if (unit->currency && !own->currency)
        text = arena_text(arena, "%s%s%s", unit->currency, strcmp(unit->currency, "$") == 0 ? "" : " ", text);
    return text;
}

static const char *time_text(struct arena *arena, const struct heading_unit *unit, const char *text,
                             const struct own_units *own)
{
    enum { YEAR_LIKE = 20, COUNTED_YEARS = 15 };
    if (own->duration || own->words)
        return text;
    if (unit->duration && own->digits != 4)
        return with_behind(arena, text, own->last_number_end, arena_text(arena, " %s", unit->duration));
    bool bare = strspn(text, "0123456789") == strlen(text);
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
