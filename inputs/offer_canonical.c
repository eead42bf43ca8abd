/* The resolved offer as text: what is simulated and nothing else, in the order of the key records. */
#include "inputs/offer_canonical.h"

#include "inputs/key_records.h"
#include "inputs/offer_input.h"

void canonical_object(struct json_writer *text, const struct object_record *record, const void *target)
{
    const struct key *key;
    for (size_t i = 0; (key = key_at(record, i)); i++) {
        if (!(key->flags & KEY_UNSIMULATED))
            key_shape(key)->canonical(text, key, (const char *)target + key->offset);
    }
}

static const struct object_record *market_record(void)
{
    return key_named(key_named(&offer_record, "compensation")->object, "market")->object;
}

const char *offer_canonical_market_key(size_t i)
{
    const struct key *key = key_at(market_record(), i);
    return key ? key->name : NULL;
}

const char *offer_canonical_market(struct arena *arena, const struct offer *offer, size_t i)
{
    struct json_writer text = json_writer_create(arena, false);
    const struct key *key = key_at(market_record(), i);
    json_writer_open(&text, '{');
    key_shape(key)->canonical(&text, key, (const char *)offer + key->offset);
    json_writer_close(&text, '}');
    return json_writer_finish(&text);
}

const char *offer_canonical(struct arena *arena, const struct offer *offer)
{
    struct json_writer text = json_writer_create(arena, false);
    json_writer_open(&text, '{');
    canonical_object(&text, &offer_record, offer);
    json_writer_close(&text, '}');
    return json_writer_finish(&text);
}
