#include "cli/commands.h"

#include <limits.h>
#include <string.h>

#include "cli/help.h"
#include "cli/version.h"

const pk_command_t pk_command_table[] = {
    {.name = "run",
     .operands = "FILE...",
     .summary = "simulate scenarios and write their tables and charts",
     .text =
         "Simulates each FILE, a scenario or a model by itself (- is standard input), and prints what came out: "
         "the KPIs with their 90% "
         "intervals, where the customers are at the end, and the chance to meet each target.\n\n"
         "The tables (CSV), the charts and manifest.json go into results/SCENARIO/, or into the folder of -o; with "
         "several files, each into a folder of its own in there. So does report.html, which shows the charts: --charts "
         "none writes neither. A scenario is called by its file's name without .yaml, one from standard input "
         "stdin.\n\n"
         "What an earlier command wrote there, as its manifest.json lists it, is replaced; other files stay.",
     .examples = "polku run scenarios/puhdistustiimi/baseline.yaml\n"
                 "polku run --runs 200 --by month -o try scenarios/puhdistustiimi/spring-facebook-push.yaml",
     .flag = PK_FOR_RUN,
     .files_least = 1,
     .files_most = INT_MAX,
     .run = pk_command_run},
    {.name = "compare",
     .operands = "FILE...",
     .summary = "simulate scenarios on the same luck and tell them apart",
     .text =
         "Simulates all scenarios with the same draws of every assumption and the same luck, so that a difference "
         "is the scenario's, and prints each one's difference from the baseline: with its 90% interval, and with "
         "the chance that the scenario is better.\n\n"
         "The baseline is the scenario that the others are based on, else the first; --baseline names another. Its "
         "runs, seed, start and horizon hold for all.\n\n"
         "comparison.csv, kpis.csv, the charts and manifest.json go into results/, or into the folder of -o, and "
         "each scenario's own tables into a folder of its own in there. So does report.html, which shows the charts: "
         "--charts none writes neither. What an earlier command wrote there, as "
         "its manifest.json lists it, is replaced; other files stay.\n\n"
         "One FILE may be -, standard input; that scenario is called stdin.",
     .examples = "polku compare scenarios/puhdistustiimi/*.yaml\n"
                 "polku compare --baseline spring-facebook-push --charts none scenarios/puhdistustiimi/*.yaml",
     .flag = PK_FOR_COMPARE,
     .files_least = 2,
     .files_most = INT_MAX,
     .run = pk_command_compare},
    {.name = "check",
     .operands = "FILE...",
     .summary = "look for mistakes in models, scenarios and other files without running them",
     .text =
         "Reads each FILE, a model or a scenario (- is standard input), or a file of polku optimise or polku "
         "calibrate, with all that it refers to, and prints every mistake with its place and what is allowed there. "
         "For a file without mistakes it prints what the file says in short and, for each stage, how long "
         "customers stay, where they go next and where they end up; for a calibration what is learned, what was "
         "observed, and what is seen of it before any fit.",
     .examples = "polku check models/puhdistustiimi.yaml scenarios/puhdistustiimi/*.yaml\n"
                 "polku check last-year.yaml",
     .flag = PK_FOR_CHECK,
     .files_least = 1,
     .files_most = INT_MAX,
     .run = pk_command_check},
    {.name = "describe",
     .operands = "FILE",
     .summary = "show what a journey does, on one screen",
     .text = "Reads FILE, a model or a scenario (- is standard input), and prints what the journey does: how likely "
             "each transition is today "
             "and how long customers stay, persona by persona; where all that leads in the long run; what a customer "
             "is worth who enters each stage; which transition, if it were a tenth more likely, would change the "
             "profit most; and which assumptions say nothing of where they come from.\n\n"
             "Uncertain numbers stand at their means. The horizon is the file's, or two years where it says none.\n\n"
             "Nothing is written unless -o names a folder: then describe.json, which holds everything, and the graph "
             "of the stages as a chart go there. What an earlier command wrote there, as its manifest.json lists it, "
             "is replaced; other files stay.",
     .examples = "polku describe models/puhdistustiimi.yaml\n"
                 "polku describe -o journey --charts svg,png scenarios/puhdistustiimi/baseline.yaml",
     .flag = PK_FOR_DESCRIBE,
     .files_least = 1,
     .files_most = 1,
     .run = pk_command_describe},
    {.name = "sweep",
     .operands = "FILE",
     .summary = "try many values of some numbers at once",
     .text =
         "Runs FILE, a scenario or a model by itself (- is standard input), with some of its numbers at other values, "
         "cell by cell, and tells how far each cell is from FILE as it is written. All cells meet the same draws of "
         "every assumption and the same luck.\n\n"
         "Each --set names a number by its path and its values; several make every combination. 0,500,1000 are these "
         "values, 0:1000:250 goes from 0 to 1000 in steps of 250, and x0.5,x2 multiply the number by a half and by "
         "two. A plain value replaces a whole schedule. --list names a CSV file instead: its header is paths, each "
         "row is a cell, and an empty field leaves the number as it is written.\n\n"
         "Paths are those of the model (transitions.need -> consider.probability) and spend.CHANNEL, levers.NAME and "
         "conversions.FROM -> TO of the plan.\n\n"
         "sweep.csv has a row a cell and KPI. What the best of many cells makes is told by runs of its own: in those "
         "that it was chosen in it looks better than it is.\n\n"
         "sweep.csv, the charts and report.html (unless --charts none), sweep.cells and manifest.json go into "
         "results/SCENARIO-sweep/, or into the folder of -o. A cell "
         "that was done there, of the same files, options, seed and version, is not done again, also after a sweep "
         "that was interrupted. What else an earlier command wrote there, as its manifest.json lists it, is replaced; "
         "other files stay.",
     .examples = "polku sweep scenarios/puhdistustiimi/baseline.yaml --set spend.facebook=0:1000:250\n"
                 "polku sweep --runs 200 --set spend.facebook=0,200,500 --set levers.response_hours=1,4,24 "
                 "scenarios/puhdistustiimi/baseline.yaml",
     .flag = PK_FOR_SWEEP,
     .files_least = 1,
     .files_most = 1,
     .run = pk_command_sweep},
    {.name = "sensitivity",
     .operands = "SCENARIO",
     .summary = "find the assumptions that matter most",
     .text =
         "Tells what of the uncertain numbers a KPI of SCENARIO hangs on (- is standard input), or with --against what "
         "decides between two plans. Of each number: the KPI where it is at its 5% and at its 95% (tornado), the part "
         "of the KPI's variance that it brings alone and with all that it does together with others (sobol), and, with "
         "--against, what it would be worth to know it before deciding (value). Of plain numbers: by how many percent "
         "the KPI moves when they are 1% higher.\n\n"
         "Where the model feeds back, what cohort runs are off expected numbers is learnt from --runs runs and is in "
         "all figures but those of plain numbers.\n\n"
         "sensitivity.csv, charts, report.html and manifest.json go into results/SCENARIO-sensitivity/, or into the "
         "folder of -o. What an earlier command wrote there, as its manifest.json lists it, is replaced; other files "
         "stay.",
     .examples = "polku sensitivity scenarios/puhdistustiimi/baseline.yaml --kpi profit\n"
                 "polku sensitivity scenarios/lead-funnel/third-salesperson.yaml --against "
                 "scenarios/lead-funnel/baseline.yaml",
     .flag = PK_FOR_SENSITIVITY,
     .files_least = 1,
     .files_most = 1,
     .run = pk_command_sensitivity},
    {.name = "optimise",
     .also = "optimize",
     .operands = "FILE",
     .summary = "search for the best plan within a budget",
     .text =
         "Reads FILE, a file that says what is to be as high as it can be, within which budget and bounds "
         "(models/README.md), or a scenario: then what it spends on our channels is laid out anew so that "
         "present_value "
         "is highest. --aim, --budget, --extra and --periods say otherwise.\n\n"
         "The search is over expected outcomes in a fixed set of draws of the assumptions. Responses may be S-shaped: "
         "it "
         "starts from many plans, and what it ends with is one that no exchange of 1, 10, 50 or 100% of an amount with "
         "another improves. Then the plan is held against today's in paired runs on fresh draws, and the verdict is "
         "told by these: do it, find out more first, or keep today's.\n\n"
         "plan.yaml (a scenario that `polku run` takes as it is), optimum.csv (amounts, bounds, what one more brings), "
         "budget_curve.csv and manifest.json go into results/FILE-optimise/, or into the folder of -o. What an earlier "
         "command wrote there, as its manifest.json lists it, is replaced; other files stay.",
     .examples = "polku optimise scenarios/asiakaspolku/baseline.yaml\n"
                 "polku optimise --extra 5000 --periods quarter scenarios/puhdistustiimi/baseline.yaml",
     .flag = PK_FOR_OPTIMISE,
     .files_least = 1,
     .files_most = 1,
     .run = pk_command_optimise},
    {.name = "attribute",
     .operands = "FILE",
     .summary = "tell what each channel, lever and event of a plan brought, or what stood on journeys",
     .text =
         "Reads FILE, a scenario or a model by itself (- is standard input), and tells what each of its channels, "
         "levers, events and word of mouth brought: what would be missing without it, the whole shared out among them "
         "so that it adds up, and what a unit of spend brought back, all of it and the next 1%. Without a channel "
         "nothing is spent on it from the first step on; without a lever it stands as today. Where the model feeds "
         "back, paired runs by chance correct the expected outcomes.\n\n"
         "With --journeys FILE it reads journeys as they were walked from a CSV file instead (- is standard input) and "
         "shares their conversions out among the touchpoints: by removal from a Markov chain, by Shapley value, to the "
         "first, to the last, and to all alike. This is what stood on the path, not what caused the conversion. That "
         "FILE is a table of paths with the columns path, total_conversions and total_null, touchpoints with > "
         "between; or a log with the columns customer_id, timestamp and stage, a row a touchpoint, in which "
         "--conversion names the stage that is the conversion. --columns says where columns have other names.\n\n"
         "attribution.csv, charts and manifest.json go into results/FILE-attribute/, or into the folder of -o; of a "
         "scenario also report.html, which shows the charts. What an earlier command wrote there, as its manifest.json "
         "lists it, is replaced; other files stay.",
     .examples = "polku attribute scenarios/puhdistustiimi/spring-facebook-push.yaml\n"
                 "polku attribute --kpi new_customers,profit --runs 300 scenarios/puhdistustiimi/baseline.yaml\n"
                 "polku attribute --journeys paths.csv --order choose\n"
                 "polku attribute --journeys clicks.csv --columns case=session,time=at,stage=page --conversion order",
     .flag = PK_FOR_ATTRIBUTE,
     .files_least = 0,
     .files_most = 1,
     .run = pk_command_attribute},
    {.name = "calibrate",
     .operands = "FILE",
     .summary = "learn the assumptions of a model from what was observed",
     .text = "Reads FILE, a calibration: a model, what was done, and what was observed (logs of journeys, series of "
             "flows or stages, targets, experiments). Every uncertain number of the model is learned, with its written "
             "law as what was assumed before, by Markov chain Monte Carlo; what comes out says whether it can be "
             "trusted, and which numbers the data decide.\n\n"
             "posterior.csv has the draws, summary.csv what they say of each number, predicted.csv and checks.csv what "
             "runs say of what was observed, state.csv where customers stand at the end, backtest.csv (holdout:) how "
             "well the last steps are foretold. They go into results/FILE-calibrate/, or into the folder of -o. A "
             "scenario takes them with assume: {posterior: posterior.csv}, or goes on from the end with continue: "
             "posterior.csv.\n\n"
             "Draws that cannot be trusted are written as posterior-unconverged.csv, and the exit code is 1. polku "
             "check FILE says beforehand what is learned, and what is wrong with the data.",
     .examples = "polku calibrate last-year.yaml\n"
                 "polku calibrate --gradients 2000000 --json last-year.yaml",
     .flag = PK_FOR_CALIBRATE,
     .files_least = 1,
     .files_most = 1,
     .run = pk_command_calibrate},
    {.name = "journeys",
     .operands = "FILE",
     .summary = "write the log of the simulated customers of one run",
     .text =
         "Simulates one run of FILE, a scenario or a model by itself (- is standard input), customer by customer, and "
         "writes what each of them did: where they began or when they came in, each stage that they entered and each "
         "event, such as a purchase. It goes to standard output, or with -o into a file, as it comes: also a hundred "
         "million rows need little memory.\n\n"
         "A row of the log has customer_id, timestamp, stage, persona and revenue (of what happened; money of stages "
         "is not in it). Times are the first days of steps, of what was there before the first step one step earlier; "
         "without start: they are steps. --format has other forms (models/README.md).\n\n"
         "Run 1 is the first row of runs.csv where the engine is agents; the same seed gives the same customers for "
         "any number of threads.",
     .examples = "polku journeys scenarios/puhdistustiimi/baseline.yaml --sample 5\n"
                 "polku journeys --format xes -o journeys.xes scenarios/puhdistustiimi/baseline.yaml",
     .flag = PK_FOR_JOURNEYS,
     .files_least = 1,
     .files_most = 1,
     .run = pk_command_journeys},
    {.name = "plot",
     .operands = "RESULTS",
     .summary = "draw charts of results again, in another kind or size",
     .text = "Draws charts from the numbers in RESULTS/charts/data, which `polku run` and `polku compare` leave there, "
             "without simulating anything. RESULTS is the folder of a run or of a comparison; of a comparison, the "
             "charts of its scenarios are drawn too.\n\n"
             "The chart over-time is drawn from the tables: it shows what --of names, a panel each, all plans of "
             "RESULTS over one axis of time. Stages and flows are there by step, money by its periods, other KPIs "
             "where the run had --by.\n\n"
             "svg, png and pdf go into RESULTS/charts, or into the file of -o; dumb and sixel to the terminal.",
     .examples = "polku plot results --chart kpis --terminal png --size 1600x900\n"
                 "polku plot results --chart over-time --of profit,customers\n"
                 "polku plot results/baseline --chart stages --terminal dumb",
     .lists_charts = true,
     .flag = PK_FOR_PLOT,
     .files_least = 1,
     .files_most = 1,
     .run = pk_command_plot},
    {.name = "new",
     .operands = "FOLDER",
     .summary = "write a first model and some scenarios to start from",
     .text =
         "Makes FOLDER and writes a journey into it, with notes on every line that needs one: model.yaml; today.yaml, "
         "a "
         "scenario that goes on as today; and what-ifs based on it. They run at once. --kind, or an answer on a "
         "terminal, says which kind of firm it is: its journey is in balance, so that nothing moves but what a plan "
         "moves. Without either, a short journey is written that has one of each (today.yaml, campaign.yaml).\n\n"
         "The first line of each file tells editors where its schema is, so that they know every word. Files that are "
         "there already are left alone.",
     .examples = "polku new my-shop --kind shop\n"
                 "polku compare my-shop/today.yaml my-shop/cart-mail.yaml",
     .flag = PK_FOR_NEW,
     .files_least = 1,
     .files_most = 1,
     .run = pk_command_new},
    {.name = "help",
     .operands = "[COMMAND|kpis]",
     .summary = "explain polku, one of its commands, or its KPIs",
     .text = "Prints the list of commands, what COMMAND does and its options, or with \"kpis\" the built-in KPIs and "
             "what they mean. The man pages and the shells' completions are made from the same table of options.",
     .examples = "polku help compare\n"
                 "polku help kpis\n"
                 "polku help --man run > polku-run.1\n"
                 "polku help --completion bash > ~/.local/share/bash-completion/completions/polku",
     .flag = PK_FOR_HELP,
     .files_least = 0,
     .files_most = 1,
     .run = pk_command_help},
};
const int pk_command_count = (int)(sizeof pk_command_table / sizeof *pk_command_table);

