/* An Open Cap Format package as it is read: a manifest and the files that it names, in a folder or in a zip file,
 * become lists of items; their history, in order of date, says what everybody holds. Numbers are texts in this format.
 */
#ifndef INPUTS_OCF_PACKAGE_H
#define INPUTS_OCF_PACKAGE_H

#include "inputs/document.h"

struct zip_archive;

struct ocf_items {
    size_t count;
    const struct node **item;
};

struct ocf_class {
    const struct node *node; /* a stock class or a plan */
    const char *id, *name;
    bool plan, preferred;
    double ratio;            /* common shares that a share converts into */
    double reserved;         /* of a plan; NAN: not told */
    double shares, invested; /* outstanding, as converted; paid for them */
};

enum ocf_kind { OCF_STOCK, OCF_AWARD, OCF_WARRANT, OCF_CONVERTIBLE };

struct ocf_security {
    const char *id, *date;
    const struct node *node; /* its issuance */
    enum ocf_kind kind;
    bool unit;               /* an award of RSUs; else options */
    struct ocf_class *class; /* its stock class or plan; NULL: none */
    double issued, quantity; /* shares, after splits; what of it is outstanding; money of a convertible */
    double exercised;        /* became shares: it does not return to the pool */
    double strike;           /* NAN: none */
};

struct ocf {
    struct arena *arena;
    struct problems *problems;
    const struct node *manifest;
    struct ocf_items holders, terms, valuations, events; /* events by date */
    size_t class_count, security_count;
    struct ocf_class *class;
    struct ocf_security *security; /* by id */
};

/* Reads the files that the manifest names: beside `path`, or in the archive under `path` where that is not NULL. False
 * with a problem. */
bool ocf_package_read(struct ocf *ocf, const char *path, struct zip_archive *archive);

const char *ocf_text(const struct node *object, const char *key); /* of an object, NULL allowed; NULL: not there */
double ocf_number(const struct node *object, const char *key);    /* NAN: not there */
double ocf_money(const struct node *object, const char *key);     /* {"amount": "2.00", "currency": "USD"} */
struct ocf_class *ocf_class_named(const struct ocf *ocf, const char *id);
const struct node *ocf_item_named(const struct ocf_items *items, const char *id);

#endif
