#include "inputs/scale_line.h"

#include "inputs/cell_kinds.h"

#include <string.h>

enum { LINE_BYTES_MAX = 160 };

static bool is_thousands(const struct token *token) /* "$'000" */
{
    return token->type == TOKEN_NUMBER && strcmp(token->word, "000") == 0;
}

/* "in USD millions", "in millions of dollars", "$ in thousands": currency and magnitude behind "in", in either order.
 */
static bool told_behind(struct arena *arena, const struct token *token, struct heading_unit *unit)
{
    enum { TOKENS = 5 };
    *unit = (struct heading_unit){0};
    for (size_t i = 0; i < TOKENS && token[i].type != TOKEN_END; i++) {
        size_t took = 0;
        const char *currency = cell_currency(arena, &token[i], NULL, &took);
        const struct cell_unit *magnitude = cell_unit_named(cell_magnitudes, &token[i]);
        if (currency && !unit->currency)
            unit->currency = token[i].type == TOKEN_SYMBOL && strcmp(token[i].word, "$") == 0 ? "$" : currency;
        else if (magnitude && !unit->magnitude && (unit->currency || strlen(token[i].word) > 1))
            unit->magnitude = magnitude->letter;
        else if (is_thousands(&token[i]) && !unit->magnitude)
            unit->magnitude = "K";
        else if (!token_is_word(&token[i], "of") && !token_is_word(&token[i], "us"))
            break;
        i += took > 1 ? took - 1 : 0;
    }
    return unit->magnitude != NULL;
}

bool scale_line_told(struct arena *arena, const char *line, struct heading_unit *unit)
{
    struct scan scan;
    if (strlen(line) > LINE_BYTES_MAX)
        return false;
    cell_scan(arena, line, COMMA_GROUPS, &scan);
    for (size_t i = 0; i < scan.count; i++)
        if (scan.fault || (scan.token[i].type == TOKEN_NUMBER && !is_thousands(&scan.token[i])))
            return false;
    for (size_t i = 0; i < scan.count; i++) {
        if (!token_is_word(&scan.token[i], "in") || !told_behind(arena, &scan.token[i + 1], unit))
            continue;
        bool dollars = i > 0 && scan.token[i - 1].type == TOKEN_SYMBOL && strcmp(scan.token[i - 1].word, "$") == 0;
        unit->currency = !unit->currency && dollars ? "$" : unit->currency;
        return true;
    }
    return false;
}