const pk_command_t *pk_command_find(const char *name)
{
    for (int i = 0; i < pk_command_count; i++) {
        const char *also = pk_command_table[i].also;
        if (strcmp(pk_command_table[i].name, name) == 0 || (also != NULL && strcmp(also, name) == 0)) {
            return &pk_command_table[i];
        }
    }
    return NULL;
}

const char *pk_command_hint(const char *word, pk_arena_t *arena)
{
    const char *names[sizeof pk_command_table / sizeof *pk_command_table + 1];
    for (int i = 0; i < pk_command_count; i++) {
        names[i] = pk_command_table[i].name;
    }
    names[pk_command_count] = pk_help_topic;
    const char *near = pk_nearest(word, names, pk_command_count + 1);
    if (near == pk_help_topic) {
        return pk_arena_format(arena, "did you mean polku help %s?", near);
    }
    return near ? pk_arena_format(arena, "did you mean polku %s?", near) : "polku help lists the commands";
}

static bool count_is_right(const pk_command_t *command, pk_session_t *session)
{
    int count = session->options.nfile;
    const char *usage =
        pk_arena_format(&session->arena, "usage: polku %s [OPTION]... %s", command->name, command->operands);
    if (count < command->files_least) {
        pk_error(&session->diag, PK_NOWHERE, usage, "polku %s needs %s", command->name,
                 command->files_least > 1                     ? "two files or more"
                 : command->flag & (PK_FOR_NEW | PK_FOR_PLOT) ? "a folder"
                                                              : "a file");
    } else if (count > command->files_most) {
        pk_error(&session->diag, PK_NOWHERE, usage, "\"%s\" is one too many for polku %s",
                 session->options.files[command->files_most], command->name);
    } else {
        return true;
    }
    return false;
}

