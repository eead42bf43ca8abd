#include "library/shards.h"

#include "inputs/sha256.h"
#include "library/kept_work.h"
#include "library/packed.h"
#include "library/partial_set.h"
#include "outputs/sink.h"

#include <string.h>
#include <sys/stat.h>

static const char other_checkpoint[] = "remove it, or name another file";

static bool refuse(struct asking *asking, enum status status, const char *help, const char *fault)
{
    problem_add(asking->problems, status, (struct place){0}, "", help, "%s", fault);
    return false;
}

/* --- what the work is of ------------------------------------------------------------------------------------------ */

static void put_texts(struct text_buffer *out, const struct offercast_texts *texts)
{
    packed_put_number(out, texts->count);
    for (size_t i = 0; i < texts->count; i++)
        packed_put_text(out, texts->text[i]);
}

static const char *hash_of(struct arena *arena, const struct text_buffer *all)
{
    char *hash = arena_alloc(arena, 65, 1);
    sha256_hex(all->bytes, all->length, hash);
    return hash;
}

/* Of what is simulated; where that is made of the document in the course of the question, of the document. */
static void put_offer(struct text_buffer *out, const struct offercast_offer *offer)
{
    packed_put_text(out, offer->check ? offer->check->input.sha256 : offer->base.sha256);
    for (size_t i = 0; !offer->check && i < offer->setting_count; i++)
        packed_put_text(out, offer->setting[i].text);
    for (size_t i = 0; !offer->check && i < offer->assume_count; i++)
        packed_put_text(out, offer->assume[i]);
}

static const char *hash_of_offers(const struct asking *asking)
{
    const struct offercast_question *asked = asking->asked;
    struct text_buffer all = {.arena = asking->arena};
    put_texts(&all, &asked->files);
    put_texts(&all, &asked->set);
    put_texts(&all, &asked->assume);
    packed_put_text(&all, asked->table ? asked->table : "");
    for (size_t i = 0; i < asking->count; i++)
        put_offer(&all, asking->offers[i]);
    return hash_of(asking->arena, &all);
}

/* All that the counts depend on: two parts of one question agree in it, whatever the machine. What of them is shown
 * (--stat) is asked of the whole; a checkpoint may be gone on from with more paths, another target, level or amount. */
static const char *key_of(const struct asking *asking, const struct answer *answer, const char *offers)
{
    const struct offercast_question *asked = asking->asked;
    const struct question *question = &asking->question;
    struct text_buffer all = {.arena = asking->arena};
    bool extended = asked->checkpoint && answer->work & WORK_EXTENDED;
    packed_put_text(&all, asked->command);
    packed_put_text(&all, offers);
    packed_put_number(&all, extended && !asked->second_order ? 0 : question->paths);
    packed_put_number(&all, question->seed);
    packed_put_number(&all, question->replicates);
    packed_put_text(&all, question->sampler->name);
    packed_put_number(&all, asked->second_order);
    packed_put_number(&all, asked->checkpoint ? 0 : asked->repeats);
    put_texts(&all, &asked->vary);
    packed_put_text(&all, asked->goal ? asked->goal : "");
    if (!extended) {
        packed_put_double(&all, question->level);
        packed_put_double(&all, asked->risk_averse ? asked->risk_aversion : -1);
        put_texts(&all, &asked->above);
        put_texts(&all, &asked->target);
    }
    return hash_of(asking->arena, &all);
}

static struct partial_head head_of(const struct asking *asking, const struct answer *answer)
{
    const struct offercast_question *asked = asking->asked;
    const char *offers = hash_of_offers(asking);
    return (struct partial_head){.version = OFFERCAST_VERSION,
                                 .key = key_of(asking, answer, offers),
                                 .offers = offers,
                                 .seed = asked->seed,
                                 .shard = asked->shards ? asked->shard - 1 : 0,
                                 .shards = asked->shards,
                                 .argument_count = asked->arguments.count,
                                 .argument = asked->arguments.text};
}

