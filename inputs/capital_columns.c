#include "inputs/capital_columns.h"

#include "inputs/words.h"

#include <string.h>

static void take_first(size_t *column, size_t i)
{
    *column = *column == NO_COLUMN ? i : *column;
}

static void place_column(struct capital_columns *columns, const char *words, size_t i)
{
    if (words_tell(words, " authorized | authorised | reserved | % | percent | ownership | date | email | id | votes | "
                          "vesting | certificate | prefix | conversion "))
        return;
    if (words_tell(words, " exercise price | strike | strike price "))
        take_first(&columns->strike, i);
    else if (words_tell(words, " participation cap | cap | total cap "))
        take_first(&columns->cap, i);
    else if (words_tell(words, " participating | participation | participates "))
        take_first(&columns->participation, i);
    else if (words_tell(words, " seniority | stack order | rank | ranking | stack | priority | order "))
        take_first(&columns->rank, i);
    else if (words_tell(words, " multiple | lpmultiple | lp multiple | pref multiple "))
        take_first(&columns->multiple, i);
    else if (words_tell(words, " liquidation preference | liq pref | preference | liquidation "))
        take_first(&columns->preference, i);
    else if (words_tell(words,
                        " cash paid | invested | amount invested | investment amount | amount raised | investment | "
                        "capital raised | cash invested | money invested | consideration | amount paid "))
        take_first(&columns->invested, i);
    else if (words_tell(words,
                        " price per share | issue price | original issue price | price | pps | oip | purchase price "))
        take_first(&columns->price, i);
    else if (words_tell(words, " outstanding "))
        take_first(&columns->shares[0], i);
    else if (words_tell(words, " fully diluted | fd shares "))
        take_first(&columns->shares[2], i);
    else if (words_tell(words, " share class | stock class | stock class name | security class | class | class name | "
                               "plan name | class of shares ") ||
             strcmp(words, " plan ") == 0 || strcmp(words, " series ") == 0)
        take_first(&columns->class, i);
    else if (words_tell(words, " security type | type | class type | kind | instrument "))
        take_first(&columns->type, i);
    else if (words_tell(words, " status "))
        take_first(&columns->status, i);
    else if (words_tell(words, " stakeholder | stakeholder name | shareholder | holder | investor | name | owner | "
                               "stockholder | security holder "))
        take_first(&columns->holder, i);
    else if (words_tell(words, " shares | number of shares | quantity | quantity issued | units | options | no of "
                               "shares | share count | holdings | issued "))
        take_first(&columns->shares[1], i);
    else if (words_tell(words, " item | security | securities "))
        take_first(&columns->class, i);
}

bool capital_columns_has_shares(const struct capital_columns *columns)
{
    return columns->shares[0] != NO_COLUMN || columns->shares[1] != NO_COLUMN || columns->shares[2] != NO_COLUMN;
}

bool capital_columns_has_terms(const struct capital_columns *columns)
{
    return columns->multiple != NO_COLUMN || columns->preference != NO_COLUMN || columns->participation != NO_COLUMN ||
           columns->rank != NO_COLUMN;
}

bool capital_columns_read(struct arena *arena, const struct grid *grid, size_t row, struct capital_columns *columns)
{
    size_t count = grid->row[row].count, filled = grid_filled(grid, row);
    for (size_t *column = &columns->class; column <= &columns->shares[SHARE_COLUMNS - 1]; column++)
        *column = NO_COLUMN;
    for (size_t i = 0; i < count; i++)
        if (strlen(grid_text(grid, row, i)) < 60)
            place_column(columns, words_of(arena, grid_text(grid, row, i), false), i);
    bool blank_first = count > 1 && grid_text(grid, row, 0)[0] == '\0' &&
                       (columns->shares[0] != NO_COLUMN || columns->shares[2] != NO_COLUMN);
    if (columns->class == NO_COLUMN && blank_first)
        columns->class = 0;
    if (columns->class == NO_COLUMN && columns->type != NO_COLUMN && columns->holder != NO_COLUMN)
        columns->class = columns->type;
    bool terms = capital_columns_has_terms(columns);
    bool options = columns->strike != NO_COLUMN && columns->class != NO_COLUMN;
    return filled >= 2 && columns->class != NO_COLUMN &&
           (terms || (capital_columns_has_shares(columns) &&
                      (columns->holder != NO_COLUMN || columns->invested != NO_COLUMN || columns->price != NO_COLUMN ||
                       columns->type != NO_COLUMN || blank_first || options)));
}
