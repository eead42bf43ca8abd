/* A table of scenarios, a CSV file or a workbook: a row is a scenario, a column a key path ("grants.0.percent") or a
 * plain word for one ("Salary", "Grant %", "IPO chance"), with the unit of its heading. An empty cell leaves what the
 * offer says. A first column Scenario, Case, Name or Id names the rows; columns of comments are left out, and said. */
#ifndef INPUTS_SCENARIO_TABLE_H
#define INPUTS_SCENARIO_TABLE_H

#include "inputs/document.h"
#include "inputs/vary.h"

struct scenario_table; /* read, its headings not understood yet */

struct source;
/* NULL with a problem. vary->combinations is the number of rows then, and there are no axes yet. */
struct scenario_table *scenario_table_read(struct arena *arena, const char *path, struct problems *problems,
                                           struct vary *vary);
struct scenario_table *scenario_table_of(struct arena *arena, const struct source *source, struct problems *problems,
                                         struct vary *vary);
/* The columns as axes that go together, their paths by the words and rows of the offer. Each heading that is no path
 * itself is an assumption. False with a problem. */
bool scenario_table_understand(struct arena *arena, const struct scenario_table *table, const struct node *offer,
                               struct problems *problems, struct vary *vary) MUST_CHECK;

#endif
