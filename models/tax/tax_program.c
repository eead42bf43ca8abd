#include "models/tax/tax_program.h"

#include "models/tax/tax_lines.h"
#include "models/tax/tax_pieces.h"

#include <math.h>
#include <string.h>

const struct tax_range tax_range_any = {-HUGE_VAL, HUGE_VAL}, tax_range_zero = {0, 0},
                       tax_range_not_negative = {0, HUGE_VAL};

/* What has been found of each value of the formula, arguments first. */
struct preparing {
    struct arena *arena;
    const struct tax_table *table;
    size_t status;
    const struct tax_formula *formula;
    struct tax_range *range;
    const struct tax_lines **lines;
    struct tax_instruction **maker;
    size_t *same_as; /* itself, or the earlier value that it always equals; TAX_CONSTANT: it is range.low */
    double (*scratch)[LANES];
};

static const struct tax_operator *operator_of(const struct tax_instruction *instruction)
{
    return tax_operators[0][instruction->op];
}

static double constant_of(const struct preparing *preparing, const struct tax_operand *operand)
{
    if (operand->kind == TAX_OPERAND_NUMBER)
        return preparing->table->number[operand->index].value[preparing->status];
    return operand->literal;
}

static struct tax_term term_of(const struct preparing *preparing, const struct tax_step_term *term)
{
    struct tax_term made = {constant_of(preparing, &term->coefficient), TAX_CONSTANT, 0};
    if (term->of.kind != TAX_OPERAND_VALUE) {
        made.constant = constant_of(preparing, &term->of);
        return made;
    }
    made.at = preparing->same_as[term->of.index];
    if (made.at == TAX_CONSTANT)
        made.constant = preparing->range[term->of.index].low;
    return made;
}

static struct tax_instruction *instruction_of(const struct preparing *preparing, const struct tax_step *step,
                                              size_t out)
{
    struct tax_instruction *made = arena_alloc(preparing->arena, 1, sizeof *made);
    *made = (struct tax_instruction){
        .op = step->op, .out = out, .count = step->term_count, .mode = step->mode, .positive = step->positive};
    made->term = arena_alloc(preparing->arena, step->term_count + 1, sizeof *made->term);
    for (size_t i = 0; i < step->term_count; i++)
        made->term[i] = term_of(preparing, &step->term[i]);
    for (size_t i = 0; i < TAX_FACTORS_MAX; i++)
        made->factor[i] = constant_of(preparing, &step->factor[i]);
    const struct tax_operator *record = tax_operators[0][step->op];
    for (size_t i = 0; i < TAX_KEYS_MAX && record->key[i].name; i++) {
        if (record->key[i].kind == TAX_KEY_TARIFF) {
            made->schedule = &preparing->table->tariff[step->tariff].schedule[preparing->status];
            made->pieces = tax_pieces_of(preparing->arena, made->schedule);
        }
    }
    return made;
}

static bool is_all_constant(const struct tax_instruction *instruction)
{
    for (size_t i = 0; i < instruction->count; i++)
        if (instruction->term[i].at != TAX_CONSTANT)
            return false;
    return true;
}

/* The value of an instruction all of whose terms are known: what it computes. */
static double evaluated(const struct preparing *preparing, const struct tax_instruction *instruction)
{
    double(*column)[LANES] = preparing->scratch;
    struct tax_instruction alone = *instruction;
    alone.out = instruction->count;
    alone.term = arena_alloc(preparing->arena, instruction->count + 1, sizeof *alone.term);
    for (size_t k = 0; k < instruction->count; k++) {
        alone.term[k] = (struct tax_term){instruction->term[k].coefficient, k, 0};
        for (size_t i = 0; i < LANES; i++)
            column[k][i] = instruction->term[k].constant;
    }
    operator_of(instruction)->run(&alone, column, TAX_CHUNKS);
    return column[alone.out][0];
}

static struct tax_range range_of(const struct preparing *preparing, const struct tax_instruction *instruction)
{
    struct tax_range *term = arena_alloc(preparing->arena, instruction->count + 1, sizeof *term);
    for (size_t i = 0; i < instruction->count; i++) {
        double constant = instruction->term[i].constant;
        term[i] = instruction->term[i].at == TAX_CONSTANT ? (struct tax_range){constant, constant}
                                                          : preparing->range[instruction->term[i].at];
    }
    return operator_of(instruction)->range(instruction, term);
}

