#include "outputs/people.h"

#include "sim/number.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

/* --- money and other sizes ---------------------------------------------------------------------------------------- */

static double power_of_ten_at(double size)
{
    double power = 1; /* by multiplication: the same everywhere */
    while (power > size)
        power /= 10;
    while (power * 10 <= size)
        power *= 10;
    return power;
}

static double rounded(double number, double half_width, int digits)
{
    double size = fabs(number);
    if (!(size > 0) || !isfinite(size))
        return number;
    double step = power_of_ten_at(size);
    for (int digit = 1; digit < digits && half_width <= step / 20; digit++)
        step /= 10;
    return round(number / step) * step;
}

static double half_width_of(const struct figure *figure)
{
    double half = (figure->ci_high - figure->ci_low) / 2;
    return half > 0 ? half : 0;
}

const char *people_size(struct arena *arena, const struct figure *figure, const char *unit, int digits)
{
    return number_short(arena, fabs(rounded(figure->estimate, half_width_of(figure), digits)), unit);
}

const char *people_signed(struct arena *arena, const struct figure *figure, const char *unit, int digits)
{
    const char *size = people_size(arena, figure, unit, digits);
    bool nothing = !strpbrk(size, "123456789");
    return arena_text(arena, "%s%s", nothing ? "" : figure->estimate < 0 ? "-" : "+", size);
}

/* --- chances ------------------------------------------------------------------------------------------------------ */

struct odds { /* hits of so many */
    int hits, of;
};

/* Whole percent, but of what is rare, or rarely misses, one decimal. */
static struct odds odds_of(double share)
{
    bool rare = share < 0.0995 && share > 0, sure = share > 0.995 && share < 1;
    int of = share < 0.00995 && rare ? 1000 : sure ? 1000 : 100;
    return (struct odds){(int)(share * of + 0.5), of};
}

static const char *count_of(struct arena *arena, int of)
{
    return number_count(arena, (unsigned long long)of);
}

const char *people_odds(struct arena *arena, double share)
{
    struct odds odds = odds_of(share);
    double tenths = round(share * 10);
    double near = fmin(0.025, fmin(tenths, 10 - tenths) / 100); /* 8 in 100 are not 1 in 10 */
    if (!(share > 0))
        return "no";
    if (!(share < 1))
        return "all";
    if (odds.hits == 0)
        return "fewer than 1 in 1,000";
    if (odds.hits == odds.of)
        return "more than 999 in 1,000";
    if (tenths >= 1 && tenths <= 9 && fabs(share - tenths / 10) <= near)
        return arena_text(arena, "%.0f in 10", tenths);
    return arena_text(arena, "%d in %s", odds.hits, count_of(arena, odds.of));
}

const char *people_futures(struct arena *arena, double share)
{
    struct odds odds = odds_of(share);
    if (!(share > 0))
        return "no future";
    if (!(share < 1))
        return "all futures";
    if (odds.hits == 0)
        return "fewer than 1 of 1,000 futures";
    if (odds.hits == odds.of)
        return "all but a few of 1,000 futures";
    return arena_text(arena, "%d of %s futures", odds.hits, count_of(arena, odds.of));
}

const char *people_percent(struct arena *arena, double share)
{
    double percent = 100 * share;
    if (share > 0 && percent < 0.05)
        return "under 0.1%";
    if (share < 1 && percent > 99.95)
        return "over 99.9%";
    bool whole = (percent >= 9.95 && percent <= 99.5) || !(share > 0) || !(share < 1);
    return arena_text(arena, whole ? "%.0f%%" : "%.1f%%", percent);
}

const char *people_points(struct arena *arena, const struct figure *share)
{
    double half = half_width_of(share), points = ceil(100 * half);
    return half > 0.005 ? arena_text(arena, " (± %.0f point%s)", points, points > 1 ? "s" : "") : "";
}

/* --- time --------------------------------------------------------------------------------------------------------- */

static const char *counted(struct arena *arena, int count, const char *what)
{
    return arena_text(arena, "%d %s%s", count, what, count == 1 ? "" : "s");
}

const char *people_time(struct arena *arena, double years)
{
    int months = (int)(years * 12 + 0.5), whole = months / 12;
    if (!isfinite(years) || years > 1000)
        return "for ever";
    if (months == 0)
        return counted(arena, (int)(years * 365 + 0.5), "day");
    if (whole == 0)
        return counted(arena, months, "month");
    if (months % 12 == 0)
        return counted(arena, whole, "year");
    return arena_text(arena, "%s %s", counted(arena, whole, "year"), counted(arena, months % 12, "month"));
}
