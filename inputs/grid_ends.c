#include "inputs/grid_ends.h"

#include "inputs/report_tables.h"
#include "inputs/words.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

static const char *const lows[] = {"low", "lower", "min", "minimum", "from", "floor", NULL};
static const char *const highs[] = {"high", "higher", "upper", "max", "maximum", "to", "ceiling", NULL};

static const char *const middles[] = {"base", "mid", "middle", "medium", "mode", "median", "likely", "expected", NULL};

/* The heading without the first of the words and what stood between it and the others; NULL: it has none of them. */
static const char *without(struct arena *arena, const char *heading, const char *const *words)
{
    for (const char *at = heading; *at; at++) {
        if ((at > heading && isalnum((unsigned char)at[-1])) || !isalpha((unsigned char)*at))
            continue;
        for (size_t k = 0; words[k]; k++) {
            size_t length = strlen(words[k]);
            if (strncasecmp(at, words[k], length) != 0 || isalnum((unsigned char)at[length]))
                continue;
            const char *rest = at + length + strspn(at + length, " -.:");
            return arena_text(arena, "%.*s%s", (int)(at - heading), heading, rest);
        }
    }
    return NULL;
}

static const char *range_of(struct arena *arena, const char *low, const char *high)
{
    if (report_tables_absent(high))
        return low;
    if (report_tables_absent(low))
        return high;
    return strcmp(low, high) == 0 ? low : arena_text(arena, "%s - %s", low, high);
}

/* `apart`: how many columns further the high end stands. */
static void join(struct arena *arena, struct grid *grid, size_t header, size_t end, size_t column, size_t apart)
{
    for (size_t row = header + 1; row < end; row++) {
        if (column + apart >= grid->row[row].count)
            continue;
        struct grid_cell *cell = &grid->row[row].cell[column];
        cell[0].text = range_of(arena, cell[0].text, cell[apart].text);
        cell[1].text = cell[apart].text = "";
    }
}

/* What is left of the headings of both ends, which stand side by side or with a middle one between them; NULL: they are
 * not the ends of one range. */
static const char *common_heading(struct arena *arena, const struct grid_row *heading, size_t column, size_t *apart)
{
    const char *low = without(arena, heading->cell[column].text, lows);
    if (!low)
        return NULL;
    const char *left = words_of(arena, low, true);
    for (*apart = 1; *apart <= 2 && column + *apart < heading->count; ++*apart) {
        const struct grid_cell *cell = &heading->cell[column];
        const char *high = without(arena, cell[*apart].text, highs),
                   *middle = *apart == 2 ? without(arena, cell[1].text, middles) : low;
        if (high && middle && strcmp(left, words_of(arena, high, true)) == 0 &&
            strcmp(left, words_of(arena, middle, true)) == 0)
            return low;
    }
    return NULL;
}

/* The text without its next piece of "90 / 140 / 300", "90 → 300" or "90; 140; 300"; *piece is that, trimmed. */
static const char *next_piece(struct arena *arena, const char *text, const char **piece)
{
    static const char *const parted[] = {"/", ";", "|", "\xE2\x86\x92", "->", " to ", " - ", " \xE2\x80\x93 "};
    size_t length = strlen(text), gap = 0;
    for (size_t k = 0; k < sizeof parted / sizeof *parted; k++) {
        const char *found = strstr(text, parted[k]);
        if (found && (size_t)(found - text) < length) {
            length = (size_t)(found - text);
            gap = strlen(parted[k]);
        }
    }
    const char *end = text + length;
    while (end > text && end[-1] == ' ')
        end--;
    *piece = arena_copy(arena, text, (size_t)(end - text));
    text += length + gap;
    return text + strspn(text, " ");
}

/* A heading such as "Exit value ($M, low / mid / high)": each cell below it may hold two ends, or three values. */
static bool names_both_ends(struct arena *arena, const char *heading)
{
    static const char *const least[] = {"low", "lower", "min", "minimum", NULL};
    static const char *const most[] = {"high", "higher", "upper", "max", "maximum", NULL};
    bool exact;
    const char *role = report_tables_heading_role(arena, heading, &exact);
    bool time = role && strcmp(role, "timeline") == 0; /* which has slashes of its own */
    return !time && without(arena, heading, least) && without(arena, heading, most) && strpbrk(heading, "/;|-,\xE2");
}

static void join_pieces(struct arena *arena, struct grid *grid, size_t header, size_t end, size_t column)
{
    enum { PIECES_MAX = 3 };
    for (size_t row = header + 1; row < end; row++) {
        if (column >= grid->row[row].count)
            continue;
        struct grid_cell *cell = &grid->row[row].cell[column];
        const char *piece[PIECES_MAX + 1] = {NULL}, *rest = cell->text;
        size_t count = 0;
        while (*rest && count <= PIECES_MAX)
            rest = next_piece(arena, rest, &piece[count++]);
        if (count >= 2 && count <= PIECES_MAX)
            cell->text = range_of(arena, piece[0], piece[count - 1]);
    }
}

/* The column whose cells hold both ends; the width of the heading: none does. */
static size_t shared_column(struct arena *arena, const struct grid_row *heading)
{
    size_t i = 0;
    while (i < heading->count && !names_both_ends(arena, heading->cell[i].text))
        i++;
    return i;
}

bool grid_ends_meet(struct arena *arena, const struct grid *grid, size_t header)
{
    const struct grid_row *heading = &grid->row[header];
    bool any = false;
    size_t apart;
    for (size_t i = 0; i + 1 < heading->count && !any; i++)
        any = common_heading(arena, heading, i, &apart) != NULL;
    any = any || shared_column(arena, heading) < heading->count;
    if (!any)
        return false;
    const char **text = arena_alloc(arena, heading->count, sizeof *text), *lacking;
    for (size_t i = 0; i < heading->count; i++)
        text[i] = heading->cell[i].text;
    return report_tables_exits_likeness(arena, text, heading->count, &lacking) >=
           2; /* elsewhere they may be anything */
}

void grid_ends_join(struct arena *arena, struct grid *grid, size_t header, size_t end, struct problems *problems)
{
    struct grid_row *heading = &grid->row[header];
    size_t shared = shared_column(arena, heading);
    if (shared < heading->count) {
        problem_assume(problems, heading->cell[shared].at, "",
                       "cells under \"%.60s\" are read from their first value to their last: one between them is not "
                       "read",
                       heading->cell[shared].text);
        join_pieces(arena, grid, header, end, shared);
        bool exact;
        if (!report_tables_heading_role(arena, heading->cell[shared].text, &exact))
            heading->cell[shared].text = arena_text(arena, "Value %s", heading->cell[shared].text);
        return;
    }
    for (size_t i = 0; i + 1 < heading->count; i++) {
        size_t apart;
        const char *common = common_heading(arena, heading, i, &apart);
        if (!common)
            continue;
        problem_assume(
            problems, heading->cell[i].at, "", "\"%.40s\" and \"%.40s\" are the ends of one range%s",
            heading->cell[i].text, heading->cell[i + apart].text,
            apart == 1 ? "" : arena_text(arena, "; \"%.40s\" between them is not read", heading->cell[i + 1].text));
        bool bare = words_of(arena, common, false)[1] == '\0';
        heading->cell[i].text = bare ? arena_text(arena, "Value %s", common) : common;
        heading->cell[i + 1].text = heading->cell[i + apart].text = "";
        join(arena, grid, header, end, i, apart);
    }
}
