#include "inputs/grid_ends.h"

#include "inputs/report_tables.h"
#include "inputs/words.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

static const char *const lows[] = {"low", "lower", "min", "minimum", "from", "floor", NULL};
static const char *const highs[] = {"high", "higher", "upper", "max", "maximum", "to", "ceiling", NULL};

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

static void join(struct arena *arena, struct grid *grid, size_t header, size_t end, size_t column)
{
    for (size_t row = header + 1; row < end; row++) {
        if (column + 1 >= grid->row[row].count)
            continue;
        struct grid_cell *cell = &grid->row[row].cell[column];
        cell[0].text = range_of(arena, cell[0].text, cell[1].text);
        cell[1].text = "";
    }
}

/* What is left of both headings, where they are the ends of one; NULL: they are not. */
static const char *common_heading(struct arena *arena, const struct grid_row *heading, size_t column)
{
    const char *low = without(arena, heading->cell[column].text, lows),
               *high = without(arena, heading->cell[column + 1].text, highs);
    return low && high && strcmp(words_of(arena, low, true), words_of(arena, high, true)) == 0 ? low : NULL;
}

bool grid_ends_meet(struct arena *arena, const struct grid *grid, size_t header)
{
    const struct grid_row *heading = &grid->row[header];
    bool any = false;
    for (size_t i = 0; i + 1 < heading->count && !any; i++)
        any = common_heading(arena, heading, i) != NULL;
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
    for (size_t i = 0; i + 1 < heading->count; i++) {
        const char *common = common_heading(arena, heading, i);
        if (!common)
            continue;
        problem_assume(problems, heading->cell[i].at, "", "\"%.40s\" and \"%.40s\" are the ends of one range",
                       heading->cell[i].text, heading->cell[i + 1].text);
        bool bare = words_of(arena, common, false)[1] == '\0';
        heading->cell[i].text = bare ? arena_text(arena, "Value %s", common) : common;
        heading->cell[i + 1].text = "";
        join(arena, grid, header, end, i);
    }
}
