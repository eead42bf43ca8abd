#include "library/offer_handle.h"

#include "inputs/alternatives.h"
#include "inputs/cell_memo.h"
#include "inputs/json_document.h"
#include "inputs/offer_writer.h"
#include "inputs/several_offers.h"
#include "inputs/source.h"
#include "models/model_assumptions.h"

#include <string.h>

/* --- reading ------------------------------------------------------------------------------------------------------ */

struct reading {
    const char *name, *text;             /* text NULL: the file of that name */
    const struct offercast_reading *how; /* NULL: nothing is said */
    struct offercast_offer *offer;
};

static const char *kept(struct arena *arena, const char *text)
{
    return text ? arena_copy(arena, text, strlen(text)) : NULL;
}

static void read_document(void *argument)
{
    struct reading *reading = argument;
    struct arena *arena = arena_create();
    struct offercast_offer *offer = arena_alloc(arena, 1, sizeof *offer);
    offer->arena = arena;
    const char *name = arena_copy(arena, reading->name, strlen(reading->name));
    if (reading->text) {
        size_t length = strlen(reading->text);
        offer->base = (struct offer_input){.path = name, .problems = problems_create(arena)};
        const char *text = arena_copy(arena, reading->text, length);
        offer->base.document = json_document(arena, source_create(arena, name, text, length), offer->base.problems);
    } else {
        const struct offercast_reading how = reading->how ? *reading->how : (struct offercast_reading){.sheet = NULL};
        struct files_written *written = source_written(arena, how.written.text, how.written.count);
        written->anywhere = how.anywhere;
        struct reading_wishes wishes = {kept(arena, how.sheet), kept(arena, how.holder), kept(arena, how.value_column),
                                        kept(arena, how.decimals), kept(arena, how.dates)};
        bool whole = offer_variant_open(arena, name, written, wishes, &offer->base);
        (void)whole; /* its problems tell */
    }
    reading->offer = offer;
}

static enum offercast_status read_offer(struct reading reading, struct offercast_offer **offer)
{
    *offer = NULL;
    if (!guard_run(read_document, &reading))
        return OFFERCAST_LIMIT;
    *offer = reading.offer;
    return (enum offercast_status)reading.offer->base.problems->status;
}

enum offercast_status offercast_read(const char *path, const struct offercast_reading *how,
                                     struct offercast_offer **offer)
{
    return read_offer((struct reading){.name = path, .how = how}, offer);
}

enum offercast_status offercast_read_text(const char *name, const char *text, struct offercast_offer **offer)
{
    return read_offer((struct reading){.name = name, .text = text}, offer);
}

size_t offercast_offer_parts(const struct offercast_offer *offer)
{
    size_t count = several_offers_count(offer->base.document);
    return count ? count : 1;
}

struct parting {
    const struct offercast_offer *whole;
    size_t i;
    struct offercast_offer *part;
};

static void take_part(void *argument)
{
    struct parting *parting = argument;
    struct arena *arena = arena_create();
    struct offercast_offer *part = arena_alloc(arena, 1, sizeof *part);
    part->arena = arena;
    bool taken = offer_variant_part(arena, &parting->whole->base, parting->i, &part->base);
    (void)taken; /* its problems tell */
    parting->part = part;
}

enum offercast_status offercast_offer_part(const struct offercast_offer *offer, size_t i, struct offercast_offer **part)
{
    struct parting parting = {offer, i, NULL};
    *part = NULL;
    if (i >= several_offers_count(offer->base.document))
        return OFFERCAST_USAGE;
    if (!guard_run(take_part, &parting))
        return OFFERCAST_LIMIT;
    *part = parting.part;
    return (enum offercast_status)parting.part->base.problems->status;
}

void offercast_offer_free(struct offercast_offer *offer)
{
    if (!offer)
        return;
    if (offer->check)
        arena_destroy(offer->check->arena);
    arena_destroy(offer->arena);
}

/* --- setting ------------------------------------------------------------------------------------------------------ */

struct setting_up {
    struct offercast_offer *offer;
    const char *text;
};

static size_t path_length(const char *setting)
{
    return strcspn(setting, "=");
}

static void set_text(void *argument)
{
    const struct setting_up *up = argument;
    struct offercast_offer *offer = up->offer;
    size_t count = offer->setting_count, length = path_length(up->text);
    const struct setting *last = count ? &offer->setting[count - 1] : NULL;
    bool again = last && path_length(last->text) == length && strncmp(last->text, up->text, length) == 0;
    const char *text = arena_copy(offer->arena, up->text, strlen(up->text));
    if (!again) {
        offer->setting = arena_grow(offer->arena, offer->setting, count, sizeof *offer->setting);
        offer->setting_count = ++count;
    }
    offer->setting[count - 1] = (struct setting){text, count};
}

enum offercast_status offercast_set(struct offercast_offer *offer, const char *setting)
{
    return guard_run(set_text, &(struct setting_up){offer, setting}) ? OFFERCAST_OK : OFFERCAST_LIMIT;
}

static void assume_name(void *argument)
{
    const struct setting_up *up = argument;
    struct offercast_offer *offer = up->offer;
    const char *name = arena_copy(offer->arena, up->text, strlen(up->text));
    offer->assume = arena_grow(offer->arena, offer->assume, offer->assume_count, sizeof *offer->assume);
    offer->assume[offer->assume_count++] = name;
}

