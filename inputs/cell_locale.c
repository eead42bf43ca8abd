#include "inputs/cell_locale.h"

#include <string.h>

/* The currency of the offer, or one that the cell names. */
static const char *known_currency(const struct cell_parse *parse)
{
    size_t took = 0;
    const char *currency = parse->rules->currency;
    for (const struct token *token = parse->scan->token; !currency && token->type != TOKEN_END; token++)
        currency = cell_currency(parse->arena, token, NULL, &took);
    return currency;
}

bool cell_locale_settled(struct cell_parse *parse)
{
    const struct token *token = cell_token(parse);
    const char *currency = known_currency(parse);
    size_t took = 0;
    if (token_is_word(token, "mil") && currency && strstr(" EUR BRL MXN ARS COP CLP PEN UYU ", currency))
        return cell_fault(parse, token->at, "write `K` for thousands, `M` for millions",
                          "`mil` is a million in English, a thousand in Spanish and Portuguese");
    const char *behind = cell_currency(parse->arena, &token[1], parse->rules->currency, &took);
    if (token_is_word(token, "t") && behind && strcmp(behind, "EUR") == 0)
        return cell_fault(parse, token->at, "write `K` for thousands, `tn` for a trillion",
                          "`T` before the currency is a thousand in German, a trillion in English");
    return true;
}

bool cell_locale_check_krone(struct cell_parse *parse)
{
    const struct token *token = cell_token(parse);
    return !token_is_word(token, "kr") ||
           cell_fault(parse, token->at, "say which: --set currency=SEK (or NOK, DKK, ISK)",
                      "`kr` is the currency of several countries");
}

bool cell_locale_glued(struct cell_parse *parse, const char **currency, const struct cell_unit **magnitude)
{
    const struct token *token = cell_token(parse);
    if (token->type != TOKEN_WORD || strlen(token->word) != 4 || *magnitude || !strchr("mkt", token->word[0]))
        return false;
    const struct token code[2] = {{.type = TOKEN_WORD, .word = token->word + 1}, {.word = ""}};
    size_t took = 0;
    const char *told = cell_currency(parse->arena, code, NULL, &took);
    if (!told || (*currency && strcmp(*currency, told) != 0))
        return false;
    *currency = told;
    *magnitude = &cell_magnitudes[token->word[0] == 'm' ? 1 : 0];
    parse->next++;
    return true;
}