/* --- opening ------------------------------------------------------------------------------------------------------ */

static const char *what_forbids(const struct offercast_question *asked)
{
    return asked->target.count           ? "a shard has no accuracy of its own: no target can be met by it"
           : asked->max_time_seconds > 0 ? "a shard that is short of time would be no shard: it has no time limit"
           : asked->checkpoint           ? "a shard keeps no checkpoint: make more shards"
           : asked->keep                 ? "a shard keeps no paths"
           : asked->second_order         ? "outer draws do not come in shards"
                                         : NULL;
}

static bool open_shard(struct asking *asking, const struct answer *answer)
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
    struct partial_head head = head_of(asking, answer);
    asking->work = kept_work_of_shard(asking->arena, &head, asking->question.progress);
    kept_work_hand_out(asking->work, asked->next, asked->next_context);
    return true;
}

static bool open_all(struct asking *asking, const struct answer *answer)
{
    const struct offercast_texts *partials = &asking->asked->partials;
    const char *fault = NULL, *help = NULL;
    struct partial_head head = head_of(asking, answer);
    enum status status = partial_set_check(asking->arena, partials->text, partials->count, &head, &fault, &help);
    if (status != STATUS_OK)
        return refuse(asking, status, help, fault);
    asking->work = kept_work_of_all(asking->arena, partials->text, partials->count, asking->question.progress);
    return true;
}

static bool open_checkpoint(struct asking *asking, const struct answer *answer)
{
    const char *path = asking->asked->checkpoint, *fault = NULL;
    struct stat about;
    struct partial_head head = head_of(asking, answer);
    if (stat(path, &about) == 0 && !S_ISREG(about.st_mode) && !S_ISDIR(about.st_mode))
        return refuse(asking, STATUS_USAGE, "a checkpoint is read, and replaced: it has to be a file",
                      arena_text(asking->arena, "--checkpoint: %s: is a pipe or a device", path));
    enum status status = sink_check(asking->arena, path, &fault);
    if (status == STATUS_OK)
        asking->work = kept_work_resumed(asking->arena, path, &head, asking->question.progress, &status, &fault);
    return status == STATUS_OK ||
           refuse(asking, status, other_checkpoint, arena_text(asking->arena, "--checkpoint: %s", fault));
}

bool shards_open(struct asking *asking, const struct answer *answer)
{
    const struct offercast_question *asked = asking->asked;
    bool opened = true;
    if ((asked->shards || asked->partials.count) && !(answer->work & WORK_SHARED))
        return refuse(asking, STATUS_USAGE, NULL, "this question does not come in shards");
    if (asked->shards)
        opened = open_shard(asking, answer);
    else if (asked->partials.count)
        opened = open_all(asking, answer);
    else if (asked->checkpoint && answer->work & WORK_RESUMED)
        opened = open_checkpoint(asking, answer);
    if (opened && asking->work)
        asking->question.share = kept_work_share(asking->work);
    return opened;
}

/* --- closing ------------------------------------------------------------------------------------------------------ */

enum status shards_close(struct asking *asking, enum status status)
{
    const char *fault = NULL, *path = NULL;
    const struct offercast_question *asked = asking->asked;
    if (!asking->work)
        return status;
    enum status own = kept_work_fault(asking->work, &fault);
    if (own == STATUS_OK && share_keeps(asking->question.share) && status == STATUS_OK)
        path = asked->partial;
    else if (own == STATUS_OK && share_resumes(asking->question.share) &&
             (status == STATUS_OK || status == STATUS_ACCURACY || status == STATUS_STOPPED))
        path = asked->checkpoint;
    if (path)
        own = kept_work_write(asking->work, path, &fault);
    if (own == STATUS_OK)
        return status;
    asking->result->report = NULL;
    if (asked->checkpoint)
        fault = arena_text(asking->arena, "--checkpoint: %s", fault);
    refuse(asking, own, asked->checkpoint && own == STATUS_INVALID ? other_checkpoint : NULL, fault);
    return own;
}