/* Whether two instructions compute the same. */
static bool is_twin(const struct tax_instruction *a, const struct tax_instruction *b)
{
    if (a->op != b->op || a->count != b->count || a->constant != b->constant || a->schedule != b->schedule ||
        a->mode != b->mode || a->positive != b->positive || memcmp(a->factor, b->factor, sizeof a->factor) != 0)
        return false;
    for (size_t i = 0; i < a->count; i++)
        if (a->term[i].at != b->term[i].at || a->term[i].coefficient != b->term[i].coefficient ||
            a->term[i].constant != b->term[i].constant)
            return false;
    return true;
}

/* The earlier value that the instruction's always equals, or its own. */
static size_t twin_of(const struct preparing *preparing, const struct tax_instruction *instruction)
{
    const struct tax_operator *record = operator_of(instruction);
    if (record->fold && instruction->constant == record->neutral && instruction->count == 1 &&
        instruction->term[0].coefficient == 1 && !instruction->positive)
        return instruction->term[0].at;
    for (size_t i = preparing->formula->argument_count; i < instruction->out; i++)
        if (preparing->same_as[i] == i && is_twin(preparing->maker[i], instruction))
            return i;
    return instruction->out;
}

/* The lines of a value; one that hangs on several roots is a root of its own. */
static const struct tax_lines *lines_of(const struct preparing *preparing, const struct tax_instruction *instruction,
                                        size_t value)
{
    const struct tax_lines **term = arena_alloc(preparing->arena, instruction->count + 1, sizeof *term);
    for (size_t i = 0; i < instruction->count; i++)
        if (instruction->term[i].at != TAX_CONSTANT)
            term[i] = preparing->lines[instruction->term[i].at];
    const struct tax_lines *lines = tax_lines_of(preparing->arena, instruction, term, preparing->scratch);
    return lines ? lines : tax_lines_of_root(preparing->arena, value, preparing->range[value].low);
}

static void prepare_step(struct preparing *preparing, const struct tax_step *step, size_t value)
{
    struct tax_knowledge knowledge = {preparing->range, preparing->lines,
                                      (const struct tax_instruction *const *)preparing->maker};
    struct tax_instruction *instruction = instruction_of(preparing, step, value);
    const struct tax_operator *record = operator_of(instruction);
    if (record->fold)
        record->fold(instruction, &knowledge);
    struct tax_range range;
    if (is_all_constant(instruction)) {
        range.low = range.high = evaluated(preparing, instruction);
    } else {
        range = range_of(preparing, instruction);
        instruction->positive = instruction->positive && range.low < 0;
        if (instruction->positive)
            range = (struct tax_range){0, range.high > 0 ? range.high : 0};
    }
    preparing->maker[value] = instruction;
    preparing->range[value] = range;
    preparing->same_as[value] = range.low == range.high ? TAX_CONSTANT : twin_of(preparing, instruction);
    if (preparing->same_as[value] == value)
        preparing->lines[value] = lines_of(preparing, instruction, value);
}

static struct preparing prepare(struct arena *arena, const struct tax_table *table, size_t status,
                                const struct tax_formula *formula, const struct tax_range *argument)
{
    size_t values = formula->argument_count + formula->step_count, terms = 0;
    struct preparing preparing = {arena,
                                  table,
                                  status,
                                  formula,
                                  arena_alloc(arena, values + 1, sizeof(struct tax_range)),
                                  arena_alloc(arena, values + 1, sizeof(struct tax_lines *)),
                                  arena_alloc(arena, values + 1, sizeof(struct tax_instruction *)),
                                  arena_alloc(arena, values + 1, sizeof(size_t)),
                                  NULL};
    for (size_t i = 0; i < formula->step_count; i++)
        terms = formula->step[i].term_count > terms ? formula->step[i].term_count : terms;
    preparing.scratch = arena_alloc(arena, terms + 1, sizeof *preparing.scratch);
    for (size_t i = 0; i < formula->argument_count; i++) {
        preparing.range[i] = argument[i];
        preparing.same_as[i] = argument[i].low == argument[i].high ? TAX_CONSTANT : i;
        preparing.lines[i] = tax_lines_of_root(arena, i, argument[i].low);
    }
    for (size_t i = 0; i < formula->step_count; i++)
        prepare_step(&preparing, &formula->step[i], formula->argument_count + i);
    return preparing;
}

