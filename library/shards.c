#include "library/shards.h"

#include "inputs/sha256.h"
#include "library/packed.h"
#include "library/partial.h"
#include "outputs/sink.h"

#include <inttypes.h>
#include <string.h>

static bool refuse(struct asking *asking, enum status status, const char *help, const char *fault)
{
    problem_add(asking->problems, status, (struct place){0}, "", help, "%s", fault);
    return false;
}

static void put_texts(struct text_buffer *out, const struct offercast_texts *texts)
{
    packed_put_number(out, texts->count);
    for (size_t i = 0; i < texts->count; i++)
        packed_put_text(out, texts->text[i]);
}

/* All that the counts depend on: two shards of one question agree in it, whatever the machine. What of them is shown
 * (--stat) is asked of the whole. */
static void make_key(const struct asking *asking, char key[65])
{
    const struct offercast_question *asked = asking->asked;
    const struct question *question = &asking->question;
    struct text_buffer all = {.arena = asking->arena};
    packed_put_text(&all, asked->command);
    packed_put_number(&all, question->paths);
    packed_put_number(&all, question->seed);
    packed_put_number(&all, question->replicates);
    packed_put_text(&all, question->sampler->name);
    packed_put_double(&all, question->level);
    packed_put_double(&all, asked->risk_averse ? asked->risk_aversion : -1);
    put_texts(&all, &asked->above);
    put_texts(&all, &asked->vary);
    put_texts(&all, &asked->files);
    put_texts(&all, &asked->set);
    put_texts(&all, &asked->assume);
    packed_put_text(&all, asked->table ? asked->table : "");
    for (size_t i = 0; i < asking->count; i++)
        packed_put_text(&all, asking->offers[i]->check ? asking->offers[i]->check->input.sha256 : "");
    sha256_hex(all.bytes, all.length, key);
}

static const char *what_forbids(const struct offercast_question *asked)
{
    return asked->target.count           ? "a shard has no accuracy of its own: no target can be met by it"
           : asked->max_time_seconds > 0 ? "a shard that is short of time would be no shard: it has no time limit"
           : asked->checkpoint           ? "a shard keeps no checkpoint: make more shards"
           : asked->keep                 ? "a shard keeps no paths"
           : asked->second_order         ? "outer draws do not come in shards"
                                         : NULL;
}

static bool open_shard(struct asking *asking, const char *key)
{
    const struct offercast_question *asked = asking->asked;
    const char *fault = NULL;
    if (asked->shard < 1 || asked->shard > asked->shards || asked->shards > SHARDS_MAX || !asked->partial)
        return refuse(asking, STATUS_USAGE, NULL, "a shard is one of 1 to 1000000, and has a file for its partial");
    if (what_forbids(asked))
        return refuse(asking, STATUS_USAGE, NULL, what_forbids(asked));
    enum status status = sink_check(asking->arena, asked->partial, &fault);
    if (status != STATUS_OK)
        return refuse(asking, status, NULL, fault);
    struct partial_head head = {OFFERCAST_VERSION,    key, asked->shard - 1, asked->shards, asked->arguments.count,
                                asked->arguments.text};
    asking->partial = partial_create(asking->arena, &head);
    return true;
}

static bool open_all(struct asking *asking, const char *key)
{
    const struct offercast_texts *partials = &asking->asked->partials;
    const char *fault = NULL, *help = NULL;
    enum status status =
        partial_open_all(asking->arena, partials->text, partials->count, key, &asking->partial, &fault, &help);
    return status == STATUS_OK || refuse(asking, status, help, fault);
}

bool shards_open(struct asking *asking, const struct answer *answer)
{
    const struct offercast_question *asked = asking->asked;
    char *key = arena_alloc(asking->arena, 65, 1);
    if (!asked->shards && !asked->partials.count)
        return true;
    if (!answer->shared)
        return refuse(asking, STATUS_USAGE, NULL, "this question does not come in shards");
    make_key(asking, key);
    if (!(asked->shards ? open_shard(asking, key) : open_all(asking, key)))
        return false;
    asking->question.share = partial_share(asking->partial);
    return true;
}

enum status shards_close(struct asking *asking)
{
    const char *fault = NULL;
    if (!share_keeps(asking->question.share))
        return STATUS_OK;
    enum status status = partial_write(asking->partial, asking->asked->partial, &fault);
    if (status != STATUS_OK)
        refuse(asking, status, NULL, fault);
    return status;
}