/* "-" is standard input, where files are read. */
static bool reads_input_once(const pk_command_t *command, pk_session_t *session)
{
    int count = 0;
    for (int i = 0; i < session->options.nfile; i++) {
        count += strcmp(session->options.files[i], PK_SOURCE_INPUT) == 0;
    }
    if (count < 2 || !(command->flag & PK_FOR_READING)) {
        return true;
    }
    pk_error(&session->diag, PK_NOWHERE, "name files for the others",
             "\"-\" is standard input, which can be read once");
    return false;
}

/* argv[0] is the command's name. */
static int start_command(const pk_command_t *command, int argc, char **argv, pk_session_t *session)
{
    pk_status_t parsed =
        pk_options_parse(argc, argv, command->flag, command->name, &session->options, &session->arena, &session->diag);
    session->out.language = (pk_language_t)session->options.language;
    if (session->options.help) {
        session->diag.count = session->told = 0;
        pk_help_command(command, &session->out);
        return PK_EXIT_DONE;
    }
    if (parsed != PK_OK || !count_is_right(command, session) || !reads_input_once(command, session)) {
        return PK_EXIT_USAGE;
    }
    return command->run(session);
}

/* What may stand where a command is expected. */
static int no_command(const char *word, pk_session_t *session)
{
    if (!word) {
        pk_help_all(&session->err);
        return PK_EXIT_USAGE;
    }
    if (strcmp(word, "--version") == 0 || strcmp(word, "-V") == 0) {
        pk_version_print(stdout);
        return PK_EXIT_DONE;
    }
    if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0) {
        pk_help_all(&session->out);
        return PK_EXIT_DONE;
    }
    if (*word == '-') {
        pk_error(&session->diag, PK_NOWHERE, "options stand behind a command: polku run --runs 100 FILE",
                 "polku has no option %s by itself", word);
    } else {
        pk_error(&session->diag, PK_NOWHERE, pk_command_hint(word, &session->arena), "there is no command \"%s\"",
                 word);
    }
    return PK_EXIT_USAGE;
}

int pk_commands_main(int argc, char **argv)
{
    pk_session_t session = {
        .words = (const char *const *)argv, .out = pk_screen_of(stdout), .err = pk_screen_of(stderr)};
    const char *word = argc > 1 ? argv[1] : NULL;
    const pk_command_t *command = word ? pk_command_find(word) : NULL;
    session.command = command ? command->name : "";
    int code = command ? start_command(command, argc - 1, argv + 1, &session) : no_command(word, &session);
    return pk_session_end(&session, code);
}
