#include "cli/new_templates.h"

#include <stddef.h>

const pk_firm_t pk_new_firms[PK_FIRMS] = {
    {"service", "a service with a crew: jobs in people's homes, a crew that can be full", pk_new_service},
    {"shop", "a web shop: visits, carts, orders, day by day", pk_new_shop},
    {"subscription", "a subscription: a trial, contracts by the month and by the year", pk_new_subscription},
    {"business", "selling to firms: leads, salespeople, offers, contracts", pk_new_business},
    {NULL, "something else: a short journey that has one of each", pk_new_first}};
