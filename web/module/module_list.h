/* What there is, for JavaScript. */
#ifndef WEB_MODULE_MODULE_LIST_H
#define WEB_MODULE_MODULE_LIST_H

/* {"list": [{"name": "series-a", "meaning": "..."}]}; `list` is of enum offercast_list. */
const char *module_list(int list);

/* The same of the key paths of an offer. */
const char *module_list_keys(void);

/* An offer file to start from; NULL: no such template. */
const char *module_list_template(const char *name);

const char *module_list_version(void);

#endif
