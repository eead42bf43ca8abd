/* A row of `capital`: a class of shares. */
#include "inputs/how_to_add.h"
#include "inputs/offer_reader.h"

#include <string.h>

#define MEMBER(member) offsetof(struct capital_class, member)

static const struct word class_words[] = {
    {"common", CLASS_COMMON, "common stock"},
    {"preferred", CLASS_PREFERRED, "paid its preference first, or converts"},
    {"option", CLASS_OPTION, "options, exercised where the price passes their strike"},
    {NULL, 0, NULL},
};

static const struct word anti_dilution_words[] = {
    {"none", ANTI_DILUTION_NONE, "no protection"},
    {"weighted_average", ANTI_DILUTION_WEIGHTED_AVERAGE, "broad-based weighted average"},
    {"full_ratchet", ANTI_DILUTION_FULL_RATCHET, "converts at the price of the lower round"},
    {NULL, 0, NULL},
};

static const struct key capital_keys[] = {
    {.name = "name",
     .shape = &shape_text,
     .offset = MEMBER(name),
     .description = "Unique; without one, `class 1`, `class 2`, ...",
     .examples = "\"Series D\""},
    {.name = "kind",
     .shape = &shape_word,
     .offset = MEMBER(kind),
     .description = "What kind of class it is.",
     .examples = "\"preferred\"",
     .words = class_words,
     .flags = KEY_REQUIRED},
    {.name = "shares",
     .shape = &shape_count,
     .offset = MEMBER(shares),
     .description = "Shares, as converted.",
     .examples = "3000000",
     .bounds = &bounds_positive},
    {.name = "percent",
     .shape = &shape_share,
     .offset = MEMBER(percent),
     .description = "Share of all shares as converted; then all classes have it.",
     .examples = "\"12%\"",
     .bounds = &bounds_probability},
    {.name = "invested",
     .shape = &shape_money,
     .offset = MEMBER(invested),
     .description = "What the preferred class paid.",
     .examples = "\"$235M\"",
     .bounds = &bounds_not_negative},
    {.name = "multiple",
     .shape = &shape_multiple,
     .offset = MEMBER(multiple),
     .fallback = "1",
     .description = "Its preference as a multiple of what was invested.",
     .examples = "1, 1.5",
     .bounds = &bounds_not_negative},
    {.name = "participating",
     .shape = &shape_boolean,
     .offset = MEMBER(participating),
     .description = "Whether it also shares in what is left after its preference.",
     .examples = "false"},
    {.name = "cap",
     .shape = &shape_multiple,
     .offset = MEMBER(cap),
     .description = "Total return of a participating class, as a multiple of invested, at most; above it, it converts.",
     .examples = "3",
     .bounds = &bounds_positive},
    {.name = "seniority",
     .shape = &shape_number,
     .offset = MEMBER(seniority),
     .fallback = "1",
     .description = "Larger is paid first; equal ones share in proportion to their claims.",
     .examples = "2"},
    {.name = "dividend",
     .shape = &shape_share,
     .offset = MEMBER(dividend),
     .fallback = "0%",
     .description = "Simple dividend a year from `issued` to the exit: part of the claim, and paid on top of the cap.",
     .examples = "\"8%\"",
     .bounds = &bounds_not_negative},
    {.name = "issued",
     .shape = &shape_date,
     .offset = MEMBER(issued),
     .description = "From when the dividend runs; without it, from the start.",
     .examples = "\"2023-08-24\""},
    {.name = "strike",
     .shape = &shape_money,
     .offset = MEMBER(strike),
     .description = "Exercise price per share of an option class.",
     .examples = "\"$1.20\"",
     .bounds = &bounds_not_negative},
    {.name = "anti_dilution",
     .shape = &shape_word,
     .offset = MEMBER(anti_dilution),
     .fallback = "none",
     .description = "How a preferred class is protected against a round at a lower price.",
     .examples = "\"weighted_average\"",
     .words = anti_dilution_words},
};

/* Keys that only one kind of class has. */
static void only_for(struct reader *reader, const struct node *node, const struct capital_class *class,
                     enum class_kind kind, const char *kind_name, const char *key)
{
    const struct node *member = node_member(node, key);
    if (member && class->kind != kind)
        reader_error(reader, member, NULL, "`%s` is for a class of the kind \"%s\"", key, kind_name);
}

static void finish_class(struct reader *reader, const struct node *node, void *target)
{
    struct capital_class *class = target;
    static const char *const preferred_keys[] = {"invested",  "multiple", "participating", "cap",
                                                 "seniority", "dividend", "issued",        "anti_dilution"};
    if (!class->issued.given)
        class->issued.distribution = distribution_point(0);
    if (!node_member(node, "kind"))
        return;
    for (size_t i = 0; i < sizeof preferred_keys / sizeof *preferred_keys; i++)
        only_for(reader, node, class, CLASS_PREFERRED, "preferred", preferred_keys[i]);
    only_for(reader, node, class, CLASS_OPTION, "option", "strike");
    const struct node *cap = node_member(node, "cap");
    if (class->kind == CLASS_PREFERRED && !node_member(node, "invested"))
        reader_error(reader, node, how_to_add(reader, node, "invested", "\"$235M\""),
                     "a preferred class needs `invested`");
    if (class->kind == CLASS_OPTION && !node_member(node, "strike"))
        reader_error(reader, node, how_to_add(reader, node, "strike", "\"$1.20\""), "an option class needs `strike`");
    if (cap && class->kind == CLASS_PREFERRED && !class->participating)
        reader_error(reader, cap, "add \"participating\": true", "a cap is for a participating class");
}

const struct object_record capital_record = {
    .name = "a class of `capital`",
    .keys = capital_keys,
    .key_count = KEY_COUNT(capital_keys),
    .finish = finish_class,
    .row_bytes = sizeof(struct capital_class),
    .count_offset = offsetof(struct offer, class_count),
    .named = true,
    .row_limit = 1000,
    .row_stem = "class",
};
