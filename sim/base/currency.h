/* Currencies, as people write them beside an amount: for hints. */
#ifndef PK_BASE_CURRENCY_H
#define PK_BASE_CURRENCY_H

/* The bytes of a currency's sign, code or word that `text` begins with ("€", "$", "USD", "eur", "kr", "e", "euros"), 0
 * where it begins with none. A word ends where no letter follows. */
int pk_currency_length(const char *text);

#endif