enum offercast_status offercast_assume(struct offercast_offer *offer, const char *name)
{
    return guard_run(assume_name, &(struct setting_up){offer, name}) ? OFFERCAST_OK : OFFERCAST_LIMIT;
}

/* --- checking ----------------------------------------------------------------------------------------------------- */

static void add_model_assumptions(struct offer_input *input)
{
    for (const struct model_assumption *each = model_assumptions; each->applies; each++)
        if (each->applies(&input->offer))
            problem_assume(input->problems, (struct place){0}, each->at, "%s", each->text);
}

static void tell(struct offer_check *check)
{
    check->messages.arena = check->arena;
    messages_add_errors(&check->messages, check->input.problems);
    messages_add_warnings(&check->messages, check->input.problems);
    messages_add_assumptions(&check->messages, check->input.problems);
}

const struct offer_input *offer_base(struct arena *arena, const struct offercast_offer *offer)
{
    struct offer_input *base = arena_alloc(arena, 1, sizeof *base);
    *base = offer->base;
    base->memo = cell_memo_create(arena);
    if (!offer->base.document || !offer->assume_count)
        return base;
    base->problems = problems_copy(arena, offer->base.problems);
    base->document = node_copy(arena, offer->base.document);
    bool fine = alternatives_assume(arena, base->document, offer->assume, offer->assume_count, offer->setting,
                                    offer->setting_count, base->problems);
    (void)fine; /* its problems tell */
    return base;
}

struct offer_check *offer_check_as(struct arena *arena, const struct offercast_offer *offer,
                                   const struct offer_input *base)
{
    struct offer_check *check = arena_alloc(arena, 1, sizeof *check);
    check->arena = arena;
    bool refused = base->problems->status == STATUS_USAGE; /* it is to be written; or what is assumed does not apply */
    if (!base->document || refused)
        check->input = *base;
    else if (offer_variant_check(arena, base, offer->setting, offer->setting_count, &check->input)) {
        add_model_assumptions(&check->input);
        check->plan = plan_prepare(arena, &check->input.offer, &check->plan_fault);
    }
    check->status = check->input.problems->status;
    tell(check);
    return check;
}

static void check_offer(void *argument)
{
    struct offercast_offer *offer = argument;
    struct arena *arena = arena_create();
    offer->check = offer_check_as(arena, offer, offer_base(arena, offer));
}

enum offercast_status offercast_check(struct offercast_offer *offer)
{
    struct offer_check *old = offer->check;
    if (!guard_run(check_offer, offer))
        return OFFERCAST_LIMIT;
    if (old)
        arena_destroy(old->arena);
    return (enum offercast_status)offer->check->status;
}

bool offercast_offer_message(const struct offercast_offer *offer, size_t i, struct offercast_message *message)
{
    return offer->check && messages_get(&offer->check->messages, i, message);
}

const char *offercast_offer_name(const struct offercast_offer *offer)
{
    return offer->check ? offer->check->input.offer.name : NULL;
}

const char *offercast_offer_missing(const struct offercast_offer *offer, size_t i)
{
    return offer->check && i < offer->check->input.missing_count ? offer->check->input.missing[i] : NULL;
}

struct writing {
    struct offercast_offer *offer;
    const char *text;
};

static void write_json(void *argument)
{
    struct writing *writing = argument;
    writing->text = offer_writer_text(writing->offer->check->arena, &writing->offer->check->input);
}

const char *offercast_offer_json(struct offercast_offer *offer)
{
    struct writing writing = {offer, NULL};
    return offer->check && (offer->check->status == STATUS_OK || offer_writer_holds_something(&offer->check->input)) &&
                   guard_run(write_json, &writing)
               ? writing.text
               : NULL;
}

/* --- what a question needs ---------------------------------------------------------------------------------------- */

static bool check_has_plan(const struct offer_check *check, struct problems *problems)
{
    if (check->status != STATUS_OK) {
        problem_add_whole(problems, check->status, check->input.path, NULL, NULL, 0,
                          "this offer was not checked, or is invalid");
        return false;
    }
    if (check->plan)
        return true;
    problem_add_whole(problems, plan_fault_is_limit(check->plan_fault) ? STATUS_LIMIT : STATUS_INVALID,
                      check->input.path, NULL, NULL, 0, check->plan_fault);
    return false;
}

bool offer_has_plan(const struct offercast_offer *offer, struct problems *problems)
{
    if (offer->check)
        return check_has_plan(offer->check, problems);
    problem_add_whole(problems, STATUS_USAGE, offer->base.path, NULL, NULL, 0,
                      "this offer was not checked, or is invalid");
    return false;
}

bool offer_check_can_run(const struct offer_check *check, struct problems *problems)
{
    if (check->status != STATUS_OK || !check->input.missing_count)
        return check_has_plan(check, problems);
    problem_add_whole(problems, STATUS_INVALID, check->input.path, "the values shown are examples; put yours",
                      check->input.missing, check->input.missing_count,
                      "this offer lacks what a simulation needs; add");
    return false;
}

bool offer_can_run(const struct offercast_offer *offer, struct problems *problems)
{
    return offer->check ? offer_check_can_run(offer->check, problems) : offer_has_plan(offer, problems);
}
