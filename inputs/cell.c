#include "inputs/cell.h"

#include "inputs/cell_grammar.h"

#include <math.h>

static bool read_tokens(struct cell_parse *parse, enum cell_kind kind)
{
    bool timeline = kind == CELL_TIMELINE, within = false, instant = false;
    if (kind == CELL_DATE || (timeline && cell_looks_dated(parse->scan)))
        return cell_date(parse, &instant) && cell_mean_date(parse, timeline, instant);
    if (!cell_amount(parse, &within))
        return false;
    bool duration = parse->grammar->units == cell_duration_units;
    if (!(duration ? cell_mean_duration(parse, timeline, within) : cell_mean_amount(parse)))
        return false;
    if (parse->remark)
        parse->reading->understood = arena_text(parse->arena, "%s%s", parse->reading->understood, parse->remark);
    return true;
}

struct cell_reading cell_read(struct arena *arena, const char *text, enum cell_kind kind,
                              const struct cell_rules *rules)
{
    struct cell_reading reading = {0};
    struct scan scan; /* not in the arena: a table may have hundreds of thousands of cells */
    struct cell_parse parse = {
        .arena = arena, .rules = rules, .grammar = &cell_grammars[kind], .scan = &scan, .reading = &reading};
    cell_scan(arena, text, rules->commas, &scan);
    if (scan.fault)
        cell_fault(&parse, scan.fault_at, scan.help ? scan.help : parse.grammar->examples, "%s", scan.fault);
    else
        read_tokens(&parse, kind);
    return reading;
}
