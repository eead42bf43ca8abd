#include "inputs/offer_templates.h"

#include <string.h>

/* Made by the build from inputs/templates. */
#define OFFER_TEMPLATE(word, name, summary) extern const char offer_template_##word[];
#include "inputs/templates.def"
#undef OFFER_TEMPLATE

const struct offer_template offer_templates[] = {
#define OFFER_TEMPLATE(word, name, summary) {name, summary, offer_template_##word},
#include "inputs/templates.def"
#undef OFFER_TEMPLATE
    {NULL, NULL, NULL},
};

const struct offer_template *offer_template_named(const char *name)
{
    for (const struct offer_template *template = offer_templates; template->name; template ++)
        if (strcmp(template->name, name) == 0)
            return template;
    return NULL;
}
