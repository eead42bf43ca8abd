/* Who gets what when a company is sold: claims by seniority, participation, caps, conversion, options. Pure functions;
 * no allocation, any number of classes.
 *
 * Once all claims are covered, a single number, the price p of a common share, decides every payout:
 *
 *     payout_i(p) = max(min(claim_i + n_i p, cap_i), n_i (p - strike_i))
 *
 * with claim = 0, cap = INFINITY for common; cap = claim for non-participating preferred; claim = cap = 0 for options;
 * strike = 0 for all but options. The second branch is conversion (or exercise). Each is continuous and does not fall
 * in p, so the total does neither, and p solves total(p) = proceeds. Below total(0), the sum of the claims, p = 0,
 * nobody converts, and the claims are paid by seniority, in proportion inside a level.
 *
 * Why this is the conversion equilibrium, and the only one (payouts; who is indifferent does not convert):
 * - Proceeds D above the sum of claims. Fix what the others chose; they take G(p), which rises in p. Class i gets
 *   D - G(p) whatever it chooses, so it wants the smaller p; its conversion gives the smaller p exactly when, at the
 *   price p that holds, n_i p > min(claim_i + n_i p, cap_i). So nobody gains by switching exactly when each takes the
 *   larger branch at the price that holds: total(p) = D. A rising total has one such p; where it is flat (nobody holds
 *   common and no one shares in a further dollar) all such p give the same payouts, and the smallest is taken.
 *   A converting senior class gives up its claim: total(p) says so, because its branch no longer holds the claim.
 * - D at or below the sum of claims. With nobody converting, i gets at least D minus the others' claims, which is the
 *   most that converting alone could leave it: nobody gains. Conversely let some convert at a price p > 0: all other
 *   claims are then paid in full, and a converter with n_i p below its claim that shares what is left with anybody
 * would gain by claiming; so all converters have n_i p >= claim_i, and the payouts sum to at least the claims: D is
 * their sum at least. */
#ifndef MODELS_WATERFALL_H
#define MODELS_WATERFALL_H

#include "models/offer.h"

#include <stdbool.h>
#include <stddef.h>

struct waterfall_class {
    enum class_kind kind;
    double shares;      /* as converted (after anti-dilution, for preferred); >= 0 */
    double claim;       /* preferred: multiple x invested + accrued dividend, money; >= 0; not read for the others */
    bool participating; /* preferred: takes its claim and then shares with the common */
    double cap_total;   /* participating: most that claim (with dividend) and participation pay together, money;
                         * INFINITY: no cap. A claim above it counts as the cap. Not read for the others */
    double seniority;   /* preferred: larger is paid first, equal ones pari passu */
    double strike;      /* option: money per share; not read for the others */
};

/* Sum of the claims: at or below it the common gets nothing. */
double waterfall_claims(const struct waterfall_class *classes, size_t count);

/* Price of a common share; 0 where proceeds <= waterfall_claims(). */
double waterfall_price(const struct waterfall_class *classes, size_t count, double proceeds);

/* Payouts in money, one per class; an option's is net of its strike, and strikes paid in are not added to the proceeds.
 * `proceeds` is what is left for the classes (waterfall_distributable), >= 0. converts[i]: a preferred class gave up
 * its claim, or an option was exercised. `converts` and `common_price` may be NULL. Returns the sum paid out: the
 * proceeds to rounding, less only where no class can take them (no common and nobody else with shares). */
double waterfall_solve(const struct waterfall_class *classes, size_t count, double proceeds, double *payout,
                       bool *converts, double *common_price);

/* --- the pieces, for curves, breakpoints and kernels ----------------------------------------------------------------
 */
/* A class reduced to the formula above. */
struct waterfall_terms {
    double shares, claim, cap, strike;
};

struct waterfall_terms waterfall_terms_of(const struct waterfall_class *share_class);

/* Common price from which the class gets its cap alone, and above which it converts or exercises; INFINITY: never. */
double waterfall_capped_price(const struct waterfall_terms *terms);
double waterfall_convert_price(const struct waterfall_terms *terms);

/* At a common price, all claims being covered: the payout of a class, and the total over all of them. */
double waterfall_payout_at(const struct waterfall_terms *terms, double price);
double waterfall_total_at(const struct waterfall_class *classes, size_t count, double price);

/* Shares that take part in a further dollar when the price is just above `price`: those of a class (all or none), and
 * over all classes. */
double waterfall_active_shares(const struct waterfall_terms *terms, double price);
double waterfall_all_active_shares(const struct waterfall_class *classes, size_t count, double price);

/* Claims senior to those of class `which`, and those of its seniority, its own included. */
struct waterfall_level {
    double ahead, level;
};
struct waterfall_level waterfall_level_of(const struct waterfall_class *classes, size_t count, size_t which);

/* Which columns a class reads, and how often it changes its branch. */
enum waterfall_shape {
    WATERFALL_LINEAR,          /* claim + n p: common, uncapped participation */
    WATERFALL_CLAIM_OR_SHARES, /* max(claim, n p): non-participating */
    WATERFALL_CAPPED,          /* max(min(claim + n p, cap), n p), claim <= cap */
    WATERFALL_OPTION           /* max(0, n (p - strike)) */
};

enum waterfall_shape waterfall_shape_of(const struct waterfall_class *share_class);

/* --- off the top of an acquisition: transaction costs (of the value), debt, carve-out (of what remains) ------------
 */
struct waterfall_deductions {
    double transaction_costs, debt, carve_out; /* money actually paid; never more than is there */
    double distributable;
};

struct waterfall_deductions waterfall_deduct(double exit_value, double transaction_costs_frac, double debt,
                                             double carve_out_frac);
double waterfall_distributable(double exit_value, double transaction_costs_frac, double debt, double carve_out_frac);

/* The inverse, for breakpoints in terms of the exit value: the largest exit value that leaves no more than this to
 * distribute; INFINITY when a fraction of 1 takes everything. */
double waterfall_exit_value(double distributable, double transaction_costs_frac, double debt, double carve_out_frac);

#endif
