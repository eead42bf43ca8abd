/* The terms of a class that a row of a cap table tells: preference, participation and its cap, rank. */
#ifndef INPUTS_CAPITAL_TERMS_H
#define INPUTS_CAPITAL_TERMS_H

#include "inputs/capital_classes.h"
#include "inputs/holding.h"

/* `shares` and `price` of the row; NAN: not told. */
void capital_terms_add(struct report *report, struct class_found *class, const struct holding *holding, double shares,
                       double price);

#endif
