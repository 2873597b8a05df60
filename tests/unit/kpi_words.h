/* The ranks and words of built-in KPIs, and which are money, put into a result that a test makes by hand. */
#ifndef KPI_WORDS_H
#define KPI_WORDS_H

#include <string.h>

#include "model/kpi_catalogue.h"
#include "result/result.h"

static inline void kpi_words(pk_result_kpi_t *kpis, int count)
{
    for (int k = 0; k < count; k++) {
        const pk_kpi_entry_t *entry = pk_kpi_builtin(kpis[k].name);
        const bool spend = strncmp(kpis[k].name, "spend.", 6) == 0;
        kpis[k].money = strcmp(kpis[k].unit, "EUR") == 0;
        kpis[k].rank = entry != NULL ? entry->rank : spend ? PK_KPI_UNRANKED : 0;
        for (int language = PK_FINNISH; entry != NULL && language < PK_LANGUAGES; language++) {
            kpis[k].words[language] = entry->words[language];
        }
    }
}

#endif
