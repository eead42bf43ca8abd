#include "inputs/cell.h"

#include "inputs/cell_amount.h"
#include "inputs/cell_date.h"
#include "inputs/cell_kinds.h"
#include "inputs/cell_meaning.h"
#include "inputs/cell_memo.h"
#include "inputs/cell_note.h"
#include "inputs/cell_odds.h"
#include "inputs/cell_parse.h"
#include "inputs/cell_period.h"
#include "inputs/cell_stretch.h"
#include "inputs/words.h"

#include "models/reading_defaults.h"

#include <math.h>
#include <string.h>

enum { WORD_BYTES_MAX = 40 };

struct cell_rules cell_rules_usual(void)
{
    return (struct cell_rules){.range = RANGE_UNIFORM, .tail_index = OPEN_TAIL_INDEX, .open_years = OPEN_YEARS};
}

static bool read_tokens(struct cell_parse *parse, enum cell_kind kind)
{
    bool timeline = kind == CELL_TIMELINE, within = false, instant = false;
    if (kind == CELL_DATE || (timeline && cell_stretch_told(parse->scan)))
        return cell_date(parse, &instant) && cell_mean_date(parse, timeline, instant);
    bool told = false;
    if (kind == CELL_SHARE && (!cell_odds(parse, &told) || told))
        return !parse->reading->fault && cell_mean_amount(parse);
    if (timeline && (!cell_period(parse, &told) || told))
        return !parse->reading->fault && cell_mean_duration(parse, true, false);
    if (!cell_amount(parse, &within))
        return false;
    bool duration = parse->grammar->units == cell_duration_units;
    if (!(duration ? cell_mean_duration(parse, timeline, within) : cell_mean_amount(parse)))
        return false;
    if (parse->remark)
        parse->reading->understood = arena_text(parse->arena, "%s%s", parse->reading->understood, parse->remark);
    return true;
}

/* "High" as a share: what the file says it stands for. False: it is no word, or nothing is said of it. */
static bool read_word(struct arena *arena, const char *text, const struct cell_rules *rules,
                      struct cell_reading *reading)
{
    if (strpbrk(text, "0123456789") || strlen(text) > WORD_BYTES_MAX)
        return false;
    const char *words = words_of(arena, text, true);
    for (const struct cell_word *word = rules->words; word; word = word->next) {
        if (strcmp(words_of(arena, word->word, true), words) != 0)
            continue;
        struct cell_rules own = *rules;
        own.words = NULL;
        *reading = cell_read(arena, word->text, CELL_SHARE, &own);
        reading->assumed = true;
        if (!reading->fault)
            reading->understood = arena_text(arena, "%s, which it stands for in `defaults.words`", reading->understood);
        return true;
    }
    return false;
}

struct cell_reading cell_read(struct arena *arena, const char *text, enum cell_kind kind,
                              const struct cell_rules *rules)
{
    if (rules->memo && !rules->words) /* which may be another document's */
        return cell_memo_read(rules->memo, arena, text, kind, rules);
    struct cell_reading reading = {0};
    if (kind == CELL_SHARE && rules->words && read_word(arena, text, rules, &reading))
        return reading;
    struct scan scan; /* not in the arena: a table may have hundreds of thousands of cells */
    struct cell_parse parse = {
        .arena = arena, .rules = rules, .grammar = &cell_grammars[kind], .scan = &scan, .reading = &reading};
    struct cell_note note = cell_note_split(arena, text);
    cell_scan(arena, note.value, rules->commas, &scan);
    if (note.fault && !rules->loss_column)
        cell_fault(&parse, note.fault_at, parse.grammar->examples, "%s", note.fault);
    else if (scan.fault)
        cell_fault(&parse, scan.fault_at, scan.help ? scan.help : parse.grammar->examples, "%s", scan.fault);
    else
        read_tokens(&parse, kind);
    if (reading.fault && !note.fault)
        reading.fault_offset += note.value_at;
    if (!reading.fault && note.note) {
        reading.note = note.note;
        reading.assumed = true;
        reading.understood = arena_text(arena, "%s (not read: %s)", reading.understood, note.note);
    }
    return reading;
}
