#include "inputs/cell_memo.h"

#include <stdint.h>
#include <string.h>

enum { SLOTS = 512, KEPT_MOST = SLOTS / 2, NAMES_MOST = 64 };

struct kept_kind {
    const void *rules;
    const char *name;
    int kind;
};

struct kept_cell {
    const char *text; /* NULL: free */
    enum cell_kind kind;
    struct cell_rules rules;
    struct cell_reading reading;
};

struct kept_thing {
    const char *name;
    const void *thing;
};

struct cell_memo {
    struct arena *arena;
    size_t thing_count;
    struct kept_thing *thing;
    size_t count;
    struct kept_cell cell[SLOTS];
    size_t kinds;
    struct kept_kind kind[NAMES_MOST];
};

struct cell_memo *cell_memo_create(struct arena *arena)
{
    struct cell_memo *memo = arena_alloc(arena, 1, sizeof *memo);
    memo->arena = arena;
    return memo;
}

struct arena *cell_memo_arena(struct cell_memo *memo)
{
    return memo->arena;
}

const void *cell_memo_kept(const struct cell_memo *memo, const char *name)
{
    for (size_t i = 0; i < memo->thing_count; i++)
        if (strcmp(memo->thing[i].name, name) == 0)
            return memo->thing[i].thing;
    return NULL;
}

void cell_memo_keep(struct cell_memo *memo, const char *name, const void *thing)
{
    memo->thing = arena_grow(memo->arena, memo->thing, memo->thing_count, sizeof *memo->thing);
    memo->thing[memo->thing_count++] = (struct kept_thing){name, thing};
}

static bool same_number(double a, double b)
{
    return memcmp(&a, &b, sizeof a) == 0;
}

static bool same_text(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static bool same_rules(const struct cell_rules *a, const struct cell_rules *b)
{
    return a->range == b->range && same_number(a->tail_index, b->tail_index) &&
           same_number(a->open_years, b->open_years) && a->start_given == b->start_given &&
           same_number(a->start_day, b->start_day) && same_text(a->currency, b->currency) && a->commas == b->commas &&
           a->dates == b->dates && a->fiscal_year_month == b->fiscal_year_month && same_number(a->shares, b->shares) &&
           same_number(a->arr, b->arr) && same_number(a->last_valuation, b->last_valuation) &&
           a->whole_company == b->whole_company && a->doubt == b->doubt && a->yearly == b->yearly &&
           a->bare_refused == b->bare_refused && a->loss_column == b->loss_column;
}

static size_t slot_of(const char *text, enum cell_kind kind)
{
    uint32_t hash = 2166136261U + (uint32_t)kind; /* FNV-1a */
    for (const char *c = text; *c; c++)
        hash = (hash ^ (unsigned char)*c) * 16777619U;
    return (hash ^ hash >> 16) % SLOTS;
}

struct cell_reading cell_memo_read(struct cell_memo *memo, struct arena *arena, const char *text, enum cell_kind kind,
                                   const struct cell_rules *rules)
{
    size_t slot = slot_of(text, kind);
    for (; memo->cell[slot].text; slot = (slot + 1) % SLOTS) {
        const struct kept_cell *cell = &memo->cell[slot];
        if (cell->kind == kind && strcmp(cell->text, text) == 0 && same_rules(&cell->rules, rules))
            return cell->reading;
    }
    struct cell_rules own = *rules;
    own.memo = NULL;
    if (memo->count == KEPT_MOST)
        return cell_read(arena, text, kind, &own);
    struct kept_cell *cell = &memo->cell[slot];
    cell->text = arena_copy(memo->arena, text, strlen(text));
    cell->kind = kind;
    cell->rules = own;
    if (rules->currency)
        cell->rules.currency = arena_copy(memo->arena, rules->currency, strlen(rules->currency));
    cell->reading = cell_read(memo->arena, cell->text, kind, &cell->rules);
    memo->count++;
    return cell->reading;
}

bool cell_memo_kind(const struct cell_memo *memo, const void *rules, const char *name, int *kind)
{
    for (size_t i = 0; i < memo->kinds; i++)
        if (memo->kind[i].rules == rules && strcmp(memo->kind[i].name, name) == 0) {
            *kind = memo->kind[i].kind;
            return true;
        }
    return false;
}

void cell_memo_keep_kind(struct cell_memo *memo, const void *rules, const char *name, int kind)
{
    if (memo->kinds < NAMES_MOST)
        memo->kind[memo->kinds++] = (struct kept_kind){rules, arena_copy(memo->arena, name, strlen(name)), kind};
}