/* --- sums of sums ------------------------------------------------------------------------------------------------- */

/* How often each value is asked for: as a result, or by a step that is itself asked for. */
static size_t *use_counts(const struct preparing *preparing, const size_t *wanted, size_t wanted_count)
{
    size_t arguments = preparing->formula->argument_count, values = arguments + preparing->formula->step_count;
    size_t *uses = arena_alloc(preparing->arena, values + 1, sizeof *uses);
    for (size_t i = 0; i < wanted_count; i++)
        if (preparing->same_as[wanted[i]] != TAX_CONSTANT)
            uses[preparing->same_as[wanted[i]]] += 2; /* a result is never taken apart */
    for (size_t i = values; i-- > arguments;)
        for (size_t k = 0; uses[i] && k < preparing->maker[i]->count; k++)
            if (preparing->maker[i]->term[k].at != TAX_CONSTANT)
                uses[preparing->maker[i]->term[k].at]++;
    return uses;
}

/* The sum with the terms of `inner` in place of its term k. */
static void splice(struct arena *arena, struct tax_instruction *sum, size_t k, const struct tax_instruction *inner)
{
    struct tax_term *term = arena_alloc(arena, sum->count + inner->count, sizeof *term);
    double coefficient = sum->term[k].coefficient;
    memcpy(term, sum->term, k * sizeof *term);
    for (size_t i = 0; i < inner->count; i++) {
        term[k + i] = inner->term[i];
        term[k + i].coefficient *= coefficient;
    }
    memcpy(term + k + inner->count, sum->term + k + 1, (sum->count - k - 1) * sizeof *term);
    sum->constant += coefficient * inner->constant;
    sum->count += inner->count - 1;
    sum->term = term;
}

/* A sum that only another sum asks for becomes part of that one: a pass over a column less. */
static void fuse_sums(struct preparing *preparing, const size_t *wanted, size_t wanted_count)
{
    size_t arguments = preparing->formula->argument_count, values = arguments + preparing->formula->step_count;
    const size_t *uses = use_counts(preparing, wanted, wanted_count);
    for (size_t i = arguments; i < values; i++) {
        struct tax_instruction *sum = preparing->maker[i];
        for (size_t k = 0; uses[i] && sum->op == TAX_OPERATOR_sum && k < sum->count;) {
            size_t at = sum->term[k].at;
            const struct tax_instruction *inner = preparing->maker[at];
            if (inner && inner->op == TAX_OPERATOR_sum && !inner->positive && uses[at] == 1)
                splice(preparing->arena, sum, k, inner);
            else
                k++;
        }
    }
}

/* --- columns ----------------------------------------------------------------------------------------------------- */

struct seating {
    struct tax_program *program;
    size_t *last_use; /* by value: the value that uses it last, itself where nothing does; SIZE_MAX: a result */
    size_t *column;   /* by value */
    size_t *free;     /* columns that are free again */
    size_t free_count;
};

static void mark_used(const struct tax_instruction *instruction, size_t *last_use)
{
    for (size_t i = 0; i < instruction->count; i++) {
        size_t at = instruction->term[i].at;
        if (at != TAX_CONSTANT && last_use[at] == at)
            last_use[at] = instruction->out;
    }
}

static size_t constant_column(struct tax_program *program, double constant)
{
    for (size_t i = 0; i < program->constant_count; i++)
        if (program->constant[i].constant == constant)
            return program->constant[i].column;
    program->constant[program->constant_count++] = (struct tax_place){program->column_count, constant};
    return program->column_count++;
}

static size_t seat(struct seating *seating)
{
    return seating->free_count ? seating->free[--seating->free_count] : seating->program->column_count++;
}

/* The result gets a column before its terms give theirs up: no kernel reads what it writes. */
static void seat_instruction(struct seating *seating, struct tax_instruction *instruction)
{
    size_t value = instruction->out;
    instruction->out = seating->column[value] = seat(seating);
    for (size_t i = 0; i < instruction->count; i++) {
        size_t at = instruction->term[i].at;
        instruction->term[i].at =
            at == TAX_CONSTANT ? constant_column(seating->program, instruction->term[i].constant) : seating->column[at];
        if (at != TAX_CONSTANT && seating->last_use[at] == value) {
            seating->free[seating->free_count++] = seating->column[at];
            seating->last_use[at] = at;
        }
    }
}

