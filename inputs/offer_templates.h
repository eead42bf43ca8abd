/* Offers to start from: one file inputs/templates/NAME.json, one line in inputs/templates.def. The build puts their
 * texts into the program (cmake/offercast_texts.cmake). */
#ifndef INPUTS_OFFER_TEMPLATES_H
#define INPUTS_OFFER_TEMPLATES_H

struct offer_template {
    const char *name;    /* "series-a" */
    const char *summary; /* one line */
    const char *text;    /* of the offer file */
};

extern const struct offer_template offer_templates[]; /* name == NULL ends; the first is the default */

const struct offer_template *offer_template_named(const char *name); /* or NULL */

#endif
