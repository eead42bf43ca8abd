/* Preparation of the grants, for models/stages/equity.c (its prepare). */
#ifndef MODELS_GRANT_PLAN_H
#define MODELS_GRANT_PLAN_H

#include "models/stage.h"

void grant_plan_prepare(struct preparation *preparation);

#endif
