#include "models/company_story.h"

#include "models/capital_path.h"

#include <math.h>

static const char step[] = "company";

static const char *of(struct story *story, const char *name, const char *what)
{
    return arena_text(story->arena, "%s: %s", name, what);
}

static double tell_deductions(const struct company_plan *company, const struct path_block *block, size_t lane,
                              struct story *story)
{
    double value = block->exit_value[lane];
    if (!company->deducted || block->acquisition[lane] == 0)
        return value;
    story_quantity(story, step, "transaction costs", &company->transaction_costs, block, lane, "share");
    story_quantity(story, step, "debt", &company->debt, block, lane, "money");
    story_quantity(story, step, "carve-out", &company->carve_out, block, lane, "share");
    double left = waterfall_distributable(value, quantity_at(&company->transaction_costs, block, lane),
                                          quantity_at(&company->debt, block, lane),
                                          quantity_at(&company->carve_out, block, lane));
    story_tell(story, step, "distributed", left, "money", "what the shares get together");
    return left;
}

static void tell_convertible(const struct convertible_plan *convertible, const struct path_block *block, size_t lane,
                             struct story *story)
{
    const char *name = convertible->name;
    story_quantity(story, step, of(story, name, "amount"), &convertible->amount, block, lane, "money");
    story_quantity(story, step, of(story, name, "discount"), &convertible->discount, block, lane, "share");
    if (convertible->capped)
        story_quantity(story, step, of(story, name, "cap"), &convertible->cap, block, lane, "money");
    if (convertible->kind == CONVERTIBLE_NOTE)
        story_quantity(story, step, of(story, name, "interest"), &convertible->interest, block, lane, "share");
}

static const char *part_in(const struct waterfall_class *share_class, bool converts)
{
    return share_class->kind == CLASS_COMMON   ? "shares in the rest"
           : share_class->kind == CLASS_OPTION ? converts ? "is exercised; less its strike" : "is not exercised"
           : converts                          ? "converts"
           : share_class->participating        ? "takes its claim, and shares in the rest"
                                               : "takes its claim";
}

static void tell_classes(const struct waterfall_class *classes, const char *const *name, size_t count,
                         double distributed, struct story *story)
{
    double *payout = arena_alloc(story->arena, count, sizeof *payout), price = 0;
    bool *converts = arena_alloc(story->arena, count, sizeof *converts);
    waterfall_solve(classes, count, distributed, payout, converts, &price);
    for (size_t c = 0; c < count; c++) {
        story_tell(story, step, of(story, name[c], "shares"), classes[c].shares, "shares", "as converted");
        if (classes[c].kind == CLASS_PREFERRED)
            story_tell(story, step, of(story, name[c], "claim"), classes[c].claim, "money", "before anything converts");
        if (classes[c].kind == CLASS_OPTION)
            story_tell(story, step, of(story, name[c], "strike"), classes[c].strike, "money", "a share");
        story_tell(story, step, of(story, name[c], "payout"), payout[c], "money", "%s",
                   part_in(&classes[c], converts[c]));
    }
    story_tell(story, step, "a common share", price, "money", "its price");
}

/* Rounds that came, and what everybody paid in them. */
static void tell_prices(const struct capital_path *path, struct story *story)
{
    for (size_t r = 0; r < path->company->round_count; r++) {
        const struct round_columns *round = &path->columns->round[r];
        if (round->happens[path->lane] != 0 && round->years[path->lane] < path->exit_years &&
            round->price[path->lane] > 0)
            story_tell(story, step, of(story, path->company->round[r].name, "price"), round->price[path->lane], "money",
                       "of a share, with its pool, what converts and anti-dilution");
    }
}

static void tell_capital(const struct company_plan *company, const struct path_block *block, size_t lane,
                         double distributed, struct story *story)
{
    bool by_claims = block->by_claims[lane] > 0;
    if (company->mode == COMPANY_BY_PATH) {
        struct capital_path path = capital_path_at(company, block->company, lane, block->exit_years[lane]);
        tell_prices(&path, story);
        if (!by_claims)
            capital_path_convert(&path);
        tell_classes(path.classes, block->company->class_name, path.count, distributed, story);
        return;
    }
    struct waterfall_class *classes = arena_alloc(story->arena, company->class_count, sizeof *classes);
    const char **name = arena_alloc(story->arena, company->class_count, sizeof *name);
    company_classes_at(company->share_class, company->class_count, !by_claims, classes);
    for (size_t c = 0; c < company->class_count; c++)
        name[c] = company->share_class[c].name;
    tell_classes(classes, name, company->class_count, distributed, story);
}

void company_story_tell(const struct plan *plan, const struct path_block *block, size_t lane, struct story *story)
{
    const struct company_plan *company = plan->company;
    if (!(block->exit_years[lane] < HUGE_VAL) || block->worthless[lane] > 0)
        return; /* a share is worth nothing, whatever else was drawn */
    double distributed = tell_deductions(company, block, lane, story);
    if (company->annual)
        story_quantity(story, step, "annual dilution", &company->annual_dilution, block, lane, "share");
    if (company->ipo_qualifies && block->ipo[lane] > 0)
        story_quantity(story, step, "qualified IPO", &company->qualified_ipo, block, lane, "money");
    for (size_t c = 0; c < company->convertible_count; c++)
        tell_convertible(&company->convertible[c], block, lane, story);
    if (block->kept[lane] != 1)
        story_tell(story, step, "kept", block->kept[lane], "share", "of what a share was, after dilution");
    if (company->mode != COMPANY_ONE_CLASS)
        tell_capital(company, block, lane, distributed, story);
    for (size_t s = 0; s < company->slot_count; s++)
        story_tell(story, step,
                   company->slot_class[s] == COMMON_PRICE
                       ? "all shares at the common price"
                       : of(story, company->share_class[company->slot_class[s]].name, "all shares at its price"),
                   block->class_value[s][lane], "money", "price of a share x all shares at start, as sold");
}
