/* What was probably meant by a number that cannot be read. */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/currency.h"
#include "model/number_parts.h"

static const char period_hint[] = "a period is written per week, per month or per year";
static const char interval_hint[] = "an interval is written 2% to 9%";
static const char currency_hint[] = "write the number alone: the currency stands in currency:";

static bool begins(const char *text, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (strncasecmp(text, words[i], strlen(words[i])) == 0) {
            return true;
        }
    }
    return false;
}

#define BEGINS(text, words) begins(text, words, sizeof words / sizeof *words)

/* Whether the text's first word, to the last letter of any script, is one of `words`, which a blank parts. */
static bool is_word(const char *text, const char *words)
{
    size_t length = 0;
    while (isalpha((unsigned char)text[length]) || (unsigned char)text[length] >= 0x80) {
        length++;
    }
    if (isdigit((unsigned char)text[length])) {
        return false;
    }
    for (const char *at = words; length > 0 && *at; at += strcspn(at, " "), at += *at == ' ') {
        if (strcspn(at, " ") == length && strncasecmp(at, text, length) == 0) {
            return true;
        }
    }
    return false;
}

/* Units of time in other words, in English and Finnish. */
const char *pk_unit_hint(const char *rest)
{
    if (is_word(rest, "d day days pv p\xC3\xA4iv\xC3\xA4 p\xC3\xA4iv\xC3\xA4\xC3\xA4")) {
        return "a unit of time is day, week, month, year or h: 10 days";
    }
    if (is_word(rest, "w week weeks wk wks vk vko viikko viikkoa")) {
        return "a unit of time is day, week, month, year or h: 10 weeks";
    }
    if (is_word(rest, "month months mo mos mon mth mths kk kuukausi kuukautta")) {
        return "a unit of time is day, week, month, year or h: 10 months";
    }
    if (is_word(rest, "quarter quarters q kvartaali kvartaalia")) {
        return "a unit of time is day, week, month, year or h: a quarter is 3 months";
    }
    if (is_word(rest, "year years y yr yrs v vuosi vuotta a")) {
        return "a unit of time is day, week, month, year or h: 10 years";
    }
    if (is_word(rest, "min mins minute minutes minuuttia")) {
        return "a unit of time is day, week, month, year or h: 30 minutes are 0.5 h";
    }
    return NULL;
}

/* What a whole word behind a number asks for. */
static const char *word_hint(const char *rest)
{
    static const struct {
        const char *words, *hint;
    } hints[] = {
        {"more less enemm\xC3\xA4n v\xC3\xA4hemm\xC3\xA4n higher lower", "20% more is the factor x1.2, 20% less x0.8"},
        {"per", "a part of revenue has no period"},
        {"to", "an interval has two ends and, if you like, its middle: 2% to 4% to 9%"},
        {"varies", "varies stands in front of a law: varies gamma(mean=290, sd=90)"},
        {"k tuhat thousand m mn milj miljoonaa million millions bn", "write the number out, like 40 000"},
        {"x times kertaa", "a factor is written x1.2"}};
    for (size_t i = 0; i < sizeof hints / sizeof *hints; i++) {
        if (is_word(rest, hints[i].words)) {
            return hints[i].hint;
        }
    }
    return NULL;
}

const char *pk_rest_hint(const char *rest, bool in_call)
{
    static const char *const per[] = {
        "/",      "a ",    "an ", "each ",    "every ",      "weekly",   "monthly",
        "yearly", "daily", "p.a", "vuodessa", "kuukaudessa", "viikossa", "p\xC3\xA4iv\xC3\xA4ss\xC3\xA4"};
    static const char *const dashes[] = {"-",        "\xE2\x80\x93", "\xE2\x80\x94", "..", "\xE2\x80\xA6",
                                         "\xC2\xB1", "+-",           "+/-"};
    static const char *const percents[] = {"pct", "percent", "pros", "\xEF\xBC\x85", "\xD9\xAA"};
    if (rest[0] == '/' && isdigit((unsigned char)rest[1 + (rest[1] == ' ')])) {
        return "a fraction is written out: 2% for 1/50";
    }
    if (isdigit((unsigned char)rest[0])) {
        return "blanks part thousands alone: 40 000";
    }
    const char *word = word_hint(rest);
    if (word != NULL) {
        return word;
    }
    if (BEGINS(rest, per)) {
        return period_hint;
    }
    if (BEGINS(rest, dashes)) {
        return interval_hint;
    }
    if (rest[0] == '.' && strspn(rest + 1, "0123456789") == 3) {
        return "a decimal point stands once; thousands are written 40 000 or 40000";
    }
    if (rest[0] == '.' && isdigit((unsigned char)rest[1])) {
        return "a decimal point stands once; a date is written 2026-03-01";
    }
    if (rest[0] == '\'' && isdigit((unsigned char)rest[1])) {
        return "thousands are written 40 000 or 40000";
    }
    const int currency = pk_currency_length(rest);
    if (currency > 0) {
        int at = currency;
        pk_scan_blanks(rest, &at);
        return rest[at] == '/' || BEGINS(rest + at, per) ? "write the number alone with its period, like 300 per month"
               : pk_scan_word(rest, &at, "per")          ? "write the number and its period without the currency"
                                                         : currency_hint;
    }
    if (BEGINS(rest, percents)) {
        return "a percentage is written 5%";
    }
    if (strncmp(rest, "\xE2\x80\xB0", 3) == 0 || is_word(rest, "promille promillea permille")) {
        return "a per mille is written 0.1%";
    }
    const char *unit = pk_unit_hint(rest);
    if (unit) {
        return unit;
    }
    return in_call ? "arguments are separated by commas"
                   : "behind a number stands nothing, or one of %, a unit of time, to, per and of revenue";
}

const char *pk_start_hint(const char *text)
{
    static const char *const about[] = {"~", "\xE2\x89\x88", "about", "ca", "circa", "approx", "noin", "n."};
    static const char *const bounds[] = {"<",       ">",       "\xE2\x89\xA4", "\xE2\x89\xA5", "at least",
                                         "at most", "between", "from ",        "under",        "over",
                                         "max",     "min",     "up to",        "alle",         "yli"};
    static const char *const dashes[] = {"\xE2\x88\x92", "\xE2\x80\x93"};
    int after = pk_currency_length(text);
    if (after > 0) {
        pk_scan_blanks(text, &after);
        return isdigit((unsigned char)text[after]) || text[after] == '-' ? currency_hint : NULL;
    }
    if (*text == '*' || strncmp(text, "\xC3\x97", 2) == 0 || (*text == 'X' && isdigit((unsigned char)text[1]))) {
        return "a factor is written x1.2";
    }
    if (BEGINS(text, about) || BEGINS(text, bounds)) {
        return "what is not known exactly is an interval that holds it 9 times of 10: 2% to 9%";
    }
    if (BEGINS(text, dashes)) {
        return "this dash is no minus sign: type - anew";
    }
    if (*text == '?' || is_word(text, "tbd na none null unknown ei tiedossa")) {
        return "what is not known is an interval that holds it 9 times of 10, like 2% to 9%; what is not there is left "
               "out";
    }
    return NULL;
}
