#include "library/sweep_files.h"

#include "analysis/labels.h"
#include "inputs/alternatives.h"

#include <string.h>

/* The file's own name without its ending. */
static const char *stem_of(struct arena *arena, const char *path)
{
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/')
        length--;
    size_t begin = length;
    while (begin > 0 && path[begin - 1] != '/')
        begin--;
    const char *stem = arena_copy(arena, path + begin, length - begin);
    const char *point = strrchr(stem, '.');
    if (point && point > stem)
        stem = arena_copy(arena, stem, (size_t)(point - stem));
    return strcmp(path, "-") == 0 ? "offer" : stem;
}

static bool is_grid(const struct vary *vary)
{
    return vary->axes > 0 || vary->together;
}

static const struct setting *settings_of(struct arena *arena, const struct offercast_texts *texts)
{
    struct setting *setting = arena_alloc(arena, texts->count + 1, sizeof *setting);
    for (size_t i = 0; i < texts->count; i++)
        setting[i] = (struct setting){texts->text[i], i + 1};
    return setting;
}

static struct reading_wishes wishes_of(const struct asking *asking)
{
    const struct offercast_reading *how = &asking->asked->reading;
    return (struct reading_wishes){.sheet = asking->asked->table ? NULL : how->sheet,
                                   .holder = how->holder,
                                   .value_column = how->value_column,
                                   .decimals = how->decimals,
                                   .dates = how->dates};
}

/* With a grid every file is read once, before; its faults are told at once. */
static bool open_file(struct asking *asking, bool grid, struct files_written *written, struct sweep_file *file)
{
    const struct offercast_texts *assume = &asking->asked->assume, *set = &asking->asked->set;
    if (!grid && !assume->count && strcmp(file->path, "-") != 0)
        return true;
    struct offer_input *base = arena_alloc(asking->arena, 1, sizeof *base);
    file->base = base;
    if (offer_variant_open(asking->arena, file->path, written, wishes_of(asking), base) &&
        alternatives_assume(asking->arena, base->document, assume->text, assume->count, settings_of(asking->arena, set),
                            set->count, base->problems))
        return true;
    *asking->problems = *base->problems;
    return false;
}

static bool take_files(struct asking *asking, struct sweep_offers *offers, struct sweep_file *file)
{
    const struct offercast_texts *paths = &asking->asked->files, *written = &asking->asked->reading.written;
    const struct setting *set = settings_of(asking->arena, &asking->asked->set);
    bool grid = is_grid(&offers->vary), alone = paths->count == 1 && grid;
    offers->written = source_written(asking->arena, written->text, written->count);
    offers->written->anywhere = asking->asked->reading.anywhere;
    offers->wishes = wishes_of(asking);
    offers->stop = &asking->question.progress->stop;
    struct labels *labels = labels_create(asking->arena, paths->count);
    for (size_t i = 0; i < paths->count; i++) {
        file[i] = (struct sweep_file){.path = paths->text[i], .set = set, .set_count = asking->asked->set.count};
        file[i].name = alone ? "" : labels_give(labels, stem_of(asking->arena, file[i].path));
        if (!open_file(asking, grid, offers->written, &file[i]))
            return false;
    }
    return true;
}

static void take_offers(struct asking *asking, const struct sweep_offers *offers, struct sweep_file *file)
{
    bool alone = asking->count == 1 && is_grid(&offers->vary);
    struct labels *labels = labels_create(asking->arena, asking->count);
    for (size_t i = 0; i < asking->count; i++) {
        const struct offercast_offer *offer = asking->offers[i];
        file[i] = (struct sweep_file){.path = offer->base.path,
                                      .base = offer_base(asking->arena, offer),
                                      .set = offer->setting,
                                      .set_count = offer->setting_count};
        file[i].name = alone ? "" : labels_give(labels, stem_of(asking->arena, file[i].path));
    }
}

bool sweep_files_list(struct asking *asking, struct sweep_offers *offers)
{
    size_t count = asking->count ? asking->count : asking->asked->files.count;
    if (count > SCENARIOS_MAX / offers->vary.combinations) {
        problem_add(asking->problems, STATUS_LIMIT, (struct place){0}, "", NULL,
                    "sweep: more than %d scenarios, the most that one sweep runs", SCENARIOS_MAX);
        return false;
    }
    struct sweep_file *file = arena_alloc(asking->arena, count + 1, sizeof *file);
    offers->file = file;
    offers->file_count = count;
    if (!asking->count)
        return take_files(asking, offers, file);
    take_offers(asking, offers, file);
    return true;
}