static struct tax_place place_of(const struct preparing *preparing, const struct seating *seating, size_t value)
{
    size_t same = preparing->same_as[value];
    if (same == TAX_CONSTANT)
        return (struct tax_place){TAX_CONSTANT, preparing->range[value].low};
    return (struct tax_place){seating->column[same], 0};
}

/* For every value whether it is needed, and by whom last: found from the end. */
static size_t *last_uses(const struct preparing *preparing, const size_t *wanted, size_t wanted_count)
{
    size_t arguments = preparing->formula->argument_count, values = arguments + preparing->formula->step_count;
    size_t *last_use = arena_alloc(preparing->arena, values + 1, sizeof *last_use);
    for (size_t i = 0; i < values; i++)
        last_use[i] = i;
    for (size_t i = 0; i < wanted_count; i++)
        if (preparing->same_as[wanted[i]] != TAX_CONSTANT)
            last_use[preparing->same_as[wanted[i]]] = SIZE_MAX;
    for (size_t i = values; i-- > arguments;)
        if (preparing->same_as[i] == i && last_use[i] != i)
            mark_used(preparing->maker[i], last_use);
    return last_use;
}

struct tax_program *tax_program_create(struct arena *arena, const struct tax_table *table, size_t status,
                                       const struct tax_formula *formula, const struct tax_range *argument,
                                       const size_t *wanted, size_t wanted_count)
{
    struct preparing preparing = prepare(arena, table, status, formula, argument);
    fuse_sums(&preparing, wanted, wanted_count);
    size_t arguments = formula->argument_count, values = arguments + formula->step_count, terms = 0;
    for (size_t i = arguments; i < values; i++)
        terms += preparing.maker[i]->count;
    struct tax_program *program = arena_alloc(arena, 1, sizeof *program);
    program->argument_count = arguments;
    program->argument = arena_alloc(arena, arguments + 1, sizeof *program->argument);
    program->instruction = arena_alloc(arena, formula->step_count + 1, sizeof *program->instruction);
    program->constant = arena_alloc(arena, terms + 1, sizeof *program->constant);
    struct seating seating = {program, last_uses(&preparing, wanted, wanted_count),
                              arena_alloc(arena, values + 1, sizeof(size_t)),
                              arena_alloc(arena, values + 1, sizeof(size_t)), 0};
    for (size_t i = 0; i < arguments; i++) {
        bool used = preparing.same_as[i] == i && seating.last_use[i] != i;
        program->argument[i] = seating.column[i] = used ? program->column_count++ : TAX_CONSTANT;
    }
    for (size_t i = arguments; i < values; i++) {
        if (preparing.same_as[i] != i || seating.last_use[i] == i)
            continue;
        struct tax_instruction *instruction = &program->instruction[program->instruction_count++];
        *instruction = *preparing.maker[i];
        seat_instruction(&seating, instruction);
    }
    program->result_count = wanted_count;
    program->result = arena_alloc(arena, wanted_count + 1, sizeof *program->result);
    for (size_t i = 0; i < wanted_count; i++)
        program->result[i] = place_of(&preparing, &seating, wanted[i]);
    return program;
}

double (*tax_columns_create(struct arena *arena, const struct tax_program *program))[LANES]
{
    double(*column)[LANES] = arena_alloc(arena, program->column_count + 1, sizeof *column);
    for (size_t k = 0; k < program->constant_count; k++)
        for (size_t i = 0; i < LANES; i++)
            column[program->constant[k].column][i] = program->constant[k].constant;
    return column;
}

void tax_program_run(const struct tax_program *program, size_t build, double (*column)[LANES], size_t lanes)
{
    size_t chunks = (lanes + TAX_CHUNK - 1) / TAX_CHUNK;
    for (size_t i = 0; i < program->instruction_count; i++) {
        const struct tax_instruction *instruction = &program->instruction[i];
        tax_operators[build][instruction->op]->run(instruction, column, chunks);
    }
}
