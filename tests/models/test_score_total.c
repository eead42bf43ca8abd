/* The report's score, 6.85; ranges as an outcome range; weights at which the order of two cards turns. */
#include "models/score_total.h"

#include "tests/support/assert_close.h"

enum { ROWS = 5 };
static const double weights[] = {0.25, 0.25, 0.2, 0.2, 0.1};
static const char *const names[] = {"Learning", "Mission", "Pay", "Team", "Balance"};

static struct scorecard card_of(struct score_row rows[ROWS], const double *scores)
{
    for (size_t i = 0; i < ROWS; i++)
        rows[i] =
            (struct score_row){names[i], {distribution_point(scores[i]), true}, {distribution_point(weights[i]), true}};
    return (struct scorecard){.count = ROWS, .row = rows};
}

static void test_report_score(void **state)
{
    static const double scores[] = {8, 7, 6, 7, 5};
    struct score_row rows[ROWS];
    struct scorecard card = card_of(rows, scores);
    struct arena *arena = arena_create();
    (void)state;
    struct score_total total = score_total_of(arena, &card, 1);
    assert_close(total.mean, 6.85, 1e-12);
    assert_false(total.uncertain);
    assert_close(total.low, 6.85, 1e-12);
    /* 5 to 7 instead of 6, with weight 0.2: 6.65 + 0.4 u, so 6.67 to 7.03 in 9 of 10. */
    rows[2].score.distribution = distribution_uniform(5, 7);
    total = score_total_of(arena, &card, 1);
    assert_true(total.uncertain);
    assert_close(total.mean, 6.85, 1e-12);
    assert_close(total.low, 6.67, 1e-4);
    assert_close(total.high, 7.03, 1e-4);
    arena_destroy(arena);
}

/* A leads by 3 in Learning and is behind by 1 everywhere else: 0.25 x 3 - 0.75 = 0. With 2: -0.25, and the order turns
 * at a weight of 1/3; by weights of exponentials, P(2 e_1 > e_2 + ... + e_5) = (2/3)^4. */
static void test_ranking(void **state)
{
    static const double scores_a[] = {8, 6, 5, 6, 4}, scores_b[] = {6, 7, 6, 7, 5};
    struct score_row rows_a[ROWS], rows_b[ROWS];
    struct scorecard a = card_of(rows_a, scores_a), b = card_of(rows_b, scores_b);
    struct arena *arena = arena_create();
    (void)state;
    struct score_ranking ranking = score_ranking_of(arena, &a, &b, 1);
    assert_true(ranking.comparable);
    assert_close(ranking.difference, -0.25, 1e-12);
    assert_close(ranking.better, 0, 0);
    assert_close(ranking.dimension[0].flip, 1.0 / 3, 1e-12);
    /* Mission at 0: the others make (0.25 x 2 - 0.5)/0.75 = 0; it turns at no weight above that. */
    assert_true(isnan(ranking.dimension[1].flip));
    assert_close(ranking.weightings, 16.0 / 81, 0.005);
    /* A's pay between 3.75 and 8.75, less 6: total between -0.5 and +0.5. */
    rows_a[2].score.distribution = distribution_uniform(3.75, 8.75);
    ranking = score_ranking_of(arena, &a, &b, 1);
    assert_close(ranking.better, 0.5, 1e-3);
    rows_b[4].dimension = "Commute";
    assert_false(score_ranking_of(arena, &a, &b, 1).comparable);
    arena_destroy(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_report_score), cmocka_unit_test(test_ranking)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
