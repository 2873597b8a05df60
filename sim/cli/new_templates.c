#include "cli/new_templates.h"

#include <stddef.h>

const pk_firm_t pk_new_firms[PK_FIRMS] = {{"service", PK_SAY_NEW_SERVICE, pk_new_service},
                                          {"shop", PK_SAY_NEW_SHOP, pk_new_shop},
                                          {"subscription", PK_SAY_NEW_SUBSCRIPTION, pk_new_subscription},
                                          {"business", PK_SAY_NEW_BUSINESS, pk_new_business},
                                          {NULL, PK_SAY_NEW_OTHER, pk_new_first}};
