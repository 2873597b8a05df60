/* What stood on walked paths: each channel's part by removal from the chain, with its bootstraps, beside other rules.
 */
#include <math.h>
#include <string.h>

#include "report/chart.h"
#include "result/path_attribution.h"

enum { ROWS_MOST = 30, RULES = 5 };

static bool has_data(const pk_chart_source_t *source)
{
    return source->paths->count > 0 && source->paths->total > 0;
}

static void write(const pk_chart_source_t *source, pk_sheet_t *sheet)
{
    static const pk_word_t words[RULES] = {PK_WORD_PATHS_REMOVAL, PK_WORD_PATHS_SHAPLEY, PK_WORD_PATHS_FIRST,
                                           PK_WORD_PATHS_LAST, PK_WORD_PATHS_LINEAR};
    const pk_path_attribution_t *found = source->paths;
    const int rows = found->count < ROWS_MOST ? found->count : ROWS_MOST;
    pk_chart_size(sheet, 1280, 220 + 34.0 * (rows < 8 ? 8 : rows));
    const char *slash = strrchr(found->file, '/');
    pk_chart_title(source, sheet, PK_WORD_PATHS_TITLE, slash != NULL ? slash + 1 : found->file);
    pk_chart_note(source, sheet, PK_WORD_PATHS_NOTE, "");
    pk_sheet_label(sheet, "xlabel", 0, PK_CHART_TITLE, pk_word(source->language, PK_WORD_PATHS_AXIS));
    pk_sheet_number(sheet, "number_rows", 0, rows);
    for (int k = 0; k < RULES; k++) {
        pk_sheet_label(sheet, "legend", k + 1, PK_CHART_TITLE, pk_word(source->language, words[k]));
    }
    pk_sheet_columns(sheet, "row\tremoval\tp05\tp95\tshapley\tfirst\tlast\tlinear");
    for (int i = 0; i < rows; i++) {
        const pk_path_channel_t *c = &found->channels[i];
        const double part = 100 / found->total;
        PK_SHEET_ROW(sheet, i + 1, 100 * c->removal_share, 100 * c->p05, 100 * c->p95, part * c->shapley,
                     part * c->first, part * c->last, part * c->linear);
        pk_sheet_among(sheet, "row", i + 1, PK_CHART_ROW, c->channel);
    }
}

const pk_chart_data_t pk_chart_paths = {has_data, write};
