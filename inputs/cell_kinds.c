/* The kinds of cells and their units, as records. */

#include "inputs/cell_kinds.h"

#include <string.h>

/* 365.25 days a year, as for dates; a month is exactly a twelfth. */
#define DAYS_A_YEAR 365.25

const struct cell_unit cell_magnitudes[] = {
    {" k thousand thousands tsd tis tys mila ", "K", 3, 1, 1},
    {" m mn mm mio mil mill million millions millionen mln mi millones millon milhoes milhao milioni milj ", "M", 6, 1,
     1},
    {" b bn billion billions mrd mia md milliard milliards milliarden mld mlrd mdr bi miliardi bilhoes bilhao ", "B", 9,
     1, 1},
    {" t tn trn trillion trillions ", "T", 12, 1, 1},
    {" 万 萬 만 ", "万", 4, 1, 1},
    {" 億 亿 억 ", "億", 8, 1, 1},
    {" 兆 조 ", "兆", 12, 1, 1},
    {" lakh lakhs lac lacs ", "lakh", 5, 1, 1},
    {" crore crores cr ", "crore", 7, 1, 1},
    {NULL, NULL, 0, 1, 1}};

const struct cell_unit cell_duration_units[] = {
    {" y yr yrs year years jahr jahre jahren annee annees ans an ano anos anni anno jaar 年 년 ", "years", 0, 1, 1},
    {" q qtr qtrs quarter quarters ", "quarters", 0, 1, 4},
    {" m mo mos mth mths month months monat monate monaten mois mes meses mesi maanden 个月 個月 ヶ月 か月 カ月 ヵ月 "
     "개월 ",
     "months", 0, 1, 12},
    {" w wk wks week weeks ", "weeks", 0, 7, DAYS_A_YEAR},
    {" d day days ", "days", 0, 1, DAYS_A_YEAR},
    {NULL, NULL, 0, 1, 1}};

static const struct cell_unit share_units[] = {
    {" % percent pct ", "%", -2, 1, 1}, {" bp bps ", "bp", -4, 1, 1}, {NULL, NULL, 0, 1, 1}};

static const struct cell_unit multiple_units[] = {{" x times ", "x", 0, 1, 1}, {NULL, NULL, 0, 1, 1}};

static const struct cell_unit count_units[] = {{" shares share options option units unit rsus rsu ", "shares", 0, 1, 1},
                                               {NULL, NULL, 0, 1, 1}};

static const struct cell_unit number_units[] = {{" % percent pct ", "%", -2, 1, 1}, {NULL, NULL, 0, 1, 1}};

const struct cell_grammar cell_grammars[] = {
    [CELL_MONEY] = {.name = "an amount of money",
                    .examples = "an amount of money reads like `$8-12B`, `$74K-$105K`, `EUR 76.2K` or `$15B+`",
                    .has_currency = true,
                    .has_magnitude = true,
                    .may_be_open = true,
                    .may_be_negative = true,
                    .tight = "",
                    .loose = ""},
    [CELL_SHARE] = {.name = "a share",
                    .examples = "a share reads like `35%`, `30-50%` or `0.35`",
                    .units = share_units,
                    .may_be_negative = true,
                    .shown_shift = 2,
                    .tight = "%",
                    .loose = ""},
    [CELL_DURATION] = {.name = "a duration",
                       .examples = "a duration reads like `18 months`, `2-3 years`, `6 weeks` or `90 days`",
                       .units = cell_duration_units,
                       .may_be_open = true,
                       .keeps_uniform = true,
                       .tight = "",
                       .loose = " years"},
    [CELL_DATE] = {.name = "a date",
                   .examples = "a date reads like `2027`, `2027-2028`, `Q3 2027`, `2027-05`, `2026-02-13` or `2028+`",
                   .keeps_uniform = true,
                   .tight = "",
                   .loose = " years"},
    [CELL_TIMELINE] = {.name = "a time",
                       .examples =
                           "a time reads like `2027-2028`, `Q3 2027`, `2028+`, `2-3 years` or `within 18 months`",
                       .units = cell_duration_units,
                       .may_be_open = true,
                       .keeps_uniform = true,
                       .tight = "",
                       .loose = " years"},
    [CELL_SCORE] = {.name = "a score",
                    .examples = "a score reads like `8/10` or `7-8/10`",
                    .out_of_ten = true,
                    .tight = "",
                    .loose = " out of ten"},
    [CELL_MULTIPLE] = {.name = "a multiple",
                       .examples = "a multiple reads like `59.6x` or `5-15x`",
                       .units = multiple_units,
                       .may_be_open = true,
                       .tight = "x",
                       .loose = ""},
    [CELL_COUNT] = {.name = "a count",
                    .examples = "a count reads like `10,000`, `1.2M` or `8-10M shares`",
                    .units = count_units,
                    .has_magnitude = true,
                    .may_be_open = true,
                    .tight = "",
                    .loose = ""},
    [CELL_NUMBER] = {.name = "a number",
                     .examples = "a number reads like `3`, `0.25` or `2-4`",
                     .units = number_units,
                     .has_magnitude = true,
                     .may_be_open = true,
                     .may_be_negative = true,
                     .tight = "",
                     .loose = ""},
};

