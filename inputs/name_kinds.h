/* Kinds and horizons that a row's name tells, by whole words. */
#ifndef INPUTS_NAME_KINDS_H
#define INPUTS_NAME_KINDS_H

#include "inputs/offer_reader.h"

/* A name that fits none is an error for a risk, `independent` for an exit. */
void exit_kind_from_name(struct reader *reader, const struct node *row, struct exit_row *exit);
void risk_kind_from_name(struct reader *reader, const struct node *row, struct risk_row *risk);
/* Whether an exit's name tells a kind. */
bool exit_kind_is_told(struct arena *arena, const char *name);
/* Whether a risk's name tells a kind. *hint: NULL, or what such a risk is told as instead. */
bool risk_kind_told(struct arena *arena, const char *name, const char **hint);
bool name_horizon_years(struct reader *reader, const char *name, double *years);

#endif
