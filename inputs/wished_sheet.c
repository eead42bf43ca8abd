#include "inputs/wished_sheet.h"

#include "inputs/nearest_word.h"

#include <strings.h>

bool wished_sheet_is(const struct problems *problems, const char *sheet)
{
    return problems->wishes.sheet && strcasecmp(problems->wishes.sheet, sheet) == 0;
}

bool wished_sheet_is_another(const struct problems *problems, const char *sheet)
{
    return problems->wishes.sheet && !wished_sheet_is(problems, sheet);
}

bool wished_sheet_first(struct arena *arena, struct problems *problems, struct grid *grid, size_t count,
                        struct place whole)
{
    const char *wished = problems->wishes.sheet;
    const char **name = arena_alloc(arena, count + 1, sizeof *name);
    if (!wished)
        return true;
    problems->sheet_met = true;
    for (size_t i = 0; i < count; i++) {
        name[i] = grid[i].name;
        if (!wished_sheet_is(problems, grid[i].name))
            continue;
        struct grid first = grid[i];
        for (size_t k = i; k > 0; k--)
            grid[k] = grid[k - 1];
        grid[0] = first;
        return true;
    }
    const char *near = nearest_word(wished, name, count);
    problem_add(problems, STATUS_USAGE, whole, "",
                near        ? arena_text(arena, "did you mean --sheet \"%.60s\"?", near)
                : count > 0 ? arena_text(arena, "a sheet of the workbook, such as \"%.60s\"", name[0])
                            : NULL,
                "--sheet %.60s: the workbook has no sheet of that name", wished);
    return false;
}

const char *wished_sheet_help(struct arena *arena, const char *sheet, const char *other)
{
    return arena_text(arena, "choose one: --sheet \"%.60s\" or --sheet \"%.60s\"", sheet, other);
}
