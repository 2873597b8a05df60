#include "base/currency.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

static const char *const signs[] = {"€", "$", "£", "¥", "₹", "₽", "₺", "₴", "₩", "zł", "Kč"};

/* Codes of ISO 4217 that are met here, and words. */
static const char *const words[] = {
    "EUR", "USD", "GBP", "SEK", "NOK",  "DKK",   "CHF",   "JPY",    "CNY",     "PLN",   "CZK",    "HUF", "RON", "BGN",
    "ISK", "RUB", "UAH", "TRY", "INR",  "CAD",   "AUD",   "NZD",    "BRL",     "MXN",   "ZAR",    "KRW", "SGD", "HKD",
    "THB", "ILS", "AED", "e",   "euro", "euros", "euroa", "dollar", "dollars", "pound", "pounds", "kr"};

int pk_currency_length(const char *text)
{
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (strncmp(text, signs[i], strlen(signs[i])) == 0) {
            return (int)strlen(signs[i]);
        }
    }
    size_t length = 0;
    while (isalpha((unsigned char)text[length])) {
        length++;
    }
    for (size_t i = 0; length > 0 && i < sizeof words / sizeof *words; i++) {
        if (strlen(words[i]) == length && strncasecmp(text, words[i], length) == 0) {
            return (int)length;
        }
    }
    return 0;
}
