/* What the sections of the report share. */
#ifndef PK_REPORT_REPORT_PARTS_H
#define PK_REPORT_REPORT_PARTS_H

#include "report/chart.h"
#include "report/html.h"
#include "report/local.h"
#include "report/report.h"

struct pk_page {
    const pk_report_t *report;
    const struct pk_section *const *sections; /* of its kind, nsection */
    int nsection;
    pk_html_t html;
    pk_language_t language;
    const char *folder;
    const pk_comparison_t *comparison; /* NULL: one scenario */
    const pk_result_t *results;
    int nresult;
    const pk_result_t *baseline; /* the one itself where there is only one */
    pk_result_t calibrated;      /* the one itself of a calibration, which has no runs */
    const pk_answer_t *answer;   /* of the comparison */
    int star; /* whose figures the tiles show: the best, or the next best where that is the baseline */
    int pictures;
    pk_arena_t arena;
};

/* One section; `is_there` NULL: always. */
typedef struct pk_section {
    const char *id;
    pk_saying_t head;
    pk_saying_t head_alone;                /* where there is one scenario only; 0: the same */
    const char *(*title)(pk_page_t *page); /* the heading where it is longer than what the contents say; or NULL */
    bool (*is_there)(const pk_page_t *page);
    void (*write)(pk_page_t *page);
} pk_section_t;

extern const pk_section_t pk_section_answer, pk_section_decision, pk_section_dots, pk_section_plans, pk_section_tiles,
    pk_section_comparison, pk_section_worth, pk_section_charts, pk_section_plan_by_plan, pk_section_losses,
    pk_section_targets, pk_section_kpis, pk_section_individuals, pk_section_today, pk_section_assumptions,
    pk_section_rules, pk_section_again, pk_section_warnings;

/* Of a sensitivity. */
extern const pk_section_t pk_section_sensitivity, pk_section_sensitivity_numbers;
/* Of a calibration. */
extern const pk_section_t pk_section_calibration, pk_section_calibration_health, pk_section_calibration_numbers,
    pk_section_calibration_checks;
/* Of a sweep. */
extern const pk_section_t pk_section_sweep, pk_section_sweep_cells;
/* Of what drivers brought. */
extern const pk_section_t pk_section_attribution, pk_section_attribution_rows, pk_section_returns;

/* Of the best plan. */
extern const pk_section_t pk_section_best, pk_section_best_amounts;

/* All styles of the page. */
extern const char pk_report_style[];

/* A saying as an element of text, its places filled. */
#define pk_page_say(page, tag, kind, ...)                                                                              \
    pk_html_element(&(page)->html, (tag), (kind), pk_local_say((page)->language, &(page)->arena, __VA_ARGS__))
#define PK_PAGE_COUNT(page, count) pk_local_count((page)->language, (count), &(page)->arena)
#define PK_PAGE_TEXT(page, ...)    pk_local_say((page)->language, &(page)->arena, __VA_ARGS__)

/* KPIs by how much they tell a planner, `most` of those that are something in any scenario; or those that the planner
 * has chosen. Room for PK_PAGE_KPIS. */
enum { PK_PAGE_KPIS = 24 };
int pk_page_kpis(const pk_page_t *page, const char **names, int most);
/* A KPI of a result over everybody and the whole time, NULL where there is none. */
const pk_summary_t *pk_page_kpi(const pk_result_t *result, const char *name);
/* How surely a plan is better than the baseline: "P(better) 97%", or that they cannot be told apart; and the bare
 * figure. */
const char *pk_page_better(pk_page_t *page, const pk_difference_t *difference);
const char *pk_page_p_better(pk_page_t *page, const pk_difference_t *difference);
/* A difference from the baseline as it is told everywhere, and the mean and interval of a KPI over everybody and the
 * whole horizon, with the digits that they have beside those of the other scenarios (told.h). */
pk_local_amount_t pk_page_difference(pk_page_t *page, const pk_difference_t *difference);
pk_local_amount_t pk_page_mean(pk_page_t *page, const pk_result_t *result, const char *kpi);
/* The sign of a difference: "better" or "worse" where that is 90% sure and the difference stands out from chance, or
 * "". */
const char *pk_page_mood(const pk_difference_t *difference);