const char *cell_kind_name(enum cell_kind kind)
{
    return cell_grammars[kind].name;
}

/* Is `word` one of the words in " a b c "? */
static bool is_listed(const char *words, const char *word)
{
    size_t length = strlen(word);
    for (const char *at = words; length > 0 && (at = strstr(at, word)) != NULL; at++)
        if (at[-1] == ' ' && at[length] == ' ')
            return true;
    return false;
}

const struct cell_unit *cell_unit_named(const struct cell_unit *units, const struct token *token)
{
    for (; units && units->words && token->type == TOKEN_WORD; units++)
        if (is_listed(units->words, token->word))
            return units;
    return NULL;
}

/* ISO 4217, the codes in use. */
static const char *const iso_codes =
    " AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF "
    "CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG "
    "HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA "
    "MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD "
    "RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX "
    "USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWL ";

static const struct {
    const char *before; /* the word before `$`, or the whole word */
    const char *code;
} dollars[] = {{"us", "USD"}, {"a", "AUD"},  {"au", "AUD"}, {"c", "CAD"}, {"ca", "CAD"}, {"hk", "HKD"},
               {"mx", "MXN"}, {"nt", "TWD"}, {"nz", "NZD"}, {"r", "BRL"}, {"s", "SGD"}},
  names[] = {{"dollar", "USD"}, {"dollars", "USD"}, {"euro", "EUR"}, {"euros", "EUR"},  {"pound", "GBP"},
             {"pounds", "GBP"}, {"yen", "JPY"},     {"rmb", "CNY"},  {"yuan", "CNY"},   {"rupees", "INR"},
             {"naira", "NGN"},  {"円", "JPY"},      {"元", "CNY"},   {"人民币", "CNY"}, {"圆", "CNY"},
             {"원", "KRW"},     {"ドル", "USD"},    {"美元", "USD"}, {"美金", "USD"},   {"달러", "USD"},
             {"欧元", "EUR"},   {"歐元", "EUR"},    {"유로", "EUR"}, {"ユーロ", "EUR"}};

/* Whose amounts are written with `$` at home. */
static const char *const dollar_codes = " USD CAD AUD NZD SGD HKD MXN TWD ARS CLP COP ";

static const char *iso_code(struct arena *arena, const char *word)
{
    if (strlen(word) != 3)
        return NULL;
    char code[4] = "";
    for (size_t i = 0; i < 3; i++)
        code[i] = word[i] >= 'a' && word[i] <= 'z' ? (char)(word[i] - 'a' + 'A') : ' ';
    const char *at = strstr(iso_codes, code);
    return at ? arena_copy(arena, at, 3) : NULL;
}

/* Japan's or China's: that of the file, and before a magnitude that only one of them writes so, that one's. */
static const char *yen_or_yuan(const struct token *token, const char *file_currency)
{
    bool yuan = file_currency ? strcmp(file_currency, "CNY") == 0 : token_is_word(&token[2], "亿");
    return yuan ? "CNY" : "JPY";
}

static const char *symbol_code(struct arena *arena, const char *symbol, const char *file_currency)
{
    if (strcmp(symbol, "$") == 0)
        return file_currency && strstr(dollar_codes, file_currency) ? file_currency : "USD";
    return iso_code(arena, symbol);
}

const char *cell_currency(struct arena *arena, const struct token *token, const char *file_currency, size_t *took)
{
    *took = 1;
    if (token->type == TOKEN_SYMBOL && strcmp(token->word, "\xC2\xA5") == 0)
        return yen_or_yuan(token, file_currency);
    if (token->type == TOKEN_SYMBOL)
        return symbol_code(arena, token->word, file_currency);
    if (token_is_word(token, "元") && file_currency && strstr(" TWD HKD ", file_currency))
        return file_currency;
    if (token->type != TOKEN_WORD)
        return NULL;
    if (strcmp(token->word, "rs") == 0)
        return file_currency && strstr(" INR PKR LKR NPR MUR ", file_currency) ? file_currency : "INR";
    if (token_is_word(token, "kr")) /* of four countries: that of the file, else it stays unknown */
        return file_currency && strstr(" SEK NOK DKK ISK ", file_currency) ? file_currency : NULL;
    bool before_dollar = token[1].type == TOKEN_SYMBOL && token[1].at == token->end && strcmp(token[1].word, "$") == 0;
    for (size_t k = 0; before_dollar && k < sizeof dollars / sizeof *dollars; k++) {
        if (strcmp(token->word, dollars[k].before) == 0) {
            *took = 2;
            return dollars[k].code;
        }
    }
    for (size_t k = 0; k < sizeof names / sizeof *names; k++)
        if (strcmp(token->word, names[k].before) == 0)
            return names[k].code;
    return iso_code(arena, token->word);
}