/* A decision in words: what is gained in which KPI, over what, how surely, and what knowing and being wrong cost. */
typedef struct {
    pk_verdict_t verdict;
    bool ahead; /* where the verdict is to keep the baseline: the plan seems better */
    const char *plan, *gain, *label, *baseline, *better, *evpi;
    const char *price; /* NULL: not known */
} pk_page_decision_t;
/* The verdict as the first sentence, and the price of being wrong as a second; all commands have the same words
 * (report_verdict.c). */
void pk_page_decide(pk_page_t *page, const pk_page_decision_t *decision);

/* What to do, in the first sentence; nothing where there is nothing to decide (report_verdict.c). */
void pk_page_verdict(pk_page_t *page);

/* The comparison's own chart of that name with its question, table and texts, where it was drawn (report_charts.c);
 * pk_section_charts has the others. */
void pk_page_chart(pk_page_t *page, const char *name);

/* What a picture is to a page, the better shown first: a part of it, data, or a file beside it. */
typedef enum { PK_PICTURE_SVG, PK_PICTURE_PNG, PK_PICTURE_FILE } pk_picture_kind_t;

typedef struct {
    const char *path, *id;               /* id: what names within an SVG begin with */
    const char *question, *title, *note; /* of its chart */
} pk_page_picture_t;

/* The kind of a picture by the end of its path; false where it is none. report_pictures.c */
bool pk_page_picture_kind(const char *path, pk_picture_kind_t *kind);
/* The picture, or, where a page cannot show it, where it stands. */
void pk_page_picture(pk_page_t *page, const pk_page_picture_t *picture);

/* The tables behind the charts (report_chart_tables.c), as a row of charts.c has them. */
bool pk_table_kpis(pk_page_t *page, const pk_result_t *result);
bool pk_table_difference(pk_page_t *page, const pk_result_t *result);
/* report_dots.c */
bool pk_table_dots(pk_page_t *page, const pk_result_t *result);
bool pk_table_waterfall(pk_page_t *page, const pk_result_t *result);
bool pk_table_acceptability(pk_page_t *page, const pk_result_t *result);
bool pk_table_horizon(pk_page_t *page, const pk_result_t *result);
bool pk_table_targets(pk_page_t *page, const pk_result_t *result);
/* The tile of a plan's payback, if there is something to pay back. */
void pk_page_payback(pk_page_t *page, int scenario);
bool pk_table_cumulative(pk_page_t *page, const pk_result_t *result);
bool pk_table_spend(pk_page_t *page, const pk_result_t *result);
/* report_actuals.c: the table, and what it says, which stands with the chart. */
bool pk_table_actuals(pk_page_t *page, const pk_result_t *result);
void pk_page_actuals(pk_page_t *page, const pk_result_t *result);
bool pk_table_stages(pk_page_t *page, const pk_result_t *result);
bool pk_table_funnel(pk_page_t *page, const pk_result_t *result);
bool pk_table_journey(pk_page_t *page, const pk_result_t *result);
bool pk_table_personas(pk_page_t *page, const pk_result_t *result);
bool pk_table_drivers(pk_page_t *page, const pk_result_t *result);
bool pk_table_response(pk_page_t *page, const pk_result_t *result);
/* report_individuals.c */
bool pk_table_first_purchase(pk_page_t *page, const pk_result_t *result);
bool pk_table_next_purchase(pk_page_t *page, const pk_result_t *result);
bool pk_table_value(pk_page_t *page, const pk_result_t *result);
bool pk_table_retention(pk_page_t *page, const pk_result_t *result);
bool pk_table_common_paths(pk_page_t *page, const pk_result_t *result);
/* report_sweep.c */
bool pk_table_sweep(pk_page_t *page, const pk_result_t *result);
/* report_calibration.c */
bool pk_table_fit(pk_page_t *page, const pk_result_t *result);
bool pk_table_contributions(pk_page_t *page, const pk_result_t *result); /* report_contributions.c */
bool pk_table_learned(pk_page_t *page, const pk_result_t *result);
bool pk_table_chains(pk_page_t *page, const pk_result_t *result);
bool pk_table_pairs(pk_page_t *page, const pk_result_t *result);
/* report_attribution.c */
bool pk_table_attribution(pk_page_t *page, const pk_result_t *result);
bool pk_table_incremental(pk_page_t *page, const pk_result_t *result);
bool pk_table_returns(pk_page_t *page, const pk_result_t *result);

#endif
